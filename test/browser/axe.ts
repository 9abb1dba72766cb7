import axe from "axe-core";
import type { Visit } from "./browser.ts";

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

/** What axe has to complain of in a page with everything opened that can be, in light and its colours in dark. */
export async function violations(reader: Visit): Promise<string[]> {
  const { page } = reader;
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  await page.evaluate(axe.source);
  const light = await run(reader);
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await run(reader, ["color-contrast"]);
  await page.emulateMedia({ colorScheme: null });
  return [...light, ...dark.map((text) => `dark: ${text}`)];
}

/** Rule and place of each. */
function run({ page }: Visit, rules?: readonly string[]): Promise<string[]> {
  return page.evaluate(async (values) => {
    const result = await window.axe.run({
      resultTypes: ["violations" as const],
      ...(values === undefined ? {} : { runOnly: { type: "rule" as const, values: [...values] } }),
    });
    return result.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
    );
  }, rules);
}
