import type { CalendarDay } from "../../../time/calendar-day.ts";
import { parseCalendarDay } from "../../../time/calendar-day.ts";
import actorsData from "./actors.json" with { type: "json" };
import companiesData from "./companies.json" with { type: "json" };

/** A line of a company at an exchange. */
export interface Listing {
  readonly ticker: string;
  /** First trading day; absent when the line was listed before 2015. */
  readonly from?: string;
  /** Last trading day; absent while it trades. */
  readonly to?: string;
}

/** A company, listed or not; `parent` is the id of the listed company that owns it. */
export interface Company {
  readonly id: string;
  readonly name: string;
  readonly listings: readonly Listing[];
  readonly sector: string;
  readonly parent?: string;
}

/** A body, person, place or newspaper that acts or speaks for the state. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly validFrom?: string;
  readonly validTo?: string;
  /** The body that a person speaks for, and the last day on which that holds. */
  readonly organisation?: string;
  readonly until?: string;
}

/** Somebody who stands for a company; `company` is its id. */
export interface BusinessPerson {
  readonly name: string;
  readonly company: string;
}

const companies = new Map<string, Company>(companiesData.companies.map((row) => [row.id, row as Company]));
const actors = new Map<string, Actor>();
for (const row of actorsData.organisations) actors.set(row.id, row as Actor);
for (const row of actorsData.people) actors.set(row.id, row as Actor);
for (const row of actorsData.localities) actors.set(row.id, { id: row.id, name: row.name, type: "local" });
for (const row of actorsData.media) actors.set(row.id, { id: row.id, name: row.name, type: "state-media" });

/** The company of a gazetteer id. @throws RangeError if there is none */
export function companyOf(id: string): Company {
  const company = companies.get(id);
  if (company === undefined) throw new RangeError(`no company "${id}" in the gazetteer`);
  return company;
}

/** The actor (body, person, place or newspaper) of a gazetteer id. @throws RangeError if there is none */
export function actorOf(id: string): Actor {
  const actor = actors.get(id);
  if (actor === undefined) throw new RangeError(`no actor "${id}" in the gazetteer`);
  return actor;
}

/** The business person in a row of the gazetteer, as the lexicon's `businessPerson` entries number them. */
export function businessPersonAt(index: number): BusinessPerson {
  return companiesData.people[index]!;
}

/** Family names by which a person may be called once introduced: "Pan" after "Pan Gongsheng". */
export const SURNAMES: ReadonlyMap<string, readonly string[]> = (() => {
  const map = new Map<string, string[]>();
  for (const row of actorsData.people) {
    const surname = (row as { surname?: string }).surname?.toLowerCase();
    if (surname !== undefined) map.set(surname, [...(map.get(surname) ?? []), row.id]);
  }
  return map;
})();

/**
 * The lines of a company that traded on a day.
 *
 * @param day `undefined` (no publication date) keeps only the lines that still trade
 * @example tickersOn(companyOf("didi"), parseCalendarDay("2022-07-21")) // => ["DIDIY"]
 */
export function tickersOn(company: Company, day: CalendarDay | undefined): string[] {
  return company.listings
    .filter((line) => (day === undefined ? line.to === undefined : isWithin(day, line.from, line.to)))
    .map((line) => line.ticker);
}

/**
 * Whether an actor existed on a day: the banking regulator of 2022 is the CBIRC, that of 2024 the NFRA.
 */
export function isActorValid(actor: Actor, day: CalendarDay | undefined): boolean {
  if (day === undefined) return actor.validTo === undefined;
  return isWithin(day, actor.validFrom, actor.validTo);
}

/** Who held a title on a day, or `undefined` where the gazetteer does not reach. */
export function titleHolder(title: number, day: CalendarDay | undefined): string | undefined {
  const holders = actorsData.titles[title]!.holders as readonly { id: string; from: string; to?: string }[];
  if (day === undefined) return holders.find((holder) => holder.to === undefined)?.id;
  return holders.find((holder) => isWithin(day, holder.from, holder.to))?.id;
}

/** The body that a person speaks for on a day. */
export function organisationOf(person: Actor, day: CalendarDay | undefined): string | undefined {
  if (person.organisation === undefined) return undefined;
  return isWithin(day ?? Number.NEGATIVE_INFINITY, undefined, person.until) ? person.organisation : undefined;
}

function isWithin(day: CalendarDay, from: string | undefined, to: string | undefined): boolean {
  if (from !== undefined && day < parseCalendarDay(from)!) return false;
  return to === undefined || day <= parseCalendarDay(to)!;
}

const companiesByLine = new Map<string, Company[]>();
for (const company of companies.values()) {
  for (const { ticker } of company.listings) {
    companiesByLine.set(ticker, [...(companiesByLine.get(ticker) ?? []), company]);
  }
}

/** The companies of which `ticker` is a line that traded on a day. */
export function companiesByTicker(ticker: string, day: CalendarDay | undefined): readonly Company[] {
  return (companiesByLine.get(ticker) ?? []).filter((company) => tickersOn(company, day).includes(ticker));
}

const actorIds = new Map<string, string>();
for (const actor of actors.values()) actorIds.set(actor.name.toLowerCase(), actor.id);
for (const row of [...actorsData.organisations, ...actorsData.people]) {
  for (const name of [...row.en, ...row.zh])
    if (!actorIds.has(name.toLowerCase())) actorIds.set(name.toLowerCase(), row.id);
}

/** The id of an actor by any of its names; `undefined` if the gazetteer does not know it. */
export function actorIdByName(name: string): string | undefined {
  return actorIds.get(name.trim().toLowerCase());
}
