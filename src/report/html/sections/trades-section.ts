import { formatCount, formatCounted } from "../../../decode/format-count.ts";
import type { ResultDocument, ResultTrade } from "../../../result/result-schema.ts";
import { formatOptional, formatPrice, formatSignedPercent } from "../../format-values.ts";
import { type Html, type HtmlPart, html } from "../html-text.ts";
import { renderDataTable } from "./data-table.ts";
import { renderFilter } from "./filter.ts";
import { ROWS_OF_A_LONG_SECTION, renderSection } from "./section.ts";

/** Every trade, in the order of the exits; readers sort, filter, and find each in the picture. */
export function renderTrades(result: ResultDocument): Html | null {
  const { trades } = result;
  if (trades.length === 0) return null;
  const titles = new Map(result.signals.map((signal) => [signal.id, signal.title]));
  return renderSection({
    id: "trades",
    title: "Trades",
    lede: "Returns and profits are after costs. The gap is the move between the last close before the fill and the fill: money that the strategy came too late for.",
    isLong: trades.length > ROWS_OF_A_LONG_SECTION,
    body: html`${renderFilter({
      table: "trades-table",
      label: "Filter trades",
      choices: [
        [
          "Outcome",
          [
            ["gained", "gained"],
            ["lost", "lost"],
          ],
        ],
      ],
    })}${renderDataTable({
      id: "trades-table",
      caption: `${formatCounted(trades.length, "trade")}; money in ${result.config.currency}`,
      becomesCards: true,
      columns: [
        { title: "Signal", isSortable: true },
        { title: "Position", isSortable: true, isUnbroken: true },
        { title: "In", isSortable: true, isUnbroken: true },
        { title: "Out", isSortable: true, isUnbroken: true },
        { title: "Held", align: "right", isSortable: true },
        { title: "Return", align: "right", isSortable: true },
        { title: "Profit", align: "right", isSortable: true },
        { title: "Costs", align: "right", isSortable: true },
        { title: "Gap", align: "right", isSortable: true },
      ],
      rows: trades.map((trade) => cellsOf(trade, titles)),
      rowAttributes: (index) => {
        const trade = trades[index]!;
        return html` id="${trade.id}" data-k="${trade.return > 0 ? "gained" : "lost"}"`;
      },
    })}`,
  });
}

function cellsOf(trade: ResultTrade, titles: ReadonlyMap<string, string>): HtmlPart[] {
  const { entry, exit, attribution } = trade;
  const more = trade.signalIds.length - 1;
  const sign = trade.return < 0 ? "loss" : "gain";
  return [
    html`<span dir="auto">${titles.get(trade.signalId) ?? trade.signalId}</span>${more === 0 ? null : html` <small>extended by ${more} more</small>`}`,
    html`${trade.side} ${trade.instrument}<small>${trade.rule}, <span class="id">${trade.id}</span></small>`,
    html`${entry.session}<small>${formatPrice(entry.price)} ${entry.reason}</small>`,
    html`${exit.session}<small>${formatPrice(exit.price)} ${exit.reason}</small>`,
    trade.sessionsHeld,
    html`<b class="${sign}">${formatSignedPercent(trade.return, 2)}</b>`,
    formatCount(trade.profit),
    formatCount(trade.costs),
    formatOptional(attribution.gap, formatCount),
  ];
}
