import { describe, expect, it } from "vitest";
import actors from "../../../../src/signals/extract/lexicon/actors.json" with { type: "json" };
import chineseCues from "../../../../src/signals/extract/lexicon/chinese-cues.json" with { type: "json" };
import companies from "../../../../src/signals/extract/lexicon/companies.json" with { type: "json" };
import cuePairs from "../../../../src/signals/extract/lexicon/cue-pairs.json" with { type: "json" };
import englishCues from "../../../../src/signals/extract/lexicon/english-cues.json" with { type: "json" };
import { actorOf, companyOf } from "../../../../src/signals/extract/lexicon/gazetteer.ts";
import { lexicon } from "../../../../src/signals/extract/lexicon/lexicon.ts";
import sectors from "../../../../src/signals/extract/lexicon/sectors.json" with { type: "json" };
import { isHan } from "../../../../src/signals/extract/text/units.ts";
import { parseCalendarDay } from "../../../../src/time/calendar-day.ts";

const TICKER = /^(\d{4}\.HK|\d{6}\.(SS|SZ)|[A-Z]{1,5})$/;

function repeated(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

/** Names of a gazetteer that stand under more than one id, unless they are named in `shared`. */
function ambiguous(
  rows: readonly { id: string; en: readonly string[]; zh: readonly string[] }[],
  shared: readonly string[],
) {
  const owners = new Map<string, Set<string>>();
  for (const row of rows) {
    for (const name of [...row.en, ...row.zh]) owners.set(name, (owners.get(name) ?? new Set()).add(row.id));
  }
  return [...owners].filter(([name, ids]) => ids.size > 1 && !shared.includes(name)).map(([name]) => name);
}

describe("cue lexicons", () => {
  const languages = { english: englishCues, chinese: chineseCues };

  it("compile", () => {
    expect(lexicon("en").language).toBe("en");
    expect(lexicon("zh").language).toBe("zh");
  });

  it.each(Object.entries(languages))("%s lists no phrase twice in a class", (_, cues) => {
    for (const section of [cues.verbs, cues.objects, cues.markers]) {
      for (const [name, phrases] of Object.entries(section)) expect(repeated(phrases), name).toEqual([]);
    }
  });

  it.each(Object.entries(languages))("%s has each fixed phrase under one cue only", (_, cues) => {
    const phrases = cues.fixed.flatMap((cue) => ("phrases" in cue ? (cue.phrases as string[]) : []));
    expect(repeated(phrases)).toEqual([]);
  });

  it.each(Object.entries(languages))(
    "%s uses only object classes and verb classes of the pair table",
    (_, cues) => {
      expect(Object.keys(cues.objects).filter((id) => !(id in cuePairs.objects))).toEqual([]);
      const classes = new Set(Object.values(cuePairs.objects).flatMap(({ x }) => Object.keys(x)));
      expect(Object.keys(cues.verbs).filter((name) => !classes.has(name))).toEqual([]);
    },
  );

  it.each(Object.entries(languages))(
    "%s has polarities within -1 and 1, and families and ids of their own",
    (_, cues) => {
      for (const cue of cues.fixed) {
        expect(Math.abs(cue.x), cue.id).toBeLessThanOrEqual(1);
        expect(cue.family, cue.id).toMatch(/^[a-z]+$/);
      }
      expect(repeated(cues.fixed.map((cue) => cue.id))).toEqual([]);
    },
  );

  it("have Chinese markers of the kinds that English has", () => {
    expect(Object.keys(chineseCues.markers).filter((name) => !(name in englishCues.markers))).toEqual([]);
  });

  it("keep every pair within -1 and 1", () => {
    for (const [id, { x }] of Object.entries(cuePairs.objects)) {
      for (const value of Object.values(x)) expect(Math.abs(value), id).toBeLessThanOrEqual(1);
    }
  });
});

describe("actors", () => {
  const bodies = [...actors.organisations, ...actors.people, ...actors.localities, ...actors.media];

  it("have ids of their own and an id that fits them", () => {
    expect(repeated(bodies.map((row) => row.id))).toEqual([]);
    for (const row of bodies) expect(row.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it("share a name only where a date or the wording says so", () => {
    expect(ambiguous(bodies, actors.sharedNames)).toEqual([]);
  });

  it("have Chinese names in Chinese and days that exist", () => {
    for (const row of bodies)
      for (const name of row.zh)
        expect(
          [...name].some((one) => isHan(one.charCodeAt(0))),
          name,
        ).toBe(true);
    for (const row of actors.organisations as readonly { validFrom?: string; validTo?: string }[]) {
      for (const day of [row.validFrom, row.validTo])
        if (day !== undefined) expect(parseCalendarDay(day), day).toBeDefined();
    }
  });

  it("speak for bodies that are there, and titles have holders that follow one another", () => {
    for (const row of actors.people as readonly { organisation?: string }[]) {
      if (row.organisation !== undefined) expect(() => actorOf(row.organisation!)).not.toThrow();
    }
    for (const { holders } of actors.titles as readonly {
      holders: readonly { id: string; from: string; to?: string }[];
    }[]) {
      for (const [index, holder] of holders.entries()) {
        expect(actorOf(holder.id).id).toBe(holder.id);
        const before = holders[index - 1];
        if (before !== undefined)
          expect(parseCalendarDay(holder.from)).toBe(parseCalendarDay(before.to!)! + 1);
      }
      expect(holders.at(-1)!.to).toBeUndefined();
    }
  });
});

describe("companies", () => {
  it("have ids, names and tickers of their own", () => {
    expect(repeated(companies.companies.map((row) => row.id))).toEqual([]);
    expect(ambiguous(companies.companies, [])).toEqual([]);
    expect(repeated(companies.companies.flatMap((row) => row.listings.map((line) => line.ticker)))).toEqual(
      [],
    );
  });

  it("have well-formed tickers that trade from one day to a later one", () => {
    for (const row of companies.companies) {
      for (const line of row.listings as readonly { ticker: string; from?: string; to?: string }[]) {
        expect(line.ticker).toMatch(TICKER);
        const from = line.from === undefined ? Number.NEGATIVE_INFINITY : parseCalendarDay(line.from);
        const to = line.to === undefined ? Number.POSITIVE_INFINITY : parseCalendarDay(line.to);
        expect(from, line.ticker).toBeLessThan(to!);
      }
    }
  });

  it("belong to a sector and a parent of the gazetteer; people to a company", () => {
    const known = new Set(sectors.sectors.map((row) => row.id));
    for (const row of companies.companies as readonly { id: string; sector: string; parent?: string }[]) {
      expect(known, row.id).toContain(row.sector);
      if (row.parent !== undefined) expect(companyOf(row.parent).listings.length, row.id).toBeGreaterThan(0);
    }
    for (const person of companies.people) expect(() => companyOf(person.company)).not.toThrow();
  });
});

describe("sectors", () => {
  it("share no name with another sector or index", () => {
    expect(ambiguous([...sectors.sectors, ...sectors.indices], [])).toEqual([]);
  });
});
