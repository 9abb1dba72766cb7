import { Argument, Command } from "commander";

export const SHELLS = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof SHELLS)[number];

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
  $ edict completion zsh > "\${fpath[1]}/_edict"
  $ edict completion fish > ~/.config/fish/completions/edict.fish`,
    )
    .action(async (shell: Shell) => {
      const { completionScript } = await import("./completion-script.ts");
      process.stdout.write(completionScript(program, shell));
    });
}
