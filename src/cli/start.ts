import { loadProgram } from "./load-program.ts";
import { tuneV8 } from "./tune-v8.ts";

tuneV8("start");
void loadProgram("start")
  .program.startFlagship()
  .then((exitCode) => {
    process.exitCode = exitCode;
  });
