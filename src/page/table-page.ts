/// <reference lib="dom" />
import { attachDrawingMarks } from "./drawing-marks.ts";
import { attachTableControls } from "./table-controls.ts";
import { attachThemeSwitch } from "./theme-switch.ts";

/** Brings a page to life whose charts stay as they are drawn: colours, sorting, filters. */
function start(): void {
  document.documentElement.classList.add("js");
  attachThemeSwitch();
  attachTableControls();
  attachDrawingMarks();
}

requestAnimationFrame(() => setTimeout(start));
