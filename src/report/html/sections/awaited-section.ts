import { html } from "../html-text.ts";
import { EVIDENCE_SECTIONS, type EvidencePart } from "./evidence-sections.ts";
import { renderSection, type SectionSource } from "./section.ts";

/** The sections of evidence that is still being computed: each has its heading, and says that it is to come. */
export function awaitedSections(
  awaited: readonly EvidencePart[],
): ReadonlyMap<string, SectionSource["render"]> {
  return new Map(
    awaited.map((part) => {
      const { id, title } = EVIDENCE_SECTIONS[part];
      return [
        id,
        () => renderSection({ id, title, body: html`<p class="lede" data-awaited>computing ...</p>` }),
      ] as const;
    }),
  );
}
