import { isSourceReachable } from "../feeds/source-reachable.ts";
import { edictHome } from "../storage/edict-home.ts";
import { printText } from "./print-text.ts";
import { runProgram } from "./run-program.ts";
import { waiting } from "./waiting.ts";

const FLAGSHIP = "strategies/long-hstech-after-leadership-meetings.ts";
const SECONDS_TO_DECIDE = 2.5;

/**
 * `npm start`: the flagship strategy on Yahoo's prices, or, if Yahoo cannot be reached in time, on the
 * synthetic sample. Only here may prices be replaced; `edict run` fails instead.
 *
 * @returns the exit code
 */
export async function startFlagship(): Promise<number> {
  const isReachable = await waiting("looking whether Yahoo answers", () =>
    isSourceReachable("yahoo", SECONDS_TO_DECIDE, process.env.EDICT_YAHOO_URL),
  );
  if (isReachable) {
    printText(`Yahoo answers: using its prices (kept in ${edictHome()}).\n\n`);
    const code = await runProgram(["run", FLAGSHIP, "--prices", "yahoo"]);
    if (code !== 3) return code;
    printText("\nYahoo did not give the prices needed: using the synthetic sample instead.\n\n");
  } else {
    printText(
      "Yahoo cannot be reached from here: using the shipped SYNTHETIC sample prices.\n" +
        "With a network, or with your own files (edict run ... --prices csv:<folder>), the same command uses real ones.\n\n",
    );
  }
  return runProgram(["run", FLAGSHIP, "--prices", "sample"]);
}
