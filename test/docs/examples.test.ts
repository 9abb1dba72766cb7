import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { chineseUnits, englishUnits } from "../../src/signals/extract/text/units.ts";
import { parseCalendarDay } from "../../src/time/calendar-day.ts";

const source = fileURLToPath(new URL("../../src/", import.meta.url));

/** One line of a docstring: `@example expression // => value`. One that needs more than its file holds says `gives`. */
interface Example {
  readonly file: string;
  readonly expression: string;
  readonly value: string;
}

function readExamples(): Example[] {
  return readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .sort()
    .flatMap((file) =>
      [...readFileSync(source + file, "utf8").matchAll(/@example (.+?) \/\/ => (.+)/g)].map(
        ([, expression, value]) => ({
          file,
          expression: expression as string,
          value: (value as string).replace(/\s*\*\/$/, ""),
        }),
      ),
    );
}

/** What stands behind a value in words: how exactly it is meant, or what it is. */
const REMARK = /,? (?:to rounding|to \w+ digits|for .*)$/;

/** Runs an expression of TypeScript whose only types are assertions that something is there: `parse(text)!`. */
async function evaluate(code: string, scope: Readonly<Record<string, unknown>>): Promise<unknown> {
  const body = `"use strict"; return (async () => (${code.replaceAll(")!", ")")}))();`;
  return new Function(...Object.keys(scope), body)(...Object.values(scope));
}

/** Numbers agree to the digits that are printed, at least to rounding; of an object, the fields that are named. */
function agrees(found: unknown, wanted: unknown, printed: string): boolean {
  if (Object.is(found, wanted)) return true;
  if (typeof wanted === "number" && typeof found === "number") {
    const decimals = /\.(\d+)$/.exec(printed)?.[1]?.length;
    const isRounded = decimals !== undefined && decimals >= 4 && decimals < 12;
    return (
      Math.abs(found - wanted) <= (isRounded ? 0.5 * 10 ** -decimals : 1e-12 * Math.max(1, Math.abs(wanted)))
    );
  }
  if (ArrayBuffer.isView(found)) return agrees(Array.from(found as Float64Array), wanted, "");
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(found) &&
      found.length === wanted.length &&
      wanted.every((one, index) => agrees(found[index], one, ""))
    );
  }
  if (typeof wanted === "object" && wanted !== null) {
    return Object.entries(wanted).every(([name, one]) =>
      agrees((found as Record<string, unknown> | null)?.[name], one, ""),
    );
  }
  return false;
}

const isName = (text: string) => /^[A-Za-z_$][\w$]*$/.test(text);

describe("an example in a docstring", () => {
  const examples = readExamples();

  it.each(examples)("$file: $expression", async ({ file, expression, value }) => {
    const exported = (await import(/* @vite-ignore */ source + file)) as Record<string, unknown>;
    const scope = {
      // What makes the values that examples of other modules begin with.
      parseCalendarDay,
      chineseUnits,
      englishUnits,
      ...Object.fromEntries(Object.entries(exported).filter(([name]) => isName(name))),
    };
    const printed = value.replace(REMARK, "");
    const found = await evaluate(expression, scope);
    const wanted = await evaluate(printed, scope);
    expect(agrees(found, wanted, printed), `${JSON.stringify(found)} is not ${printed}`).toBe(true);
  });

  it("is there in number", () => {
    expect(examples.length).toBeGreaterThan(100);
  });
});
