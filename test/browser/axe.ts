import axe from "axe-core";
import type { Visit } from "./browser.ts";

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

/**
 * What axe has to complain of in a page with everything opened that can be, in light and its colours in dark.
 *
 * @param part selector of what is looked at; the whole page unless given
 */
export async function violations(reader: Visit, part = "html"): Promise<string[]> {
  const { page } = reader;
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  await page.evaluate(axe.source);
  const light = await run(reader, part);
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await run(reader, part, ["color-contrast"]);
  await page.emulateMedia({ colorScheme: null });
  return [...light, ...dark.map((text) => `dark: ${text}`)];
}

/** Rule and place of each. */
function run({ page }: Visit, part: string, rules?: readonly string[]): Promise<string[]> {
  return page.evaluate(
    async ([where, values]) => {
      const result = await window.axe.run(where, {
        resultTypes: ["violations" as const],
        ...(values === undefined ? {} : { runOnly: { type: "rule" as const, values: [...values] } }),
      });
      return result.violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
      );
    },
    [part, rules] as const,
  );
}
