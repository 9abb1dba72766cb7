/// <reference lib="dom" />
import { timeOf } from "../report/html/charts/chart-frame.ts";
import { MILLISECONDS_PER_DAY } from "../time/calendar-day.ts";
import type { TimeCharts } from "./time-charts.ts";

/** Time shown on either side of a trade: three times its length, and a month at least. */
const MARGIN = 3;
const LEAST_MARGIN = 30 * MILLISECONDS_PER_DAY;

/** Ties rows and marks together: a trade's id shows it in the picture, a trade's mark finds its row. */
export function attachRowLinks(charts: TimeCharts): void {
  markIds();
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("button[data-trade]");
    if (button !== null) showTrade(button.dataset.trade!, charts);
  });
  document.addEventListener("edict:row", (event) => showRow((event as CustomEvent<string>).detail));
}

/** Makes the ids of trades in the table buttons. Safe to call again. */
export function markIds(): void {
  for (const place of document.querySelectorAll<HTMLElement>("#trades-table span.id")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "id";
    button.dataset.trade = place.textContent ?? "";
    button.title = "Show in the chart";
    button.textContent = place.textContent;
    place.replaceWith(button);
  }
}

function showTrade(id: string, charts: TimeCharts): void {
  const index = charts.data.instruments.findIndex(({ trades }) => trades.some((trade) => trade.id === id));
  const trade = charts.data.instruments[index]?.trades.find((one) => one.id === id);
  const tab = document.getElementById(`instrument-${index}`) as HTMLInputElement | null;
  if (tab !== null) tab.checked = true;
  const name = `price ${index}`;
  const found = charts.find(name);
  if (trade === undefined || found === undefined) return;
  const [from, to] = [timeOf(trade.entry.day), timeOf(trade.exit.day)];
  const margin = Math.max(LEAST_MARGIN, MARGIN * (to - from));
  const [first, last] = charts.whole();
  charts.zoomTo([Math.max(first, from - margin), Math.min(last, to + margin)]);
  found.plot.scrollIntoView({ block: "center" });
  document.dispatchEvent(new CustomEvent("edict:mark", { detail: { chart: name, id } }));
}

function showRow(id: string): void {
  const row = document.getElementById(id);
  if (row === null) return;
  for (const other of document.querySelectorAll("tr.found")) other.classList.remove("found");
  row.classList.add("found");
  row.scrollIntoView({ block: "center" });
}
