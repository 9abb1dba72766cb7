import { describe, expect, it } from "vitest";
import actors from "../../../../src/signals/extract/lexicon/actors.json" with { type: "json" };
import {
  actorIdByName,
  actorOf,
  companiesByTicker,
  companyOf,
  isActorValid,
  organisationOf,
  tickersOn,
  titleHolder,
} from "../../../../src/signals/extract/lexicon/gazetteer.ts";
import { parseCalendarDay } from "../../../../src/time/calendar-day.ts";

const on = (day: string) => parseCalendarDay(day)!;
const titleOf = (word: string) => actors.titles.findIndex((row) => row.en.includes(word));

describe("the gazetteer by date", () => {
  it("knows who was premier and who led the central bank", () => {
    expect(titleHolder(titleOf("premier"), on("2023-03-10"))).toBe("li-keqiang");
    expect(titleHolder(titleOf("premier"), on("2023-03-11"))).toBe("li-qiang");
    expect(titleHolder(titleOf("central bank governor"), on("2023-07-24"))).toBe("yi-gang");
    expect(titleHolder(titleOf("central bank governor"), on("2023-07-25"))).toBe("pan-gongsheng");
  });

  it("knows when the banking regulator changed its name", () => {
    expect(isActorValid(actorOf("cbirc"), on("2022-11-11"))).toBe(true);
    expect(isActorValid(actorOf("cbirc"), on("2024-01-01"))).toBe(false);
    expect(isActorValid(actorOf("nfra"), on("2022-11-11"))).toBe(false);
  });

  it("lets a person speak for a body only while in office", () => {
    expect(organisationOf(actorOf("yi-gang"), on("2021-12-09"))).toBe("pboc");
    expect(organisationOf(actorOf("yi-gang"), on("2024-01-01"))).toBeUndefined();
  });

  it("lists the lines that traded on a day", () => {
    expect(tickersOn(companyOf("didi"), on("2021-07-04"))).toEqual(["DIDI"]);
    expect(tickersOn(companyOf("didi"), on("2022-07-21"))).toEqual(["DIDIY"]);
    expect(tickersOn(companyOf("didi"), on("2021-01-04"))).toEqual([]);
    expect(tickersOn(companyOf("alibaba"), on("2019-01-04"))).toEqual(["BABA"]);
    expect(tickersOn(companyOf("ant-group"), on("2024-01-04"))).toEqual([]);
  });

  it("finds companies by a line that traded, and actors by any name", () => {
    expect(companiesByTicker("0700.HK", on("2024-01-04")).map((company) => company.id)).toEqual(["tencent"]);
    expect(companiesByTicker("DIDI", on("2024-01-04"))).toEqual([]);
    expect(actorIdByName("People's Bank of China")).toBe("pboc");
    expect(actorIdByName("nobody in particular")).toBeUndefined();
  });

  it("throws for an id that is not there", () => {
    expect(() => companyOf("no-such")).toThrow(RangeError);
    expect(() => actorOf("no-such")).toThrow(RangeError);
  });
});
