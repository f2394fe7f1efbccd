import type { Argument, Command, Option } from "commander";
import { createContext } from "./context.ts";
import { buildProgram } from "./program.ts";

const INTRODUCTION = `# The command line

\`operator\` runs the platform and works with one, over its API. In a clone of the platform it is \`npx operator\`.

\`\`\`text
operator start                        starts the platform
operator doctor                       says what is configured, what is missing and how to get it
operator talk                         talks with an agent in the terminal
operator agents list                  lists, and so does every other resource
operator logs --follow                shows what is done
\`\`\`

## What holds for all commands

\`--host\` or \`OPERATOR_HOST\` says where the server is, \`http://127.0.0.1:4000\` otherwise. \`--key\` or \`OPERATOR_API_KEY\` is the
API key; \`--key @file\` reads it from a file and \`--key -\` from the standard input, so that it stands in no list of
processes.

\`--json\` shows JSON instead of tables: one document, or one on each line where there is no end to wait for, as with
\`--follow\`. An error is then a JSON document on the standard error output.

Lists show 50 items, and say on the standard error output when there are more; \`--limit\` and \`--all\` show them. Moments
are shown in this machine's time, and are given as ISO 8601 or as how long ago they are: \`90s\`, \`15m\`, \`2h\`, \`7d\`.

What is sent is given by options, or as JSON or YAML by \`--data\`: \`--data '{"name": "Desk"}'\`, \`--data @desk.yaml\`, or
\`--data -\` for the standard input. Where both say something, the option counts. \`--if-match\` refuses a change when somebody
else was there before; \`show --etag\` says what to give it.

Colours are for terminals only; \`NO_COLOR\` turns them off. What customers and models wrote cannot do anything to a terminal:
characters that it would obey are shown as \`\\u001b\`.

| Ends with | Meaning |
| --- | --- |
| 0 | done |
| 1 | failed, or refused by the server |
| 2 | called wrongly |
| 3 | differences were found, by \`diff\` and \`plan\` |
| 4 | a conflict: somebody else changed it, or it is not in a state for that |
| 5 | the server was not reached |
| 130 | broken off with Ctrl-C |

<!-- Written by scripts/write-command-docs.ts from the commands in cli/src; change them there. -->
`;

/** Writes the page of every command from the tree of commands. */
export function commandDocs(): string {
  const { stdin, stdout, stderr } = process;
  const program = buildProgram(createContext({ environment: {}, stdin, stdout, stderr }));
  return `${INTRODUCTION}\n${sectionsOf(program).join("\n")}`;
}

function sectionsOf(program: Command): string[] {
  return visible(program).map((command) => {
    const heading = [`## operator ${command.name()}`, "", command.description(), ""];
    const names = command.aliases().map((alias) => `\`operator ${alias}\``);
    const others = names.length === 0 ? [] : [`Also ${names.join(" and ")}.`, ""];
    const below = visible(command);
    const own =
      below.length === 0
        ? usageOf(command)
        : below.flatMap((child) => [`### operator ${nameOf(child)}`, "", child.description(), "", ...usageOf(child)]);
    return [...heading, ...others, ...own].join("\n");
  });
}

function usageOf(command: Command): string[] {
  const rows = [
    ...command.registeredArguments.filter(({ description }) => description !== "").map(argumentRow),
    ...command.options.filter(({ hidden }) => !hidden).map(optionRow),
  ];
  const usage = [
    "```text",
    `operator ${nameOf(command)} ${command.usage()}`.replace(" [options] [command]", " [options]"),
    "```",
    "",
  ];
  return rows.length === 0 ? usage : [...usage, "| Option | Meaning |", "| --- | --- |", ...rows, ""];
}

function argumentRow(argument: Argument): string {
  return row(argument.name(), argument.description, argument.argChoices);
}

function optionRow(option: Option): string {
  return row(option.flags, option.description, option.argChoices);
}

function row(name: string, about: string, choices: readonly string[] | undefined): string {
  const said = choices === undefined ? about : `${about} ${choices.map((choice) => `\`${choice}\``).join(", ")}`;
  return `| \`${name.replaceAll("|", "\\|")}\` | ${said.replaceAll("|", "\\|")} |`;
}

/** The words that lead to a command, without the program's own. */
function nameOf(command: Command): string {
  const above = command.parent;
  return above === null || above.parent === null ? command.name() : `${nameOf(above)} ${command.name()}`;
}

function visible(command: Command): Command[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .filter((child) => child.name() !== "help");
}
