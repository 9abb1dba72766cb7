/** What part of a verb a word is; `past` also stands for the participle. */
export type VerbForm = "base" | "third" | "past" | "gerund";

/** One form of a verb phrase. */
export interface InflectedVerb {
  readonly text: string;
  readonly form: VerbForm;
}

type Irregular = Readonly<Record<string, readonly string[]>>;

/**
 * The forms of an English verb. Only the first word of a phrase changes: "step up", "steps up",
 * "stepped up", "stepping up"; of a hyphenated word the last part: "front-load", "front-loaded".
 *
 * @param irregular verb -> [third person, past, participle, gerund]
 * @example inflectVerb("ease", {}).map((verb) => verb.text) // => ["ease", "eases", "eased", "easing"]
 */
export function inflectVerb(phrase: string, irregular: Irregular): InflectedVerb[] {
  const space = phrase.indexOf(" ");
  const first = space < 0 ? phrase : phrase.slice(0, space);
  const tail = space < 0 ? "" : phrase.slice(space);
  // "front-load" changes behind the hyphen.
  const hyphen = first.lastIndexOf("-");
  const prefix = first.slice(0, hyphen + 1);
  const head = first.slice(hyphen + 1);
  const listed = irregular[head];
  const [third, past, participle, gerund] = listed ?? regularForms(head);
  const forms: InflectedVerb[] = [
    { text: head, form: "base" },
    { text: third!, form: "third" },
    { text: past!, form: "past" },
    { text: participle!, form: "past" },
    { text: gerund!, form: "gerund" },
  ];
  const seen = new Set<string>();
  const result: InflectedVerb[] = [];
  for (const { text, form } of forms) {
    if (seen.has(text)) continue;
    seen.add(text);
    result.push({ text: prefix + text + tail, form });
  }
  return result;
}

function regularForms(verb: string): [string, string, string, string] {
  const third = /(s|x|z|ch|sh)$/.test(verb)
    ? `${verb}es`
    : /[^aeiou]y$/.test(verb)
      ? `${verb.slice(0, -1)}ies`
      : `${verb}s`;
  if (verb.endsWith("e")) {
    const gerund = verb.endsWith("ee") || verb.endsWith("ye") ? `${verb}ing` : `${verb.slice(0, -1)}ing`;
    return [third, `${verb}d`, `${verb}d`, gerund];
  }
  if (/[^aeiou]y$/.test(verb))
    return [third, `${verb.slice(0, -1)}ied`, `${verb.slice(0, -1)}ied`, `${verb}ing`];
  return [third, `${verb}ed`, `${verb}ed`, `${verb}ing`];
}

/**
 * An English noun phrase and its plural (of the last word).
 *
 * @example inflectNoun("import duty") // => ["import duty", "import duties"]
 */
export function inflectNoun(phrase: string): string[] {
  if (/(s|[0-9%])$/i.test(phrase) && !/(ss|us)$/i.test(phrase)) return [phrase];
  const plural = /(x|z|ch|sh|ss)$/.test(phrase)
    ? `${phrase}es`
    : /[^aeiou]y$/.test(phrase)
      ? `${phrase.slice(0, -1)}ies`
      : `${phrase}s`;
  return [phrase, plural];
}
