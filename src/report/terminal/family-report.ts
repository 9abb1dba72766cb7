import { formatCount, formatCounted } from "../../decode/format-count.ts";
import type { FamilyDocument } from "../../result/family-schema.ts";
import { formatPValue } from "../format-p-value.ts";
import { formatReturn, formatSignedPercent } from "../format-values.ts";
import { layoutWidth, paint, type TerminalStyle, tableLayout } from "./style.ts";
import { renderTable } from "./table.ts";
import { wrap } from "./wrap-text.ts";

const LEVEL = 0.05;

/** Strategies that were tried together: each alone, and as one of the family. */
export function renderFamilyReport(family: FamilyDocument, style: TerminalStyle): string {
  const { heading, aside } = paint(style);
  const { members, span, shifts } = family;
  const width = layoutWidth(style);
  const table = renderTable(
    [
      { title: "strategy", flexible: true },
      { title: "trades", align: "right" },
      { title: "bursts", align: "right" },
      { title: "mean trade", align: "right" },
      { title: "total", align: "right" },
      { title: "p alone", align: "right" },
      { title: "p of max", align: "right" },
      { title: "p B-Y", align: "right" },
    ],
    members.map((member) => [
      member.name,
      formatCount(member.trades),
      formatCount(member.bursts),
      formatReturn(member.meanTradeReturn),
      formatSignedPercent(member.totalReturn),
      formatPValue(member.p),
      formatPValue(member.maxStatistic),
      formatPValue(member.benjaminiYekutieli),
    ]),
    tableLayout(style),
  );
  const untested = members.filter(({ reason }) => reason !== null);
  return `${[
    heading(`A family of ${members.length} strategies, ${span.from} to ${span.to}`),
    ...wrap(verdict(family), width),
    "",
    table,
    ...untested.flatMap(({ name, reason }) => wrap(`${name}: no p-values, ${reason}.`, width)),
    "",
    ...wrap(
      `${shifts.exhaustive ? "Every one of" : "Random"} ${formatCounted(shifts.draws, "shift")} on ${formatCounted(span.sessions, "day")}${shifts.exhaustive ? "" : `, seed ${shifts.seed}`}; ${shifts.convention}.`,
      width,
    ).map(aside),
  ].join("\n")}\n`;
}

function verdict({ members }: FamilyDocument): string {
  const alone = members.filter(({ p }) => p !== null && p <= LEVEL);
  const together = members.filter(({ maxStatistic }) => maxStatistic !== null && maxStatistic <= LEVEL);
  const named = (list: FamilyDocument["members"]) => list.map(({ name }) => name).join(", ");
  if (alone.length === 0) return `None of the ${members.length} strategies is significant at 5% even alone.`;
  const best =
    together.length === 0
      ? "none of them is when all are counted that were tried together"
      : `counting all that were tried together: ${named(together)}`;
  return `Alone, ${named(alone)} ${alone.length === 1 ? "is" : "are"} significant at 5%; ${best}.`;
}
