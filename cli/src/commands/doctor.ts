import type { Command } from "commander";
import { EXIT } from "../cli-error.ts";
import type { CliContext } from "../context.ts";
import type { Finding, State } from "../doctor/finding.ts";
import { installationFindings } from "../doctor/installation.ts";
import { buildFindings, nodeFinding } from "../doctor/machine.ts";
import { examineOffline } from "../doctor/offline.ts";
import { publicUrlFindings } from "../doctor/public-url.ts";
import { examineServer, type Installation } from "../doctor/server.ts";
import { padToWidth, displayWidth } from "../output/display-width.ts";
import { presentableLine } from "../output/presentable.ts";
import { dim, green, red, yellow } from "../output/style.ts";
import { buildState, BUILT_PARTS, installationFolder } from "../start/installation-folder.ts";

const AFTERWORD = `
Asks the server when it runs; else looks at what the environment of this shell would set up. Missing is what is not set
up, which may be as you want it; wrong is what does not work. Ends with 1 when something is wrong.`;

/** Adds `operator doctor`. */
export function addDoctorCommand(program: Command, context: CliContext): void {
  program
    .command("doctor")
    .summary("Says what is configured, what is missing and how to get it.")
    .description("Says what is configured, what is missing, and how to get it.")
    .addHelpText("after", AFTERWORD)
    .action(async () => {
      const findings = await examine(context);
      if (context.isJson) context.out.json({ findings, ...countsOf(findings) });
      else show(findings, context);
      if (findings.some(({ state }) => state === "wrong")) context.endWith(EXIT.failed);
    });
}

async function examine(context: CliContext): Promise<Finding[]> {
  const folder = installationFolder();
  const { findings, isReached, installation } = await examineServer(context);
  const found = [nodeFinding(), ...buildFindings(folder), ...findings];
  if (installation !== null) return [...found, ...(await furtherFindings(installation, context.signal))];
  const isBuilt = folder !== null && BUILT_PARTS.every((part) => buildState(folder, part) !== "missing");
  if (isReached || !isBuilt) return found;
  const offline = await examineOffline(folder, context.environment);
  const rest = offline.installation === null ? [] : installationFindings(offline.installation);
  return [...found, ...offline.findings, ...rest];
}

async function furtherFindings(installation: Installation, signal: AbortSignal): Promise<Finding[]> {
  return [...(await publicUrlFindings(installation, signal)), ...installationFindings(installation)];
}

const MARKS: Readonly<Record<State, string>> = {
  ok: green("ok     "),
  missing: yellow("missing"),
  wrong: red("wrong  "),
};

function show(findings: readonly Finding[], { out }: CliContext): void {
  const width = Math.max(...findings.map(({ name }) => displayWidth(presentableLine(name))));
  for (const { name, state, detail, remedy } of findings) {
    out.line(`${MARKS[state]}  ${padToWidth(presentableLine(name), width)}  ${presentableLine(detail)}`);
    if (remedy !== null) out.line(`${" ".repeat(width + 11)}${dim(presentableLine(remedy))}`);
  }
  const { wrong, missing } = countsOf(findings);
  const verdict = wrong === 0 ? "Nothing is wrong" : `${wrong} ${wrong === 1 ? "thing is" : "things are"} wrong`;
  out.line(`\n${verdict}; ${missing} not set up.`);
}

function countsOf(findings: readonly Finding[]): Record<State, number> {
  const count = (state: State) => findings.filter((finding) => finding.state === state).length;
  return { ok: count("ok"), missing: count("missing"), wrong: count("wrong") };
}
