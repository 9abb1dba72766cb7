// How fast, and in how much memory, articles become draft signals.
//
// Run: node bench/run.mjs bench/extraction-speed.ts [count]
// Each article has about 600 words: one act from the list below, then market, company and background
// paragraphs in an order that changes with the article, so that no two texts are the same.
import { extractSignals } from "../src/signals/extract/extract-signals.ts";
import { makeArticle } from "../src/signals/extract/read-article/make-article.ts";

const ACTS = [
  "China's central bank said on Friday it would lower the reserve requirement ratio for most lenders by 25 basis points, freeing up about 530 billion yuan.",
  "The State Administration for Market Regulation fined twelve companies on Monday, among them Tencent and Baidu, for failing to report past mergers.",
  "The Cyberspace Administration of China ordered app stores to take down 25 apps on Tuesday, saying they illegally collected users' personal data.",
  "Premier Li Qiang chaired a symposium with entrepreneurs on Wednesday and promised to create a stable and transparent policy environment.",
  "The Ministry of Commerce will require licences for exports of gallium and germanium from August 1, it announced on Thursday.",
];
const FILLER = [
  "Hong Kong shares closed higher as investors snapped up beaten-down internet names, with the Hang Seng Index rising 1.2 percent and the tech gauge adding 2 percent in heavy trading.",
  "Analysts at several brokerages said the move was in line with expectations, though some warned that weak demand at home would keep weighing on earnings for the rest of the year.",
  "The company, which employs forty thousand people in Shenzhen and Hangzhou, reported a jump in quarterly profit last month as advertising recovered and costs fell.",
  "Three years ago a sweeping crackdown wiped out most of the sector's value, and many of the start-ups that grew up in those years have since closed or moved abroad.",
  "In Washington, the Commerce Department said it was reviewing its own rules and would listen to industry before deciding whether further restrictions were needed.",
  "Factory activity shrank for a third month, official data showed, while exports held up better than economists had forecast thanks to orders from Southeast Asia.",
  "Residents of the city said they had noticed little change so far, and shopkeepers near the railway station complained that fewer customers came than before the holidays.",
  "The yuan was little changed against the dollar, and traders said they expected a quiet session ahead of the release of minutes from the Federal Reserve.",
];

const count = Number(process.argv[2] ?? 10_000);
const WORDS = 600;

function articleText(number: number): string {
  const parts = [ACTS[number % ACTS.length]!];
  let words = parts[0]!.split(" ").length;
  for (let at = number; words < WORDS; at += 1 + (number % 3)) {
    const paragraph = FILLER[at % FILLER.length]!;
    parts.push(paragraph);
    words += paragraph.split(" ").length;
  }
  return parts.join("\n\n");
}

for (let number = 0; number < 50; number++) run(number);
const before = process.memoryUsage().rss;
let peak = before;
let signals = 0;
const started = process.hrtime.bigint();
for (let number = 0; number < count; number++) {
  signals += run(number);
  if (number % 500 === 0) peak = Math.max(peak, process.memoryUsage().rss);
}
const seconds = Number(process.hrtime.bigint() - started) / 1e9;
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
console.log(
  `${count} articles of ${WORDS} words in ${seconds.toFixed(1)} s (${((seconds * 1000) / count).toFixed(2)} ms each), ${signals} signals`,
);
console.log(`resident memory ${megabytes(before)} MB before, ${megabytes(peak)} MB at most`);

function run(number: number): number {
  const article = makeArticle({
    id: `bench-${number}`,
    fileName: "bench",
    text: articleText(number),
    publishedAt: "2024-01-26",
  });
  return extractSignals(article).length;
}
