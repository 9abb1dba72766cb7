import { loadProgram } from "./load-program.ts";

void loadProgram("start")
  .program.startFlagship()
  .then((exitCode) => {
    process.exitCode = exitCode;
  });
