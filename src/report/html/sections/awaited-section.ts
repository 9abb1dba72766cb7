import { html } from "../html-text.ts";
import { LUCK_TITLE } from "./luck-section.ts";
import { renderSection, type SectionSource } from "./section.ts";
import { SENSITIVITY_TITLE } from "./sensitivity-section.ts";
import { STUDY_TITLE } from "./study-section.ts";

/** A part of the evidence, which a live page gets after the trades, by its name in the result. */
export type EvidencePart = "significance" | "study" | "sensitivity";

/** The section of each part of the evidence. */
const SECTIONS: Readonly<Record<EvidencePart, { readonly id: string; readonly title: string }>> = {
  significance: { id: "luck", title: LUCK_TITLE },
  study: { id: "study", title: STUDY_TITLE },
  sensitivity: { id: "sensitivity", title: SENSITIVITY_TITLE },
};

/** The sections of evidence that is still being computed: each has its heading, and says that it is to come. */
export function awaitedSections(
  awaited: readonly EvidencePart[],
): ReadonlyMap<string, SectionSource["render"]> {
  return new Map(
    awaited.map((part) => {
      const { id, title } = SECTIONS[part];
      return [
        id,
        () => renderSection({ id, title, body: html`<p class="lede" data-awaited>computing ...</p>` }),
      ] as const;
    }),
  );
}
