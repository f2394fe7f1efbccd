import type { Command } from "commander";
import { CliError } from "../cli-error.ts";
import type { CliContext } from "../context.ts";
import { dim } from "../output/style.ts";
import { BUILT_PARTS, buildState, installationFolder } from "../start/installation-folder.ts";
import { runInPlace } from "../start/run-program.ts";

/** As `npm start` runs it: docs/decisions/0040-collecting-garbage.md says why. */
const NODE_ARGUMENTS = ["--max-semi-space-size=32", "--heap-growing-percent=100", "--v8-pool-size=1"];

const AFTERWORD = `
The platform is set up by environment variables: docs/configuration.md lists them, and \`operator doctor\` says what is
missing. Ctrl-C stops it.`;

/** Adds `operator start`. */
export function addStartCommand(program: Command, context: CliContext): void {
  program
    .command("start")
    .summary("Starts the platform.")
    .description("Starts the platform of this installation, and ends with its exit code.")
    .option("--no-build", "Runs what is built, though its sources are newer.")
    .addHelpText("after", AFTERWORD)
    .action(async ({ build }: { build: boolean }) => {
      const folder = installationFolder();
      if (folder === null)
        throw new CliError("There is no platform beside this command line. Clone it, and run `npm ci`.");
      context.takeInterrupts();
      if (build) await buildWhatIsOld(folder, context);
      const program = { command: process.execPath, args: [...NODE_ARGUMENTS, `${folder}/server/dist/main.js`] };
      context.endWith(await runInPlace({ ...program, cwd: process.cwd(), environment: context.environment }));
    });
}

async function buildWhatIsOld(folder: string, { err, environment }: CliContext): Promise<void> {
  for (const part of BUILT_PARTS) {
    if (buildState(folder, part) === "current") continue;
    err.line(dim(`Building ${part.workspace} …`));
    const args = ["run", "--silent", "build", "-w", part.workspace];
    const code = await runInPlace({ command: "npm", args, cwd: folder, environment });
    if (code !== 0) throw new CliError(`${part.workspace} could not be built. \`npm ci\` in ${folder} may help.`);
  }
}
