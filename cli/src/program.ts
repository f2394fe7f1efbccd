import { Command, CommanderError } from "commander";
import packageJson from "../package.json" with { type: "json" };
import { errorDocument, EXIT, exitCodeOf, explain } from "./cli-error.ts";
import { ADD_COMMANDS } from "./commands/all.ts";
import type { CliContext, CliFrame } from "./context.ts";
import type { GlobalOptions } from "./settings.ts";

const AFTERWORD = `
Where the server is and what opens it:
  OPERATOR_HOST      the address, http://127.0.0.1:4000 unless it says otherwise
  OPERATOR_API_KEY   the API key that the platform printed at its first start

Ends with 0 done · 1 failed or refused · 2 called wrongly · 3 differences found · 4 conflict ·
5 server not reached · 130 broken off.`;

/** Help lists a command by its name and arguments; other names that it has are in its own help. */
function termOf(command: Command): string {
  const args = command.registeredArguments.map((argument) =>
    argument.required ? `<${argument.name()}>` : `[${argument.name()}]`,
  );
  return [command.name(), ...args].join(" ");
}

/** Builds the whole tree of commands. */
export function buildProgram(context: CliContext): Command {
  const program = new Command("operator")
    .description("Runs an Operator platform, and works with one.")
    .version(packageJson.version, "--version", "Shows the version of the command line.")
    .option("--host <url>", "Where the server is.")
    .option("--key <key>", "The API key; @file reads it from a file, - from the standard input.")
    .option("--json", "Shows JSON: one document, or one a line where there is no end to wait for.")
    .helpOption("-h, --help", "Shows help on a command.")
    .configureHelp({ subcommandTerm: termOf })
    .helpCommand("help [command]", "Shows help on a command.")
    .addHelpText("after", AFTERWORD)
    .exitOverride()
    .showHelpAfterError("(--help shows how it is called.)")
    .configureOutput({
      writeOut: (text) => context.out.write(text),
      writeErr: (text) => context.err.write(text),
      getOutHelpWidth: () => Math.min(context.out.width, 120),
      getErrHelpWidth: () => Math.min(context.err.width, 120),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  for (const addCommand of ADD_COMMANDS) addCommand(program, context);
  return program;
}

/** Runs the program with the arguments of a command line. Returns with what it ends; never rejects. */
export async function runProgram(args: readonly string[], context: CliFrame): Promise<number> {
  const program = buildProgram(context);
  program.hook("preAction", () => context.configure(program.opts<GlobalOptions>()));
  try {
    await program.parseAsync(args, { from: "user" });
    return context.exitCode;
  } catch (error) {
    if (context.signal.aborted) return EXIT.interrupted;
    // Commander has said already what is wrong with the command line.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    if (context.isJson) context.err.json(errorDocument(error));
    else context.err.line(`operator: ${explain(error)}`);
    return exitCodeOf(error);
  }
}
