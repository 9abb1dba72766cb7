import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  escapeHtml,
  html,
  jsonForScript,
  trustedHtml,
  webAddress,
} from "../../../src/report/html/html-text.ts";

describe("html", () => {
  it("escapes text for content and for quoted attributes", () => {
    const title = `<script>alert("it's")</script> & more`;
    expect(html`<b title="${title}">${title}</b>`.text).toBe(
      '<b title="&lt;script&gt;alert(&quot;it&#39;s&quot;)&lt;/script&gt; &amp; more">' +
        "&lt;script&gt;alert(&quot;it&#39;s&quot;)&lt;/script&gt; &amp; more</b>",
    );
  });

  it("takes HTML as it is, lists one after the other, and nothing for what is not there", () => {
    expect(html`${trustedHtml("<i>")}${["a", html`<b>`, 3]}${null}${undefined}${false}`.text).toBe(
      "<i>a<b>3",
    );
  });

  it("refuses an object that is no HTML of this module, rather than write [object Object]", () => {
    const foreign = { text: "<b>" } as never;
    expect(() => html`<i>${foreign}</i>`).toThrow(TypeError);
  });

  it("leaves no character of any text that could begin a tag, end an attribute or an entity", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const escaped = escapeHtml(text);
        expect(escaped).not.toMatch(/[<>"']/);
        expect(escaped.replace(/&(amp|lt|gt|quot|#39);/g, "")).not.toContain("&");
      }),
    );
  });
});

describe("jsonForScript", () => {
  it("lets no text end the element it stands in, and reads back as it was", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom("</script>", "<!--", "<script>"), (value, tag) => {
        const text = jsonForScript({ value, tag });
        expect(text).not.toContain("<");
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify({ value, tag })));
      }),
    );
  });
});

describe("webAddress", () => {
  it("gives addresses of the web", () => {
    expect(webAddress("https://example.org/a?b=c")).toBe("https://example.org/a?b=c");
    expect(webAddress("HTTP://example.org")).toBe("http://example.org/");
  });

  it.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "//example.org",
    "file:///etc/passwd",
    "https://",
    "Xinhua, 2025-02-17",
  ])("gives none for %j", (text) => {
    expect(webAddress(text)).toBeNull();
  });
});
