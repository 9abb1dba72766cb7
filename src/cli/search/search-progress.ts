import { formatCount } from "../../decode/format-count.ts";
import { type ProgressBar, progressBar } from "../progress-bar.ts";

/** Progress of a search with its rate, stage by stage, on stderr and only on a terminal. */
export interface SearchProgress {
  readonly update: (stage: string, done: number, total: number) => void;
  readonly stop: () => void;
}

/** A progress bar that begins anew at each stage. */
export function searchProgress(): SearchProgress {
  let stage = "";
  let bar: ProgressBar | null = null;
  let begin = 0;
  let before = 0;
  return {
    update: (name, done, total) => {
      if (name !== stage) {
        bar?.stop();
        stage = name;
        bar = progressBar(name, total);
        begin = performance.now();
        // What an earlier run left was not done in this one's time.
        before = done;
      }
      const seconds = (performance.now() - begin) / 1000;
      const rate = seconds > 0 ? Math.round((done - before) / seconds) : 0;
      bar?.update(done, `${formatCount(rate)}/s`);
    },
    stop: () => bar?.stop(),
  };
}
