import { formatCount } from "../../../decode/format-count.ts";
import type { Study } from "../../../result/study-schema.ts";
import { formatSignedPercent } from "../../format-values.ts";
import { type EventGroup, groupChart } from "../charts/group-chart.ts";
import { type Html, html } from "../html-text.ts";
import { legendEntry, renderFigure } from "./figure.ts";
import { renderSection } from "./section.ts";
import { renderGroupTable } from "./study-section.ts";

/** Cumulated abnormal returns by kind of signal: all events as dots, and each kind's mean and median. */
export function renderGroupsByKind(study: Study): Html | null {
  const kinds = study.groups.filter(({ by }) => by === "kind");
  const events = study.events.flatMap(({ cumulative, signalId, instrument, dayZero }) =>
    cumulative === null ? [] : [{ value: cumulative, name: `${signalId}, ${instrument}, day 0 ${dayZero}` }],
  );
  const [headline] = study.ranges;
  if (headline === undefined || headline.average === null || headline.median === null) return null;
  const all: EventGroup = {
    label: `all events (${formatCount(events.length)})`,
    mean: headline.average,
    median: headline.median,
    events,
  };
  const groups = kinds.map(
    ({ key, events: count, average, median }): EventGroup => ({
      label: `${key} (${formatCount(count)})`,
      mean: average,
      median,
      events: [],
    }),
  );
  return renderSection({
    id: "groups",
    title: "Abnormal returns by kind of signal",
    lede: "Cumulated over the first range. Each dot is an event; groups of few events say little, however far from 0 they stand.",
    body: html`${renderFigure({
      id: "groups-chart",
      chart: (size) => groupChart([all, ...groups], size),
      description: `Mean cumulated abnormal return by kind: ${[all, ...groups].map(({ label, mean }) => `${label} ${formatSignedPercent(mean, 2)}`).join("; ")}.`,
      legend: html`${legendEntry("dot", "event above 0")}${legendEntry("dot-loss", "event below 0")}${legendEntry("mean", "mean")}${legendEntry("ring", "median")}`,
    })}${renderGroupTable(study)}`,
  });
}
