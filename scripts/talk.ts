import { createInterface } from "node:readline/promises";
import { WebSocket } from "ws";
import {
  type Agent,
  type AgentItem,
  type Client,
  createClient,
  OperatorApiError,
  openSession,
} from "../sdk/src/index.ts";
import { Printer } from "./talk/printer.ts";
import { readSettings, type Settings, USAGE, UsageError } from "./talk/settings.ts";
import { SIMULATED, Talk } from "./talk/talk-session.ts";

/** The agent that `npm start` puts there for newcomers. */
const QUICKSTART = "Appointment booking";

async function main(): Promise<number> {
  const settings = readSettings(process.argv.slice(2), process.env);
  if (settings === null) {
    console.log(USAGE);
    return 0;
  }
  const client = createClient({ host: settings.host, key: settings.key });
  const agent = await client.agents.get(settings.agent ?? (await quickstart(client)));
  const variables = await collectVariables(agent, settings);
  const end = await talk({ client, agent, variables, host: settings.host });
  return end === "ended" || end === "closed" ? 0 : 1;
}

/** Finds the version to talk to when none is named: the quickstart's released one, else that of the newest agent with one. */
async function quickstart(client: Client): Promise<string> {
  let chosen: string | null = null;
  for await (const agent of client.agents.all()) {
    if (chosen !== null && agent.name !== QUICKSTART) continue;
    const released = await releasedVersion(client, agent);
    if (released !== null && agent.name === QUICKSTART) return released;
    chosen ??= released;
  }
  if (chosen === null) throw new UsageError("No agent has a released version. Name a version with --agent ca_…@v0.");
  return chosen;
}

/** Lists name an agent's latest version, which may be a draft beside the released one. */
async function releasedVersion(client: Client, agent: AgentItem): Promise<string | null> {
  if (agent.version_status === "released") return agent.version_id;
  const versions = await client.agents.versions(agent.id);
  return versions.find(({ version_status }) => version_status === "released")?.version_id ?? null;
}

/** Takes the values of the agent's variables from the command line and asks for required ones that are missing. */
async function collectVariables(agent: Agent, settings: Settings): Promise<Record<string, string>> {
  const variables = { ...settings.variables };
  const required = agent.config.runtime.variables.filter(({ default_value }) => default_value === null);
  const missing = required.filter(({ name }) => variables[name] === undefined);
  if (missing.length === 0) return variables;
  if (!process.stdin.isTTY) {
    const options = missing.map(({ name }) => `--variable ${name}=…`).join(" ");
    throw new UsageError(`${agent.name} needs values for its variables. Add ${options}`);
  }
  const questions = createInterface({ input: process.stdin, output: process.stdout });
  for (const { name, description } of missing)
    variables[name] = await questions.question(`${description ?? name} ($${name}): `);
  questions.close();
  return variables;
}

interface TalkAbout {
  client: Client;
  agent: Agent;
  variables: Record<string, string>;
  host: string;
}

async function talk({ client, agent, variables, host }: TalkAbout) {
  const context = Object.keys(variables).length === 0 ? {} : { context: { $variables: variables } };
  const { id, channel } = await client.conversations.create({
    agent_id: agent.version_id,
    channel: { type: "chat_realtime" },
    ...context,
  });
  const { model } = agent.config.runtime;
  const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const printer = new Printer({
    write: (text) => process.stdout.write(text),
    agentName: agent.config.personas[0]?.name ?? agent.name,
    hasColour: process.stdout.isTTY === true && process.env["NO_COLOR"] === undefined,
    echoesUser: !isTerminal,
  });
  printer.remark(`${agent.name} · ${agent.version_id} · ${model} · ${id}`);
  if (model.startsWith("simulated/")) printer.remark(SIMULATED);
  if (isTerminal) printer.remark("Ctrl-C cuts a reply off · /quit ends the conversation");
  const conversation = new Talk({
    printer,
    isTerminal,
    isSimulationNamed: model.startsWith("simulated/"),
    open: (onConnection) =>
      openSession({
        // The server may know itself by another name than the one it is reached by from here.
        sessionUrl: new URL(new URL(channel.session_url ?? "").pathname, host).href,
        token: channel.token ?? "",
        webSocket: WebSocket,
        onConnection,
      }),
  });
  return conversation.hold();
}

/** Says what went wrong in a line when the person can put it right; anything else is a bug and shows its stack. */
function explain(error: unknown): string {
  if (error instanceof UsageError) return error.message;
  if (error instanceof OperatorApiError && error.status === null) return `${error.message} Start it with npm start.`;
  if (error instanceof OperatorApiError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(explain(error));
    process.exitCode = 1;
  },
);
