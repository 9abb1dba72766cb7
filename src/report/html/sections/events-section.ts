import { formatCounted } from "../../../decode/format-count.ts";
import type { Study } from "../../../result/study-schema.ts";
import { formatSignedPercent, UNDEFINED_TEXT } from "../../format-values.ts";
import { type Html, html } from "../html-text.ts";
import { renderDataTable } from "./data-table.ts";
import { renderFilter } from "./filter.ts";
import { ROWS_OF_A_LONG_SECTION, renderSection } from "./section.ts";

/** Every event with its day 0 and its abnormal return. */
export function renderEvents({ events }: Study): Html | null {
  if (events.length === 0) return null;
  const instruments = [...new Set(events.map(({ instrument }) => instrument))].sort();
  return renderSection({
    id: "events",
    title: "Events",
    lede: "Abnormal returns cumulated over the first range.",
    isLong: events.length > ROWS_OF_A_LONG_SECTION,
    body: html`${renderFilter({
      table: "events-table",
      label: "Filter events",
      choices: [["Instrument", instruments.map((symbol) => [symbol, symbol] as const)]],
    })}${renderDataTable({
      id: "events-table",
      becomesCards: true,
      caption: formatCounted(events.length, "event"),
      columns: [
        { title: "Day 0", isSortable: true, isUnbroken: true },
        { title: "Signal", isSortable: true },
        { title: "Instrument", isSortable: true },
        { title: "Time", isSortable: true },
        { title: "CAR", align: "right", isSortable: true },
      ],
      rows: events.map(({ signalId, instrument, dayZero, timeBacked, cumulative }) => [
        dayZero,
        html`<span dir="auto">${signalId}</span>`,
        instrument,
        timeBacked ? "backed by a source" : "not backed",
        cumulative === null
          ? UNDEFINED_TEXT
          : html`<b class="${cumulative < 0 ? "loss" : "gain"}">${formatSignedPercent(cumulative, 2)}</b>`,
      ]),
      rowAttributes: (index) => html` data-k="${events[index]?.instrument ?? ""}"`,
    })}`,
  });
}
