/// <reference lib="dom" />
import { unpackChartData } from "../report/html/charts/pack-chart-data.ts";
import type { LiveUpdate } from "../report/html/live-page.ts";
import { attachDrawingMarks } from "./drawing-marks.ts";
import { markIds } from "./row-links.ts";
import { attachTableControls } from "./table-controls.ts";
import type { TimeCharts } from "./time-charts.ts";

/** The HTML that each part of the page was last given: a part that stays the same is left alone. */
const given = new Map<string, string>();

/** The part above the charts, whose sentences come and go with the evidence: the room that it has had is kept. */
const ABOVE_CHARTS = "answer";
let tallest = 0;

/** Takes in what the server of `edict dev` sends, in place: zoom, sorting, filters and open folds stay. */
export function attachLiveUpdates(charts: TimeCharts): void {
  const stream = new EventSource("/events");
  const status = document.getElementById("live-status") as HTMLElement;
  stream.addEventListener("message", (event) =>
    apply(JSON.parse(event.data as string) as LiveUpdate, charts),
  );
  stream.addEventListener("error", () => {
    status.textContent = "the server is not there; trying again";
  });
  attachSliders();
  // Another width breaks other lines.
  window.addEventListener("resize", () => {
    tallest = 0;
    document.getElementById(ABOVE_CHARTS)?.style.removeProperty("min-height");
  });
}

function apply(update: LiveUpdate, charts: TimeCharts): void {
  // Measured before anything is changed, when it costs nothing.
  tallest = Math.max(tallest, document.getElementById(ABOVE_CHARTS)?.offsetHeight ?? 0);
  (document.getElementById("live-status") as HTMLElement).textContent = update.status;
  replace("live-issues", update.issues);
  takeParams(update.params);
  markStale(update);
  for (const [id, text] of Object.entries(update.parts)) replacePart(id, text, update.order);
  showAwaited(update);
  if (update.data !== null) charts.update(unpackChartData(update.data));
  attachTableControls();
  attachDrawingMarks();
  markIds();
  document.documentElement.dataset.sequence = String(update.sequence);
}

/** What is being computed has a place and a word where there is nothing of it yet; when all is done no word is left. */
function showAwaited({ awaited, order, isProvisional }: LiveUpdate): void {
  for (const [id, text] of Object.entries(awaited)) {
    if (document.getElementById(id) === null) replacePart(id, text, order);
  }
  if (isProvisional) return;
  for (const word of document.querySelectorAll("[data-awaited]")) word.closest("section")?.remove();
}

/** What belongs to an earlier run is dimmed, and says that it is being computed, until its successor is there. */
function markStale({ isProvisional, parts }: LiveUpdate): void {
  document.getElementById("report")!.ariaBusy = String(isProvisional);
  for (const section of document.querySelectorAll<HTMLElement>("#report > section")) {
    const isAwaited = section.querySelector("[data-awaited]") !== null;
    section.classList.toggle("stale", isProvisional && !isAwaited && !(section.id in parts));
  }
}

function replace(id: string, text: string): void {
  if (given.get(id) === text) return;
  given.set(id, text);
  // The server escaped every text in it, and the page's policy lets no script in it run.
  (document.getElementById(id) as HTMLElement).innerHTML = text;
}

function replacePart(id: string, text: string, order: readonly string[]): void {
  if (given.get(id) === text && (text === "") === (document.getElementById(id) === null)) return;
  given.set(id, text);
  const template = document.createElement("template");
  template.innerHTML = text;
  const fresh = template.content.firstElementChild as HTMLElement | null;
  const old = document.getElementById(id);
  if (fresh === null) {
    old?.remove();
    return;
  }
  if (id === "masthead") {
    document.title = `${fresh.querySelector("h1")?.textContent ?? "edict"} - edict`;
    // The button for colours has its listener: it goes on living in the new heading.
    const button = document.getElementById("theme");
    if (button !== null) fresh.querySelector("#theme")?.replaceWith(button);
    document.getElementById("masthead-place")!.replaceChildren(fresh);
    return;
  }
  if (id === ABOVE_CHARTS) fresh.style.minHeight = `${tallest}px`;
  if (old !== null) {
    keepState(old, fresh);
    old.replaceWith(fresh);
  } else {
    const after = order.slice(order.indexOf(id) + 1).map((next) => document.getElementById(next));
    document.getElementById("report")!.insertBefore(fresh, after.find((one) => one !== null) ?? null);
  }
}

