/** What other tools call what edict calls otherwise: options, each with edict's names for it, the likeliest first. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  "--source": ["--prices"],
  "--data": ["--prices", "--file"],
  "--csv": ["--file", "--prices"],
  "--catalogue": ["--signals"],
  "--catalog": ["--signals"],
  "--start": ["--from"],
  "--start-date": ["--from"],
  "--since": ["--from"],
  "--after": ["--from"],
  "--end": ["--to"],
  "--end-date": ["--to"],
  "--until": ["--to"],
  "--before": ["--to"],
  "--cash": ["--capital"],
  "--set": ["--param"],
  "--offline": ["--frozen"],
  "--no-network": ["--frozen"],
  "--ticker": ["--symbol", "--on", "--instrument"],
  "--symbol": ["--on", "--instrument"],
  "--silent": ["--quiet"],
  "--markdown": ["--md"],
  "--excel": ["--xlsx"],
  "--workers": ["--threads"],
};

/** Commands, and those of `signals` and `prices`. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  backtest: ["run"],
  test: ["run"],
  init: ["new"],
  create: ["new"],
  serve: ["dev"],
  watch: ["dev"],
  live: ["dev"],
  optimize: ["sweep"],
  optimise: ["sweep"],
  search: ["sweep"],
  events: ["study"],
  diff: ["compare"],
  history: ["results"],
  ledger: ["results"],
  ls: ["list", "results"],
  show: ["list", "report"],
  validate: ["check"],
  download: ["fetch"],
  update: ["fetch"],
  fetch: ["prices"],
  extract: ["signals"],
};

/**
 * The name that edict has for what was asked for under another one, if it has it in this place.
 *
 * @param known the options or commands that may stand there
 */
export function edictsNameFor(given: string, known: readonly string[]): string | undefined {
  const names = given.startsWith("-") ? OPTIONS : COMMANDS;
  return Object.hasOwn(names, given) ? names[given]?.find((name) => known.includes(name)) : undefined;
}
