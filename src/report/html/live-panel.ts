import type { Issue } from "../../errors.ts";
import type { ParamSpec, ParamSpecs, ParamValue, ParamValues } from "../../strategy/param.ts";
import { type Html, html } from "./html-text.ts";
import type { EvidencePart } from "./sections/evidence-sections.ts";

/** What the bar of a live page shows. */
export interface LivePanel {
  readonly specs: ParamSpecs;
  readonly values: ParamValues;
  /** what is wrong now; none if the page shows what the files say */
  readonly issues: readonly Issue[];
  /** how the last run went, e.g. `22 trades in 9 ms` */
  readonly status: string;
  /** what of the result's evidence is still being computed */
  readonly awaited: readonly EvidencePart[];
}

/** The bar of a live page: a slider for each parameter, how the last run went, and what is wrong. */
export function renderLivePanel(panel: LivePanel): Html {
  return html`<aside id="live" class="live" aria-label="Live run">
<div id="live-bar"><p id="live-status" role="status">${panel.status}</p>
<form id="live-params" class="params-form" autocomplete="off">${renderParams(panel)}</form></div>
<div id="live-issues" role="alert">${renderIssues(panel.issues)}</div>
</aside>
`;
}

/** The controls of the parameters. */
export function renderParams({ specs, values }: Pick<LivePanel, "specs" | "values">): Html {
  return html`${Object.entries(specs).map(
    ([name, spec]) =>
      html`<label><span>${name}</span>${renderControl(name, spec, values[name] ?? spec.default)}</label>`,
  )}`;
}

function renderControl(name: string, spec: ParamSpec, value: ParamValue): Html {
  switch (spec.type) {
    case "boolean":
      return html`<input type="checkbox" name="${name}"${value === true && html` checked`}>`;
    case "choice":
      return html`<select name="${name}">${spec.values.map(
        (one) => html`<option${one === value && html` selected`}>${one}</option>`,
      )}</select>`;
    default:
      return html`<input type="range" name="${name}" min="${spec.min}" max="${spec.max}" step="${sliderStep(spec)}" value="${Number(value)}" data-unit="${spec.type}"><output>${paramText(spec, value)}</output>`;
  }
}

/** A slider's step: a default that lies between the steps of a grid must be reachable, too. */
function sliderStep(spec: Extract<ParamSpec, { min: number }>): number | "any" {
  if (spec.type === "integer") return spec.step;
  const steps = (spec.default - spec.min) / spec.step;
  return Math.abs(steps - Math.round(steps)) < 1e-9 ? spec.step : "any";
}

/** A parameter's value as its slider shows it: a fraction as percent. */
function paramText(spec: ParamSpec, value: ParamValue): string {
  return spec.type === "fraction" ? `${Number((Number(value) * 100).toFixed(2))}%` : String(value);
}

/** What is wrong, each as what / at / fix. */
export function renderIssues(issues: readonly Issue[]): Html {
  return html`${issues.map(
    ({ what, at, fix }) =>
      html`<dl class="issue"><dt class="hidden">what</dt><dd class="what" dir="auto">${what}</dd>${
        at !== undefined && html`<dt>at</dt><dd><code dir="auto">${at}</code></dd>`
      }${fix !== undefined && html`<dt>fix</dt><dd dir="auto">${fix}</dd>`}</dl>`,
  )}`;
}
