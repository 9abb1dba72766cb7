import type { CalendarDay } from "../../../time/calendar-day.ts";
import type { Language } from "../text/language.ts";

/** Who is spoken of at a place of a sentence. */
export interface Mention {
  readonly kind:
    | "authority"
    | "generic"
    | "locality"
    | "media"
    | "foreign"
    | "company"
    | "analyst"
    | "market";
  readonly from: number;
  readonly to: number;
  /** Gazetteer ids of the actors meant; empty for a generic authority. */
  readonly actors: readonly string[];
  readonly company: string | undefined;
  /** Name of a business person, who stands for a company. */
  readonly person: string | undefined;
  /** Whether it can be the subject of a following verb: not behind a preposition, not a possessor. */
  readonly isSubject: boolean;
  /** Whether it stands behind "by", 被 or 由. */
  readonly isAgent: boolean;
}

/** What earlier sentences of the article fix for later ones. */
export interface MentionContext {
  readonly day: CalendarDay | undefined;
  readonly language: Language;
  /** Whether the article speaks of China at all; without it "the central bank" is nobody's. */
  readonly hasChina: boolean;
  /** People introduced so far by full name, so that a family name is enough. */
  readonly introduced: Set<string>;
  /** Whether the government last named was foreign: then "the commission" and "officials" are its own. */
  isLastGovernmentForeign: boolean;
}
