// Lines that belong to the page, not to the article. Each pattern is anchored and without nested repetition.
const FURNITURE_LINES: readonly RegExp[] = [
  /^advertisements?$/i,
  /^related (topics|articles|stories|reading)\b.{0,20}$/i,
  /^(you may also like|read more|read next|more from|recommended|trending|most read|share this|sign up|subscribe|newsletter|follow us|latest news|see also|also read)\b.{0,60}$/i,
  /^(contact us|【contact us)\b.{0,120}$/i,
  /^©.{0,160}$/,
  /^\[?copyright\]?.{0,160}$/i,
  /^all rights reserved.{0,80}$/i,
  /^(home|news|markets)( (home|news|markets|business))* [A-Z].{0,200}$/,
  /^(责任编辑|编辑|来源|原标题|免责声明|版权所有|相关阅读|推荐阅读|扫描二维码|点击查看|更多精彩|特别声明|責任編輯|編輯|來源|原標題|免責聲明|版權所有|相關閱讀|延伸閱讀|推薦閱讀)[:：】\]].{0,160}$/,
  /^(by|reporting by|editing by|writing by)\b.{0,80}$/i,
];
/** Where one of these opens a line, the rest of the page is links to other articles. */
const END_OF_ARTICLE =
  /^(related topics|you may also like|related articles|most read|recommended for you|相关阅读|推荐阅读|相關閱讀|延伸閱讀|推薦閱讀)[:：]?\s*$/i;
const PHOTO_CREDIT = /\((reuters|ap|afp|getty images|xinhua|file photo|bloomberg)\)\s*$/i;
const LONGEST_FURNITURE = 260;

/**
 * Blanks page furniture out of an article: advertisement lines, links to other pieces, captions, copyright
 * lines, link markup. Every character removed becomes a space, so that offsets stay those of the original.
 *
 * @returns a text of the same length
 * @example cleanText("Shares rose.\nAdvertisements\n") // => "Shares rose.\n              \n"
 */
export function cleanText(text: string): string {
  const blanks: [number, number][] = [];
  let at = 0;
  let isPastEnd = false;
  let seenBody = 0;
  while (at < text.length) {
    const newline = text.indexOf("\n", at);
    const end = newline < 0 ? text.length : newline;
    if (isPastEnd) blanks.push([at, end]);
    else if (end - at <= LONGEST_FURNITURE) {
      const line = text.slice(at, end).trim();
      // A page's end is only believed after some text: the same words may head a list at the top.
      if (seenBody > 400 && END_OF_ARTICLE.test(line)) isPastEnd = true;
      if (isPastEnd || FURNITURE_LINES.some((pattern) => pattern.test(line)) || PHOTO_CREDIT.test(line))
        blanks.push([at, end]);
      else seenBody += line.length;
    } else seenBody += end - at;
    at = end + 1;
  }
  return blankMarkup(blankOut(text, blanks));
}

function blankOut(text: string, ranges: readonly (readonly [number, number])[]): string {
  if (ranges.length === 0) return text;
  const parts: string[] = [];
  let at = 0;
  for (const [from, to] of ranges) {
    parts.push(text.slice(at, from), " ".repeat(to - from));
    at = to;
  }
  parts.push(text.slice(at));
  return parts.join("");
}

const LONGEST_LINK_TEXT = 200;
const LONGEST_ADDRESS = 400;

/** `[words](#)` keeps its words, `\\$` its dollar; brackets and addresses become blanks. */
function blankMarkup(text: string): string {
  const ranges: [number, number][] = [];
  // Both ends are looked for within a bounded distance: a text full of brackets stays linear.
  for (let at = text.indexOf("]("); at >= 0; at = text.indexOf("](", at + 2)) {
    const close = text.slice(at + 2, at + 2 + LONGEST_ADDRESS).indexOf(")");
    if (close < 0) continue;
    const from = Math.max(0, at - LONGEST_LINK_TEXT);
    const open = text.slice(from, at).lastIndexOf("[");
    if (open >= 0) ranges.push([from + open, from + open + 1]);
    ranges.push([at, at + 2 + close + 1]);
  }
  for (let slash = text.indexOf("\\"); slash >= 0; slash = text.indexOf("\\", slash + 1)) {
    ranges.push([slash, slash + 1]);
  }
  ranges.sort((a, b) => a[0] - b[0]);
  return blankOut(text, withoutOverlaps(ranges));
}

function withoutOverlaps(ranges: readonly [number, number][]): [number, number][] {
  let end = 0;
  return ranges.filter(([from, to]) => {
    if (from < end) return false;
    end = to;
    return true;
  });
}
