import type { Command, Option } from "commander";
import { idsCompletedFor, idsOfOption } from "./ids.ts";

/** An option as a shell sees it. */
export interface OptionShape {
  /** Its spellings: `-f`, `--follow`. */
  readonly spellings: readonly string[];
  readonly takesValue: boolean;
  /** What its value may be; empty for anything. */
  readonly choices: readonly string[];
  /** The resource that its value is the id of; null when it is none. */
  readonly ids: string | null;
  readonly about: string;
}

/** A command as a shell sees it. */
export interface CommandShape {
  /** The words that lead to it, separated by spaces; empty for the program itself. */
  readonly path: string;
  /** All names of its last word. */
  readonly names: readonly string[];
  readonly about: string;
  readonly options: readonly OptionShape[];
  /** The words that go on from here. */
  readonly subcommands: readonly { readonly name: string; readonly about: string }[];
  /** The resource that its first argument is the id of; null when it is none. */
  readonly ids: string | null;
  /** What its first argument may be; empty for anything. */
  readonly choices: readonly string[];
}

/** Lists a program and all its commands, those above before those below. Hidden ones are left out. */
export function commandShapes(program: Command): CommandShape[] {
  return shapesBelow(program, []);
}

function shapesBelow(command: Command, path: readonly string[]): CommandShape[] {
  const below = visible(command);
  const shape = {
    path: path.join(" "),
    names: [command.name(), ...command.aliases()],
    about: command.summary() || command.description(),
    options: optionsOf(command),
    subcommands: below.map((child) => ({ name: child.name(), about: child.summary() || child.description() })),
    ids: idsCompletedFor(command) ?? null,
    choices: command.registeredArguments[0]?.argChoices ?? [],
  };
  return [shape, ...below.flatMap((child) => shapesBelow(child, [...path, child.name()]))];
}

function visible(command: Command): Command[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .filter((child) => child.name() !== "help");
}

/** A command that has a default takes its options, too: `operator logs --follow`. */
function optionsOf(command: Command): OptionShape[] {
  const { _defaultCommandName: name } = command as Command & { _defaultCommandName?: string | null };
  const usual = command.commands.find((child) => child.name() === name);
  const options = [...command.options, ...(usual?.options ?? [])];
  return options.filter(({ hidden }) => !hidden).map(shapeOfOption);
}

function shapeOfOption(option: Option): OptionShape {
  return {
    spellings: [option.short, option.long].filter((spelling) => spelling !== undefined),
    takesValue: option.required || option.optional,
    choices: option.argChoices ?? [],
    ids: idsOfOption(option.attributeName()) ?? null,
    about: option.description,
  };
}
