import { Argument, type Command } from "commander";
import { completionScript, SHELLS, type Shell } from "../completion/scripts.ts";
import type { CliContext } from "../context.ts";
import { RESOURCES } from "../resources/all.ts";
import { callGroup, type Listed } from "../resources/call-group.ts";

/** Whoever presses Tab waits for no server. */
const ANSWER_WITHIN = 1_500;
/** More than anybody looks through. */
const MOST_IDS = 100;

const AFTERWORD = `
In ~/.bashrc:                     source <(operator completion bash)
In ~/.zshrc, after compinit:      source <(operator completion zsh)
In ~/.config/fish/config.fish:    operator completion fish | source`;

/** Adds `operator completion`, and what its scripts ask for ids. */
export function addCompletionCommand(program: Command, context: CliContext): void {
  program
    .command("completion")
    .description("Prints the script that completes commands, options and ids in your shell.")
    .addArgument(new Argument("<shell>", "The shell.").choices(SHELLS))
    .addHelpText("after", AFTERWORD)
    .action((shell: Shell) => context.out.write(completionScript(shell, program)));
  program
    .command("complete", { hidden: true })
    .argument("<resource>")
    .action((name: string) => printIds(name, context));
}

/** Prints ids, one a line. A completion that cannot be had is none; nobody wants to read why while typing. */
async function printIds(name: string, context: CliContext): Promise<void> {
  const { group, idField } = RESOURCES.find((resource) => resource.name === name) ?? LOGS;
  if (name !== "logs" && group === LOGS.group) return;
  const timeout = AbortSignal.timeout(ANSWER_WITHIN);
  const options = { signal: AbortSignal.any([context.signal, timeout]), timeout: ANSWER_WITHIN };
  try {
    const page = await (callGroup(context, { group, method: "list" }, [{ limit: MOST_IDS }, options]) as Listed);
    for (const item of page.data)
      for (const id of [item[idField], item["version_id"]]) if (isWord(id)) context.out.line(id);
  } catch {
    context.endWith(1);
  }
}

const LOGS = { group: "logs", idField: "id" } as const;

/** Only what a shell takes as one plain word: an id that somebody else chose must not become a command. */
function isWord(id: unknown): id is string {
  return typeof id === "string" && /^[\w@+.:/-]+$/.test(id);
}
