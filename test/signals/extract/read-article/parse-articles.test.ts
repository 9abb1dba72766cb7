import { describe, expect, it } from "vitest";
import {
  parseArticleLine,
  parseArticles,
} from "../../../../src/signals/extract/read-article/parse-articles.ts";
import { processorTime } from "../../../processor-time.ts";

const codes = (text: string | Uint8Array, name = "a.txt", options = {}) =>
  parseArticles(text, name, options).articles.flatMap((article) => article.warnings.map((one) => one.code));
const only = (text: string | Uint8Array, name = "a.txt", options = {}) => {
  const { articles, issues } = parseArticles(text, name, options);
  expect(issues).toEqual([]);
  expect(articles).toHaveLength(1);
  return articles[0]!;
};
const titleOf = (text: string, name = "a.txt") => {
  const { titleSpan, title, text: whole } = only(text, name);
  return titleSpan === undefined ? title : whole.slice(titleSpan.start, titleSpan.end);
};
const BODY = "The central bank cut the reserve requirement ratio on Friday.";

describe("plain text", () => {
  it("reads a date line with a headline", () => {
    const article = only(` date 2023-11-27 Xi will visit Shanghai\n\n${BODY}`);
    expect(article.publishedAt).toBe("2023-11-27");
    expect(titleOf(` date 2023-11-27 Xi will visit Shanghai\n\n${BODY}`)).toBe("Xi will visit Shanghai");
  });

  it("reads header fields in English and Chinese", () => {
    const article = only(
      `Title: Bank cuts reserves\nDate: 2022-04-15 18:05\nSource: Reuters\nURL: https://a.example/1\n\n${BODY}`,
    );
    expect(article.publishedAt).toBe("2022-04-15T18:05:00+08:00");
    expect(article.source).toEqual({ name: "Reuters", url: "https://a.example/1" });
    expect(only("标题：央行降准\n日期：2022-04-15\n\n央行宣布降准。").publishedAt).toBe("2022-04-15");
  });

  it("takes the first line that reads like a headline, not a section name", () => {
    expect(titleOf(`Business & finance\n\nCentral bank cuts the reserve ratio again\n\n${BODY}`)).toBe(
      "Central bank cuts the reserve ratio again",
    );
    expect(titleOf(BODY)).toBeUndefined();
  });

  it("dates an article by a dateline with a year, and by nothing less", () => {
    expect(only(`BEIJING, May 6, 2024 (Xinhua) -- ${BODY}`).publishedAt).toBe("2024-05-06");
    expect(only(`18:30 UTC+8, 2021-10-08\n\n${BODY}`).publishedAt).toBe("2021-10-08T18:30:00+08:00");
    expect(only(`11 HOURS AGO\n\n${BODY}\n\nCopyright 2023`).publishedAt).toBeNull();
    expect(
      only(
        `On March 5, 2023 the bank did the same. ${BODY} It was a surprise to those who follow it closely.`,
      ).publishedAt,
    ).toBeNull();
  });

  it("says when there is no date, two dates, or a date that could be two", () => {
    expect(codes(BODY)).toEqual(["W_NO_PUBDATE"]);
    expect(codes(` date 2024-05-06 A headline of five words\nMay 7, 2024\n\n${BODY}`)).toEqual([
      "W_TWO_PUBDATES",
    ]);
    expect(codes(`03-04-2021\n\n${BODY}`)).toEqual(["W_AMBIGUOUS_DATE", "W_NO_PUBDATE"]);
  });

  it("lets the flag settle every doubt about dates, and the sidecar all but the flag", () => {
    const text = ` date 2024-05-06 A headline of five words\n\n${BODY}`;
    expect(only(text, "a.txt", { publishedAt: "2024-05-08" }).publishedAt).toBe("2024-05-08");
    expect(only(text, "a.txt", { sidecar: { publishedAt: "2024-05-07" } }).publishedAt).toBe("2024-05-07");
    expect(codes(`03-04-2021\n\n${BODY}`, "a.txt", { publishedAt: "2021-04-03" })).toEqual([]);
  });

  it("refuses a flag that is no date", () => {
    const { articles, issues } = parseArticles(BODY, "a.txt", { publishedAt: "soon" });
    expect(articles).toEqual([]);
    expect(issues).toEqual([
      {
        what: '"soon" is no date',
        at: "--published-at",
        fix: "write it in ISO 8601, e.g. 2024-09-24 or 2024-09-24T09:30:00+08:00",
      },
    ]);
  });
});

