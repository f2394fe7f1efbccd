import { type Client, openSession } from "@operator/sdk";
import type { Command } from "commander";
import { WebSocket } from "ws";
import { EXIT } from "../cli-error.ts";
import type { CliContext } from "../context.ts";
import { presentableLine } from "../output/presentable.ts";
import { findAgent } from "../talk/find-agent.ts";
import { jsonView } from "../talk/json-view.ts";
import { Printer } from "../talk/printer.ts";
import { SIMULATED, Talk, type TalkView } from "../talk/talk-session.ts";
import { completeVariables, readVariable } from "../talk/variables.ts";

const AFTERWORD = `
While the agent speaks, Ctrl-C stops its reply, and your next message interrupts it. At the prompt, /quit, Ctrl-D, or
Ctrl-C twice ends the conversation. From a pipe, each line is a message. With --json each event is a line.

Examples:
  operator talk
  operator talk "Appointment booking" --variable customer_name=Ada
  echo "What are your hours?" | operator talk --json`;

interface TalkOptions {
  agent?: string;
  variable?: Record<string, string>;
}

/** Adds `operator talk`. */
export function addTalkCommand(program: Command, context: CliContext): void {
  program
    .command("talk")
    .summary("Talks with an agent in the terminal.")
    .description(
      "Talks with an agent in the terminal. Without an agent it is the quickstart's, else the newest that is released.",
    )
    .argument("[agent]", "The agent: its id, ca_…@v2 for one of its versions, or its name.")
    .option("--agent <agent>", "The agent, as the argument.")
    .option("--variable <name=value>", "A value for a variable of the agent; may be repeated.", readVariable)
    .addHelpText("after", AFTERWORD)
    .action(async (named: string | undefined, options: TalkOptions) => {
      const client = context.client();
      const id = await findAgent(client, named ?? options.agent ?? null, context.signal);
      const agent = await client.conversationalAgents.get(id, { signal: context.signal });
      const variables = await completeVariables(agent, options.variable ?? {}, context);
      const end = await talk({ client, agent, variables, context });
      context.endWith(end === "ended" || end === "closed" ? EXIT.done : EXIT.failed);
    });
}

interface TalkAbout {
  client: Client;
  agent: Awaited<ReturnType<Client["conversationalAgents"]["get"]>>;
  variables: Record<string, string>;
  context: CliContext;
}

async function talk({ client, agent, variables, context }: TalkAbout) {
  const given = Object.keys(variables).length === 0 ? {} : { context: { $variables: variables } };
  const { id, channel } = await client.conversations.create({
    agent_id: agent.version_id,
    channel: { type: "chat_realtime" },
    ...given,
  });
  const { model } = agent.config.runtime;
  const isTerminal = context.stdin.isTTY === true && context.out.isTerminal && !context.isJson;
  const view = viewOf(agent, isTerminal, context);
  view.remark(presentableLine(`${agent.name} · ${agent.version_id} · ${model} · ${id}`));
  if (model.startsWith("simulated/")) view.remark(SIMULATED);
  if (isTerminal) view.remark("Ctrl-C cuts a reply off · /quit ends the conversation");
  context.takeInterrupts();
  const conversation = new Talk({
    view,
    input: { isTerminal, hasColour: context.out.hasColour },
    isSimulationNamed: model.startsWith("simulated/"),
    open: (onConnection) =>
      openSession({
        // The server may know itself by another name than the one it is reached by from here.
        sessionUrl: new URL(new URL(channel.session_url ?? "").pathname, context.host).href,
        token: channel.token ?? "",
        webSocket: WebSocket,
        onConnection,
      }),
  });
  return conversation.hold();
}

function viewOf(agent: TalkAbout["agent"], isTerminal: boolean, { isJson, out, err }: CliContext): TalkView {
  if (isJson) return jsonView(out, err);
  const agentName = presentableLine(agent.config.personas[0]?.name ?? agent.name);
  return new Printer({ write: (text) => out.write(text), agentName, echoesUser: !isTerminal });
}
