import type { Language } from "../text/language.ts";
import actorsData from "./actors.json" with { type: "json" };

/** "the general offices of the Central Committee and the State Council": every way of naming two bodies at once. */
export function jointNames(parts: (typeof actorsData.jointNames)[number]["en"]): string[] {
  return parts.heads.flatMap((head) =>
    parts.first.flatMap((first) =>
      parts.joins.flatMap((join) =>
        parts.second.map((second) => `${head} ${first} ${join} ${second}`.trim()),
      ),
    ),
  );
}

/** "internet watchdog", "securities commission": a body by what it watches over, unless that names another one. */
export function describedBodies(): { id: string; name: string }[] {
  const { heads, fields } = actorsData.described;
  const taken = new Map(actorsData.organisations.flatMap((row) => row.en.map((name) => [name, row.id])));
  return Object.entries(fields).flatMap(([id, names]) =>
    names
      .flatMap((field) => heads.map((head) => ({ id, name: `${field} ${head}` })))
      .filter(({ name }) => (taken.get(name) ?? id) === id),
  );
}

/** "nine ministries", "13 agencies", 五部门: bodies that are only counted. */
export function countedBodies(language: Language): string[] {
  const { numbers, bodies } = actorsData.counted[language];
  return numbers.flatMap((number) =>
    bodies.map((body) => (language === "en" ? `${number} ${body}` : `${number}${body}`)),
  );
}
