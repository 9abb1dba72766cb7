/** A part of the evidence, by its name in the result. */
export type EvidencePart = "significance" | "study" | "sensitivity";

/**
 * The section of each part of the evidence. Apart from the sections themselves, which draw: the live page names them
 * before it has anything to draw.
 */
export const EVIDENCE_SECTIONS = {
  significance: { id: "luck", title: "Was it luck?" },
  study: { id: "study", title: "Around the signals" },
  sensitivity: { id: "sensitivity", title: "If it had been otherwise" },
} as const satisfies Readonly<Record<EvidencePart, { readonly id: string; readonly title: string }>>;
