import { InvalidArgumentError } from "commander";

// What flags take besides text. Each says of a value that is none of its kind what it should have been.

/** The values of a flag that may be repeated. */
export function collect(value: string, earlier: readonly string[]): string[] {
  return [...earlier, value];
}

/** Any number but NaN and the infinities. */
export function number(value: string): number {
  return numberWhere(value, Number.isFinite, "a number");
}

/** A number above 0. */
export function positive(value: string): number {
  return numberWhere(value, (parsed) => parsed > 0 && Number.isFinite(parsed), "a number above 0");
}

/** A number between 0 and 1, neither of them. */
export function fraction(value: string): number {
  return numberWhere(value, (parsed) => parsed > 0 && parsed < 1, "a fraction between 0 and 1");
}

/** A whole number from 0. */
export function whole(value: string): number {
  return numberWhere(value, (parsed) => Number.isInteger(parsed) && parsed >= 0, "a whole number");
}

/** A whole number from 1. */
export function aboveZero(value: string): number {
  return numberWhere(value, (parsed) => Number.isInteger(parsed) && parsed > 0, "a whole number above 0");
}

/** @param kind what `isRight` asks for, in words */
export function numberWhere(value: string, isRight: (parsed: number) => boolean, kind: string): number {
  const parsed = Number(value);
  if (value.trim() === "" || !isRight(parsed)) throw new InvalidArgumentError(`"${value}" is not ${kind}.`);
  return parsed;
}
