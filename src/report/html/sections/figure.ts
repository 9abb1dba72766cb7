import { type Chart, type ChartSize, MEDIUM, NARROW, WIDE } from "../charts/chart-frame.ts";
import { type Html, type HtmlPart, html, trustedHtml } from "../html-text.ts";
import { renderSvg } from "../render-svg.ts";

/** A chart in the page. */
export interface Figure {
  /** unique in the page */
  readonly id: string;
  /** how the page's script finds the same chart again, e.g. `price 0`; charts that it leaves alone have none */
  readonly live?: string;
  readonly chart: (size: ChartSize) => Chart;
  /** what the picture shows, for those who do not see it: a sentence with its figures */
  readonly description: string;
  readonly legend?: HtmlPart;
}

/** Whether figures that the page's script draws are drawn beforehand, too; a live page leaves that out to be quick. */
export interface FigureMode {
  readonly isLive: boolean;
}

/**
 * A chart as a figure: drawn for a desktop, for a phone and, if the script leaves it alone, for what lies between them,
 * of which the style sheet shows one. The page's
 * script draws over it to let the reader point and zoom; without it, and in print, the drawings stand.
 */
export function renderFigure(figure: Figure, mode: FigureMode = { isLive: false }): Html {
  const drawing = (size: ChartSize, suffix: string) =>
    trustedHtml(renderSvg(figure.chart(size), size, `${figure.id}-${suffix}`));
  const isDrawn = !(mode.isLive && figure.live !== undefined);
  return html`<figure id="${figure.id}">
${figure.legend === undefined ? null : html`<figcaption class="legend">${figure.legend}</figcaption>`}
<div class="plot" role="img" aria-label="${figure.description}"${
    figure.live === undefined ? null : html` data-chart="${figure.live}"`
  }>${
    isDrawn &&
    html`<div class="wide">${drawing(WIDE, "w")}</div>${figure.live === undefined && html`<div class="medium">${drawing(MEDIUM, "m")}</div>`}<div class="narrow">${drawing(NARROW, "n")}</div>`
  }</div>
</figure>
`;
}

/** An entry of a legend: a swatch in the colour and shape of what it names. */
export function legendEntry(swatch: string, text: HtmlPart): Html {
  return html`<span><i class="swatch ${swatch}"></i>${text}</span>`;
}