/** What the reader did in a part goes over into its successor: living charts, open folds, filters, the chosen tab. */
function keepState(old: HTMLElement, fresh: HTMLElement): void {
  for (const plot of fresh.querySelectorAll<HTMLElement>("[data-chart]")) {
    const before = old.querySelector<HTMLElement>(
      `[data-chart="${CSS.escape(plot.dataset.chart as string)}"]`,
    );
    if (before === null) continue;
    before.setAttribute("aria-label", plot.getAttribute("aria-label") ?? "");
    plot.replaceWith(before);
  }
  const folds = [...old.querySelectorAll("details")];
  [...fresh.querySelectorAll("details")].forEach((fold, index) => {
    fold.open = folds[index]?.open ?? false;
  });
  for (const field of fresh.querySelectorAll<HTMLInputElement | HTMLSelectElement>(
    "form[data-filters] [name]",
  )) {
    const form = field.closest("form") as HTMLFormElement;
    const place = [...form.querySelectorAll(field.tagName)].indexOf(field);
    const before = old.querySelectorAll<HTMLInputElement>(
      `[data-filters="${form.dataset.filters}"] ${field.tagName}`,
    )[place];
    if (before !== undefined) field.value = before.value;
  }
  const tab = old.querySelector<HTMLInputElement>("input[type=radio]:checked");
  const same = tab === null ? null : fresh.querySelector<HTMLInputElement>(`#${CSS.escape(tab.id)}`);
  if (same !== null) same.checked = true;
}

/** New controls when the parameters are others; new values in the controls there are, but not in the one in hand. */
function takeParams(text: string): void {
  if (given.get("live-params") === text) return;
  given.set("live-params", text);
  const form = document.getElementById("live-params") as HTMLFormElement;
  const template = document.createElement("template");
  template.innerHTML = text;
  const shape = (root: ParentNode) =>
    [...root.querySelectorAll<HTMLInputElement>("[name]")].map((one) => [
      one.name,
      one.type,
      one.min,
      one.max,
      one.step,
    ]);
  if (JSON.stringify(shape(form)) !== JSON.stringify(shape(template.content))) {
    form.replaceChildren(template.content);
    return;
  }
  const fresh = [...template.content.querySelectorAll<HTMLInputElement>("[name]")];
  [...form.querySelectorAll<HTMLInputElement>("[name]")].forEach((control, index) => {
    const next = fresh[index] as HTMLInputElement;
    if (control === document.activeElement || isSending) return;
    if (control.type === "checkbox") control.checked = next.checked;
    else control.value = next.value;
    showValue(control);
  });
}

let isSending = false;
let waiting: Record<string, number | string | boolean> = {};

/** A move of a slider is sent at once, and while the server runs it, only the latest of the next is kept. */
function attachSliders(): void {
  const form = document.getElementById("live-params") as HTMLFormElement;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    const control = event.target as HTMLInputElement;
    showValue(control);
    waiting[control.name] = valueIn(control);
    if (!isSending) void sendWaiting();
  });
}

async function sendWaiting(): Promise<void> {
  isSending = true;
  try {
    while (Object.keys(waiting).length > 0) {
      const values = waiting;
      waiting = {};
      await fetch("/params", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(values),
      });
    }
  } catch {
    (document.getElementById("live-status") as HTMLElement).textContent =
      "the server is not there; trying again";
  } finally {
    isSending = false;
  }
}

function valueIn(control: HTMLInputElement): number | string | boolean {
  if (control.type === "checkbox") return control.checked;
  return control.type === "range" ? Number(control.value) : control.value;
}

function showValue(control: HTMLInputElement): void {
  const output = control.parentElement?.querySelector("output");
  if (output === null || output === undefined) return;
  const value = Number(control.value);
  output.textContent =
    control.dataset.unit === "fraction"
      ? `${Number((value * 100).toFixed(2))}%`
      : String(Number(value.toFixed(6)));
}
