import { Argument, Command } from "commander";
import { SHELLS, type Shell } from "./shells.ts";

/** `edict completion bash|zsh|fish`: a script that completes commands, flags and their choices. */
export function completionCommand(program: Command): Command {
  return new Command("completion")
    .description("print a script by which a shell completes edict's commands and flags")
    .addArgument(new Argument("<shell>", "which shell").choices(SHELLS))
    .addHelpText(
      "after",
      `
Examples:
  $ echo 'source <(edict completion bash)' >> ~/.bashrc
  $ echo 'source <(edict completion zsh)' >> ~/.zshrc
  $ echo 'edict completion fish | source' >> ~/.config/fish/config.fish

A new shell then completes them; in zsh the line must stand below the one that calls compinit.`,
    )
    .action(async (shell: Shell) => {
      const { completionScript } = await import("./completion-script.ts");
      process.stdout.write(completionScript(program, shell));
    });
}
