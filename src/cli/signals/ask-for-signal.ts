import { InputError } from "../../errors.ts";
import { isTickerShaped } from "../../signals/check-signal.ts";
import { PUBLICATION_BASES, SESSION_HINTS, SIGNAL_STATUSES } from "../../signals/policy-signal.ts";
import { SIGNAL_KINDS } from "../../signals/signal-kind.ts";
import { parseCalendarDay } from "../../time/calendar-day.ts";
import { parseMinuteOfDay } from "../../time/zoned-time.ts";
import type { SignalFieldFlags } from "./signal-field-flags.ts";

/** Flags of `edict signals add`. */
export interface AddFlags extends SignalFieldFlags {
  readonly id?: string;
  readonly by?: string;
}

/** Asks on the terminal for what the flags leave out. */
export async function askForSignal(flags: AddFlags): Promise<AddFlags> {
  const { isCancel, select, text } = await import("@clack/prompts");
  const answered = async (question: Promise<string | symbol>): Promise<string> => {
    const answer = await question;
    if (isCancel(answer))
      throw new InputError({
        what: "cancelled; nothing was written",
        at: "edict signals add",
        fix: "run it again, or give flags",
      });
    return answer as string;
  };
  const choose = (message: string, words: readonly string[]) =>
    answered(select({ message, options: words.map((value) => ({ value, label: value })) }));
  const write = (message: string, validate: (value: string) => string | undefined) =>
    answered(text({ message, validate: (value) => validate(value ?? "") }));
  const list = async (
    message: string,
    validate: (words: readonly string[]) => string | undefined = () => undefined,
  ) => wordsOf(await write(message, (value) => validate(wordsOf(value))));

  const published =
    flags.published ??
    (await write("Published when? (YYYY-MM-DD, or with HH:MM by Shanghai's clock)", whyNotWhen));
  const hasTime = published.trim().includes(" ");
  return {
    ...flags,
    published,
    ...(!hasTime && {
      session: flags.session ?? (await choose("At what time of Hong Kong's day?", SESSION_HINTS)),
    }),
    basis: flags.basis ?? (await choose("What does that time rest on?", PUBLICATION_BASES)),
    status: flags.status ?? (await choose("Whose word is it?", SIGNAL_STATUSES)),
    kind: flags.kind ?? (await choose("What kind of act?", SIGNAL_KINDS)),
    title:
      flags.title ??
      (await write("Title, one line", (value) => (value.trim() === "" ? "write something" : undefined))),
    stance:
      flags.stance ?? Number(await write("Stance, from -1 (restrictive) to 1 (supportive)", whyNotStance)),
    actor: flags.actor ?? (await list("Who acted? (names, comma between)")),
    target: flags.target ?? (await list("Which sectors? (e.g. internet-platforms, broad-market)")),
    symbol: flags.symbol ?? (await list("Which tickers does the act name? (e.g. 9988.HK)", whyNotTickers)),
    source: flags.source ?? (await list("Where can it be read?")),
  };
}

function wordsOf(text: string): string[] {
  return text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

function whyNotTickers(symbols: readonly string[]): string | undefined {
  const odd = symbols.find((symbol) => !isTickerShaped(symbol));
  return odd === undefined
    ? undefined
    : `"${odd}" does not look like a ticker: write it like 0700.HK or BABA`;
}

function whyNotWhen(value: string): string | undefined {
  const [date = "", time, ...rest] = value.trim().split(/ +/);
  if (parseCalendarDay(date) === undefined) return "write a day that exists, YYYY-MM-DD";
  if (rest.length > 0 || (time !== undefined && parseMinuteOfDay(time) === undefined))
    return "write the time as HH:MM";
  return undefined;
}

function whyNotStance(value: string): string | undefined {
  const stance = Number(value);
  return value.trim() !== "" && stance >= -1 && stance <= 1 ? undefined : "write a number from -1 to 1";
}