describe("bytes", () => {
  const chinese = "央行决定下调存款准备金率，释放长期资金。";

  it("reads UTF-8 with a mark, keeping the mark in the text so that offsets are the file's", () => {
    const bytes = new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode(BODY)]);
    expect(only(bytes).text).toBe(`\uFEFF${BODY}`);
  });

  it("reads UTF-16, GB 18030 and Windows-1252 with a word about it", () => {
    const wide = new Uint8Array([0xff, 0xfe, ...Buffer.from(chinese, "utf16le")]);
    expect(only(wide).text).toBe(chinese);
    expect(codes(wide)).toContain("W_ENCODING");
    // 央行降准 in GB 18030, and "café" with a curly quote in Windows-1252.
    const gb = new Uint8Array([0xd1, 0xeb, 0xd0, 0xd0, 0xbd, 0xb5, 0xd7, 0xbc]);
    expect(only(gb).text).toBe("央行降准");
    const latin = new Uint8Array([
      ...Buffer.from("The caf", "latin1"),
      0xe9,
      ...Buffer.from("s of Paris said ", "latin1"),
      0x93,
      ...Buffer.from("no", "latin1"),
      0x94,
    ]);
    expect(only(latin).text).toBe("The cafés of Paris said “no”");
    expect(codes(latin)).toContain("W_ENCODING");
  });

  it("reads Big5, and UTF-16 without a mark, with a word about it", () => {
    // 證監會二十九日回應稱,有關報道不屬實。 in Big5.
    const big5 = new Uint8Array([
      0xc3, 0xd2, 0xba, 0xca, 0xb7, 0x7c, 0xa4, 0x47, 0xa4, 0x51, 0xa4, 0x45, 0xa4, 0xe9, 0xa6, 0x5e, 0xc0,
      0xb3, 0xba, 0xd9, 0x2c, 0xa6, 0xb3, 0xc3, 0xf6, 0xb3, 0xf8, 0xb9, 0x44, 0xa4, 0xa3, 0xc4, 0xdd, 0xb9,
      0xea, 0xa1, 0x43,
    ]);
    expect(only(big5).text).toBe("證監會二十九日回應稱,有關報道不屬實。");
    expect(codes(big5)).toContain("W_ENCODING");
    for (const text of [chinese, BODY]) {
      const bytes = new Uint8Array(Buffer.from(text, "utf16le"));
      expect(only(bytes).text).toBe(text);
      expect(only(bytes.map((_, at) => bytes[at ^ 1]!)).text).toBe(text);
    }
  });

  it("names the second of two dates in a header", () => {
    const text = `Date: 2022-04-15\nDate: 2022-05-01\n\n${BODY}`;
    expect(only(text).publishedAt).toBe("2022-04-15");
    expect(codes(text)).toContain("W_TWO_PUBDATES");
    expect(codes(`Date: 2022-04-15\nDate: 2022-04-15\n\n${BODY}`)).not.toContain("W_TWO_PUBDATES");
  });

  it("refuses what is no text, and an empty file", () => {
    const image = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 1, 2, 3]);
    expect(parseArticles(image, "a.txt").issues[0]?.what).toContain("not a text file");
    expect(parseArticles(new Uint8Array(), "a.txt").issues[0]?.what).toBe("the file is empty");
    expect(parseArticles(" \n ", "a.txt").issues[0]?.what).toBe("the file is empty");
  });

  it("passes over direction marks with a word", () => {
    expect(codes(`\u202e${BODY}`)).toContain("W_RTL_MARKS");
  });
});

