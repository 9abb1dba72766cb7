import type { ResultDocument } from "./result-schema.ts";

/** An input that two runs do not share. */
export interface MovedInput {
  /** `strategy`, `params.hold`, `config.luck.kernel`, `signals`, or a symbol */
  readonly name: string;
  readonly was: string;
  readonly is: string;
}

/** The inputs in which two runs differ: strategy, each parameter and setting, signals, each symbol's prices. */
export function compareInputs(first: ResultDocument, second: ResultDocument): MovedInput[] {
  const pairs: MovedInput[] = [
    { name: "strategy", was: first.strategy.sha256, is: second.strategy.sha256 },
    ...fieldsOf("params", first.strategy.params, second.strategy.params),
    ...fieldsOf("config", first.config, second.config),
    { name: "signals", was: first.data.signals.sha256, is: second.data.signals.sha256 },
    ...symbolsOf(first, second).map((symbol) => ({
      name: symbol,
      was: pricesOf(first, symbol),
      is: pricesOf(second, symbol),
    })),
  ];
  return pairs.filter(({ was, is }) => was !== is);
}

function symbolsOf(first: ResultDocument, second: ResultDocument): string[] {
  return [...new Set([...first.data.prices, ...second.data.prices].map((series) => series.symbol))];
}

function pricesOf(result: ResultDocument, symbol: string): string {
  const series = result.data.prices.find((one) => one.symbol === symbol);
  return series === undefined
    ? "no prices"
    : `${series.sha256.slice(0, 12)} (${series.source}, ${series.from} to ${series.to})`;
}

function fieldsOf(
  place: string,
  first: Readonly<Record<string, unknown>>,
  second: Readonly<Record<string, unknown>>,
): MovedInput[] {
  const names = [...new Set([...Object.keys(first), ...Object.keys(second)])];
  return names.flatMap((name) => {
    const [was, is] = [first[name], second[name]];
    if (isRecord(was) && isRecord(is)) return fieldsOf(`${place}.${name}`, was, is);
    return [{ name: `${place}.${name}`, was: show(was), is: show(is) }];
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  if (value === undefined) return "(not there)";
  return typeof value === "string" ? value : JSON.stringify(value);
}
