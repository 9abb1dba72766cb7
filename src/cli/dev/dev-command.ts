import { Command } from "commander";
import { numberWhere } from "../flag-values.ts";
import { addRunOptions } from "../run-options.ts";
import type { DevCommandOptions } from "./serve-strategy.ts";

/** `edict dev <strategy>`: the report as a live page, run again on every change. */
export function devCommand(): Command {
  return addRunOptions(new Command("dev"))
    .description("serve the report on this machine and run again when strategy, signals or prices change")
    .argument("<strategy>", "strategy file (code in it is run)")
    .option("--port <number>", "port on 127.0.0.1; 0 takes a free one", port, 4173)
    .option("--no-open", "print the address and open no browser (from a pipe none is opened anyway)")
    .addHelpText("after", "\nExample:\n  $ edict dev my-idea.ts --prices sample")
    .action(async (file: string, options: DevCommandOptions) => {
      const { serveStrategy } = await import("./serve-strategy.ts");
      await serveStrategy(file, options);
    });
}

function port(value: string): number {
  const isPort = (parsed: number) => Number.isInteger(parsed) && parsed >= 0 && parsed <= 65_535;
  return numberWhere(value, isPort, "a port, 0 to 65535");
}
