import { formatCount, formatCounted } from "../../../decode/format-count.ts";
import type { ResultDocument } from "../../../result/result-schema.ts";

import { type ChartData, type ChartInstrument, INSTRUMENTS_DRAWN } from "../charts/chart-data.ts";
import { firstDrawn } from "../charts/first-drawn.ts";
import { priceChart } from "../charts/price-chart.ts";
import { type Html, html } from "../html-text.ts";
import { type FigureMode, legendEntry, renderFigure } from "./figure.ts";
import { renderSection } from "./section.ts";

/** Price with signals and trades, a picture for each of the most traded instruments. */
export function renderPrices(result: ResultDocument, data: ChartData, mode: FigureMode): Html {
  const drawn = data.instruments.slice(0, INSTRUMENTS_DRAWN);
  const others = data.instruments.slice(INSTRUMENTS_DRAWN);
  const figures = drawn.map((instrument, index) => renderInstrument(data, instrument, index, mode));
  return renderSection({
    id: "price",
    title: "Price, signals and trades",
    lede: lede(result),
    body: html`${renderZoom()}${drawn.length > 1 ? renderTabs(drawn, figures) : figures}${
      others.length === 0
        ? null
        : html`<p class="note">Not drawn: ${others.map((one) => `${one.symbol} (${formatCount(one.trades.length)})`).join(", ")}. Their trades stand in the table.</p>`
    }`,
  });
}

function lede(result: ResultDocument): string {
  const start = firstDrawn(result);
  const left =
    start === 0
      ? ""
      : ` The charts begin on ${result.equity.date[start]}: the ${formatCounted(start, "session")} before it ${start === 1 ? "holds" : "hold"} no signal, and the account lay still.`;
  const marks = `Triangles are entries, rings exits; the dots beneath are the signals that the rules asked for, by stance.${left}`;
  if (result.closes !== null) return marks;
  return `${marks} This result holds no price series (many may not be passed on), so trades alone are drawn: run with --with-prices to see the price.`;
}

/** Buttons for the time that all charts show; dragging across a chart does the same. */
function renderZoom(): Html {
  const buttons = [
    ["earlier", "Earlier", "\u2039"],
    ["out", "Zoom out", "\u2212"],
    ["in", "Zoom in", "+"],
    ["later", "Later", "\u203a"],
    ["all", "Show all", "All"],
  ] as const;
  return html`<div class="zoom scripted" role="group" aria-label="Time shown in the charts">
${buttons.map(([action, name, face]) => html`<button type="button" data-zoom="${action}" aria-label="${name}" title="${name}">${face}</button>`)}</div>
`;
}

// Radio buttons and the style sheet show one picture at a time: it needs no script.
function renderTabs(drawn: readonly ChartInstrument[], figures: readonly Html[]): Html {
  return html`<div class="tabs" role="group" aria-label="Instrument">
${drawn.map(
  (instrument, index) =>
    html`<input type="radio" name="instrument" id="instrument-${index}"${index === 0 ? html` checked` : null}><label for="instrument-${index}">${instrument.symbol} <small>${formatCount(instrument.trades.length)}</small></label>
`,
)}${figures}</div>`;
}

function renderInstrument(
  data: ChartData,
  instrument: ChartInstrument,
  index: number,
  mode: FigureMode,
): Html {
  const { trades, symbol, name } = instrument;
  const isEmpty = trades.length === 0 && instrument.closes === null && data.signals.length === 0;
  if (isEmpty && !mode.isLive)
    return html`<p class="note">Nothing to draw of ${symbol}: the result holds no trade, no signal that the rules asked for, and no price series.</p>`;
  return renderFigure(
    {
      id: `price-${index}`,
      live: `price ${index}`,
      chart: (size) => priceChart(data, instrument, size),
      description: `Price of ${symbol} with ${formatCounted(trades.length, "trade")} marked, and beneath it the signals by stance. The tables of trades and signals hold the same facts.`,
      legend: html`<b>${symbol}</b> <span class="quiet">${name}, ${instrument.currency}</span>${legendEntry("gain", "trade that gained")}${legendEntry("loss", "trade that lost")}${legendEntry("dot", "signal traded")}${legendEntry("ring", "signal skipped")}`,
    },
    mode,
  );
}
