import type { Command } from "commander";
import { EXIT } from "../cli-error.ts";
import type { CliContext } from "../context.ts";
import { nameOf } from "../files/project-item.ts";
import { chooseSlugs, type Pulled, pullRemovals, pullThings } from "../files/pull.ts";
import { readEverything, readSelection } from "../files/selection.ts";
import { type FolderOption, openFolder, withFolder } from "./files-place.ts";

const AFTERWORD = `
Each agent is a folder with agent.yaml and prompt.md; tools and transfers are a file each. operator.lock.json remembers
what is what on the server: keep it with the files. Secrets are not written: the headers of a tool are there by name, and
null keeps the value that the server has. To set one, write \${env:NAME} and set that variable when you apply.

What you have changed since the last pull stays as it is, unless --force says otherwise.

Examples:
  operator pull
  operator pull "Front desk" --folder agents`;

interface PullOptions extends FolderOption {
  force?: boolean;
}

/** Adds `operator pull`. */
export function addPullCommand(program: Command, context: CliContext): void {
  const command = program
    .command("pull")
    .summary("Writes agents, tools and transfers to files.")
    .description("Writes agents, and the tools and transfers that they use, to files; without a name all there are.")
    .argument("[agents...]", "Agents: the names of their folders, their ids or their names.");
  withFolder(command)
    .option("--force", "Writes over what was changed here.")
    .addHelpText("after", AFTERWORD)
    .action(async (agents: string[], { force = false, ...folder }: PullOptions) => {
      const state = await openFolder(folder, context);
      const removed = agents.length === 0 ? await pullRemovals(state, force) : [];
      const things = agents.length === 0 ? await readEverything(state) : await readSelection(state, agents);
      const pulled = [...removed, ...(await pullThings(state, chooseSlugs(state, things), force))];
      show(pulled, context);
      if (pulled.some(({ outcome }) => outcome === "edited")) context.endWith(EXIT.conflict);
    });
}

const SAID: Record<Pulled["outcome"], string> = {
  written: "Wrote",
  same: "Already there:",
  kept: "Kept your change of",
  edited: "Not written, for it was changed here and on the server (--force writes over it):",
  removed: "Removed, for it was deleted on the server:",
  orphaned: "Deleted on the server, but changed here, so its files stay (apply would make it anew):",
};

function show(pulled: readonly Pulled[], { isJson, out, err }: CliContext): void {
  if (isJson) return out.json({ pulled });
  for (const thing of pulled) {
    if (thing.outcome === "same") continue;
    const to = thing.outcome === "edited" || thing.outcome === "orphaned" ? err : out;
    to.line(`${SAID[thing.outcome]} ${nameOf(thing)}`);
  }
  const same = pulled.filter(({ outcome }) => outcome === "same").length;
  if (same === pulled.length)
    out.line(same === 0 ? "There is nothing to pull." : "Everything is as it is on the server.");
}
