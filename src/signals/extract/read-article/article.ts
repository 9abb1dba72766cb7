import type { CalendarDay } from "../../../time/calendar-day.ts";
import type { Language } from "../text/language.ts";

/** A warning about one article: it is kept, and something about it is uncertain. */
export interface ArticleWarning {
  readonly code:
    | "W_NO_PUBDATE"
    | "W_TWO_PUBDATES"
    | "W_AMBIGUOUS_DATE"
    | "W_HTML"
    | "W_ENCODING"
    | "W_RTL_MARKS"
    | "W_EMPTY_TEXT"
    | "W_LONG_ARTICLE";
  readonly what: string;
}

/** An article as it came in, with what its header, its fields or the caller say about it. */
export interface Article {
  readonly id: string;
  readonly fileName: string;
  /** The original text; every evidence span is an offset into it, in UTF-16 code units. */
  readonly text: string;
  /** `text` with page furniture blanked out, character for character: offsets are the same. */
  readonly cleaned: string;
  /** The headline when it is not part of `text` (JSON and feed items). */
  readonly title: string | undefined;
  /** Where the headline stands when it is part of `text`. */
  readonly titleSpan: { readonly start: number; readonly end: number } | undefined;
  readonly lang: Language;
  /** ISO 8601: a day, or an instant with its offset; `null` when nothing says it. */
  readonly publishedAt: string | null;
  readonly publishedPrecision: "minute" | "day" | null;
  /** The day of publication in `zone`. */
  readonly publishedDay: CalendarDay | undefined;
  readonly zone: string;
  /** Offset of `zone` on the day of publication, e.g. `+08:00`. */
  readonly zoneOffset: string;
  readonly source: { readonly name?: string; readonly url?: string };
  readonly warnings: readonly ArticleWarning[];
}
