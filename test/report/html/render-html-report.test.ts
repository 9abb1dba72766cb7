import { createHash } from "node:crypto";
import { Parser } from "htmlparser2";
import { beforeAll, describe, expect, it } from "vitest";
import { renderHtmlReport } from "../../../src/report/html/render-html-report.ts";
import { pageScript } from "../../page-script.ts";
import { aResult, testSignals } from "../a-result.ts";
import { HOSTILE_TEXTS, hostileSignals } from "../hostile-text.ts";

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** The elements of a page, as a parser that knows nothing of how it was made sees them. */
function elementsOf(page: string): { elements: Element[]; text: string } {
  const elements: Element[] = [];
  let text = "";
  const parser = new Parser({
    onopentag: (name, attributes) => elements.push({ name, attributes }),
    ontext: (piece) => {
      text += piece;
    },
  });
  parser.end(page);
  return { elements, text };
}

let script = "";
beforeAll(async () => {
  script = await pageScript();
});

describe("renderHtmlReport", () => {
  it("gives the same text for the same result", () => {
    expect(renderHtmlReport(aResult(), { script })).toBe(renderHtmlReport(aResult(), { script }));
  });

  it("opens with the answer and shows every part in its order", () => {
    const { elements } = elementsOf(renderHtmlReport(aResult({ withCloses: true })));
    const sections = elements
      .filter((element) => element.name === "section")
      .map((element) => element.attributes.id);
    expect(sections).toEqual([
      "answer",
      "price",
      "equity",
      "sentiment",
      "kinds",
      "months",
      "trades",
      "signals",
      "record",
    ]);
  });

  it("has a row for every trade and every signal", () => {
    const result = aResult();
    const { elements } = elementsOf(renderHtmlReport(result));
    const ids = elements.flatMap((element) => (element.name === "tr" ? (element.attributes.id ?? []) : []));
    expect(ids).toEqual(result.trades.map((trade) => trade.id));
    const asked = result.signals.filter((signal) => signal.reason !== "not-selected");
    const [, table] = renderHtmlReport(result).split('<table id="signals-table"');
    expect(table!.split("</table>")[0]!.match(/<tr data-k=/g)).toHaveLength(asked.length);
  });

  it("fetches nothing: no address but those of the sources, which a reader may follow", () => {
    const { elements } = elementsOf(renderHtmlReport(aResult({ withCloses: true }), { script }));
    const addresses = elements.flatMap(({ name, attributes }) =>
      ["src", "href", "action", "srcset", "poster", "data"].flatMap((key) => {
        const address = attributes[key];
        return address === undefined || address.startsWith("#") ? [] : [`${name} ${key}=${address}`];
      }),
    );
    const fetched = addresses.filter((address) => !/^a href=https:\/\/example\.org\/act-\d+$/.test(address));
    expect(fetched).toEqual(["link href=data:,"]);
  });

  it("lets exactly its own script run, and nothing connect", () => {
    const page = renderHtmlReport(aResult(), { script });
    const { elements } = elementsOf(page);
    const policy = elements.find(
      (element) => element.attributes["http-equiv"] === "Content-Security-Policy",
    )!;
    const [starter] = page.match(/(?<=<script>)[\s\S]*?(?=<\/script>)/g)!;
    const hash = createHash("sha256").update(starter!).digest("base64");
    expect(policy.attributes.content).toBe(
      `default-src 'none'; script-src 'sha256-${hash}' blob:; style-src 'unsafe-inline'; img-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'`,
    );
  });

  it("lets no script run at all where it has none", () => {
    const { elements } = elementsOf(renderHtmlReport(aResult()));
    expect(elements.filter((element) => element.name === "script")).toEqual([]);
  });

  it("shows hostile titles, sources and names as words, and adds no element or attribute for them", () => {
    const [name, hypothesis] = HOSTILE_TEXTS;
    const harmless = elementsOf(renderHtmlReport(aResult({ withCloses: true }), { script }));
    const hostile = elementsOf(
      renderHtmlReport(aResult({ withCloses: true, name, hypothesis, signals: hostileSignals() }), {
        script,
      }),
    );
    const kinds = (elements: readonly Element[]) => new Set(elements.map((element) => element.name));
    expect([...kinds(hostile.elements)].filter((kind) => !kinds(harmless.elements).has(kind))).toEqual([]);
    const handlers = hostile.elements.flatMap(({ attributes }) =>
      Object.keys(attributes).filter((key) => key.startsWith("on")),
    );
    expect(handlers).toEqual([]);
    expect(hostile.elements.filter((element) => element.name === "script")).toHaveLength(3);
    const links = hostile.elements.flatMap(({ name: tag, attributes }) =>
      tag === "a" ? [attributes.href ?? ""] : [],
    );
    expect(links.filter((link) => !/^(#(t\d+|[a-z]+)$|https:\/\/)/.test(link))).toEqual([]);
    expect(hostile.text).toContain(`<script>window.pwned = "title"</script>`);
  });

  it("stays under 1.5 MB with 5,000 sessions and 500 trades", () => {
    const signals = testSignals(5000, 8);
    const result = aResult({ withCloses: true, sessions: 5000, signals, params: { hold: 3 } });
    expect(result.trades.length).toBeGreaterThanOrEqual(450);
    expect(Buffer.byteLength(renderHtmlReport(result, { script }))).toBeLessThan(1.5e6);
  });

  it("tells a run without trades without inventing a picture of returns", () => {
    const result = aResult({ signals: testSignals(420).filter((signal) => signal.kind === "politburo") });
    expect(result.trades).toEqual([]);
    const { elements, text } = elementsOf(renderHtmlReport(result));
    expect(elements.some((element) => element.attributes.id === "kinds")).toBe(false);
    expect(text).toContain("Nothing was traded");
  });
});