describe("JSON and JSONL", () => {
  it("reads one article, and a list", () => {
    const article = only(
      JSON.stringify({
        title: "Cut",
        text: BODY,
        publishedAt: "2022-04-15",
        source: "Reuters",
        url: "https://a.example",
      }),
      "a.json",
    );
    expect(article).toMatchObject({
      id: "a.json",
      title: "Cut",
      publishedAt: "2022-04-15",
      source: { name: "Reuters", url: "https://a.example" },
    });
    expect(
      parseArticles(JSON.stringify([{ text: BODY }, { text: BODY, id: "x" }]), "a.json").articles.map(
        (one) => one.id,
      ),
    ).toEqual(["a.json#1", "x"]);
  });

  it("names broken lines and keeps the rest", () => {
    const lines = [
      JSON.stringify({ text: BODY, publishedAt: "2022-04-15" }),
      "{broken",
      "",
      JSON.stringify({ body: BODY }),
      JSON.stringify({ text: BODY }),
    ];
    const { articles, issues } = parseArticles(lines.join("\n"), "a.jsonl");
    expect(articles.map((article) => article.id)).toEqual(["a.jsonl#1", "a.jsonl#5"]);
    expect(issues.map((issue) => issue.at)).toEqual(["a.jsonl:2", "a.jsonl:4"]);
    expect(issues[1]?.what).toBe('an article without "text" (it has body)');
  });

  it("keeps an article whose date cannot be read, without the date", () => {
    expect(codes(JSON.stringify({ text: BODY, publishedAt: "last week" }), "a.json")).toEqual([
      "W_AMBIGUOUS_DATE",
      "W_NO_PUBDATE",
    ]);
  });

  it("takes the headline for the text where there is no other", () => {
    const article = only(JSON.stringify({ title: BODY }), "a.json");
    expect(article.text).toBe(BODY);
    expect(article.titleSpan).toEqual({ start: 0, end: BODY.length });
  });

  it("reads a file line by line with the same result", () => {
    const line = JSON.stringify({ text: BODY, publishedAt: "2022-04-15" });
    expect(parseArticleLine(line, 7, "a.jsonl").articles[0]?.id).toBe("a.jsonl#7");
    expect(parseArticleLine("  ", 8, "a.jsonl")).toEqual({ articles: [], issues: [] });
  });
});

describe("feeds and pages", () => {
  const rss = `<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>
<item><title>PBOC &amp; banks</title><link>https://a.example/1</link><guid>g1</guid><pubDate>Fri, 15 Apr 2022 10:05:00 GMT</pubDate>
<description>&lt;p&gt;The PBoC cut &lt;b&gt;rates&lt;/b&gt;.&lt;/p&gt;&lt;script&gt;alert("x")&lt;/script&gt;&lt;style&gt;p{}&lt;/style&gt;</description></item>
<item><title>Second</title><description><![CDATA[A &quot;quote&quot; &#8212; and more.]]></description><pubDate>someday</pubDate></item>
<item></item></channel></rss>`;

  it("reads RSS: entities decoded, scripts left out, date, link and name of the feed", () => {
    const { articles, issues } = parseArticles(rss, "feed.xml");
    expect(articles[0]).toMatchObject({
      id: "g1",
      title: "PBOC & banks",
      text: "The PBoC cut rates.",
      publishedAt: "2022-04-15T18:05:00+08:00",
      source: { name: "Wire", url: "https://a.example/1" },
    });
    expect(articles[1]).toMatchObject({ text: 'A "quote" — and more.', publishedAt: null });
    expect(issues.map((issue) => issue.at)).toEqual(["feed.xml item 2", "feed.xml item 3"]);
  });

  it("reads Atom", () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Blog</title><entry><title>One</title><id>u:1</id><link href="https://b.example/1"/>
<updated>2024-09-24T01:30:00Z</updated><content type="xhtml"><div><p>Rates were cut.</p></div></content></entry></feed>`;
    expect(only(atom, "feed.atom")).toMatchObject({
      id: "u:1",
      title: "One",
      text: "Rates were cut.",
      publishedAt: "2024-09-24T09:30:00+08:00",
      source: { name: "Blog", url: "https://b.example/1" },
    });
  });

  it("knows a feed and a page by their first characters", () => {
    expect(parseArticles(rss, "download").articles).toHaveLength(2);
    const page = `<!DOCTYPE html><html><head><title>China cuts the reserve ratio</title><script>var a;</script></head><body><nav>Menu</nav><p>${BODY}</p></body></html>`;
    const article = only(page, "download");
    expect(article.text).toBe(BODY);
    expect(article.title).toBe("China cuts the reserve ratio");
    expect(article.warnings.map((one) => one.code)).toContain("W_HTML");
  });

  it("says so when a feed has no items, and a page no words", () => {
    expect(parseArticles("<rss><channel></channel></rss>", "a.rss").issues[0]?.what).toBe(
      "a feed without items",
    );
    expect(parseArticles("<html><body><script>x</script></body></html>", "a.html").issues[0]?.what).toBe(
      "an HTML page without words in it",
    );
  });
});

describe("large input", () => {
  it("reads a ten-megabyte text in linear time", () => {
    const text = `${BODY} ${"(](".repeat(2_000_000)}\n${"word ".repeat(800_000)}`;
    const spent = processorTime();
    expect(only(text, "big.txt", { publishedAt: "2022-04-15" }).cleaned).toHaveLength(text.length);
    expect(spent()).toBeLessThan(10_000);
  });
});
