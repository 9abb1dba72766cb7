import { aSignal } from "../signals/a-signal.ts";
import { testSignals } from "./a-result.ts";

/** Texts that would do harm, or break a page, where they were taken for more than words. */
export const HOSTILE_TEXTS = [
  `<script>window.pwned = "title"</script>`,
  `"><img src=x onerror="window.pwned = 'attribute'">`,
  `' onmouseover='window.pwned = "quote"' x='`,
  `</title></style></script><script>window.pwned = "closing"</script>`,
  `<!-- <script>window.pwned = "comment"</script> -->`,
  `&lt;script&gt;window.pwned = "entity"&lt;/script&gt;`,
  `{{constructor.constructor("window.pwned = 1")()}}`,
  `A${"b".repeat(600)}`,
  "\u202Etxet tfel-ot-thgir\u2066 \u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd",
  "\u0000\u0007\uFFFE control",
] as const;

const HOSTILE_SOURCES = [
  `javascript:window.pwned="source"`,
  `  JaVaScRiPt:window.pwned="source"`,
  `data:text/html,<script>window.pwned="source"</script>`,
  `https://example.org/"onclick="window.pwned='link'`,
  `https://example.org/<script>window.pwned='link'</script>`,
] as const;

/** A catalogue whose titles and sources are hostile. */
export function hostileSignals() {
  return testSignals(420).map((signal, index) =>
    aSignal({
      ...signal,
      title: HOSTILE_TEXTS[index % HOSTILE_TEXTS.length] as string,
      sources: [HOSTILE_SOURCES[index % HOSTILE_SOURCES.length] as string, ...HOSTILE_SOURCES],
    }),
  );
}
