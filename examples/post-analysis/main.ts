import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { type Access, callApi, ProblemError, readAccess } from "../api-client/api.ts";
import type { ConversationEvent } from "../api-client/conversation-events.ts";
import { followEvents } from "../api-client/follow-events.ts";
import { runProgram } from "../api-client/program.ts";
import { makeReviewAgent, startProcedure, waitForProcedure } from "./procedure.ts";
import { writeReport } from "./report.ts";
import { assembleTranscript, type Transcript } from "./transcript.ts";
import { writeTranscript } from "./transcript-text.ts";

const USAGE = `npx tsx examples/post-analysis/main.ts transcript conv_… [--json] [--out FILE]
npx tsx examples/post-analysis/main.ts review conv_… [--model vendor/model | --agent pa_…] [--json] [--out FILE]

  transcript    assembles what was said and done in a finished conversation from its events
  review        has a procedural agent review it, and shows its output with what it rests on

  --model       the model of the agent that is made for it, openai/gpt-4o
  --agent       an agent that is there already, such as one that an earlier review made
  --json        JSON instead of text
  --out FILE    into a file instead of onto the screen

OPERATOR_HOST says where the platform is (http://127.0.0.1:4000), OPERATOR_API_KEY opens it.`;

const OPTIONS = {
  model: { type: "string", default: "openai/gpt-4o" },
  agent: { type: "string" },
  json: { type: "boolean", default: false },
  out: { type: "string" },
} as const;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: OPTIONS });
  const [task = "", conversationId, ...rest] = positionals;
  const isTask = task === "transcript" || task === "review";
  if (!isTask || conversationId === undefined || rest.length > 0) throw new ProblemError(USAGE);
  const write = task === "transcript" ? transcriptOf : review;
  const text = await write(readAccess(process.env), conversationId, values);
  if (values.out === undefined) process.stdout.write(text);
  else await writeFile(values.out, text);
}

interface Choices {
  model: string;
  agent?: string | undefined;
  json: boolean;
}

async function transcriptOf(access: Access, conversationId: string, { json }: Choices): Promise<string> {
  await findFinished(access, conversationId);
  const transcript = await readTranscript(access, conversationId);
  return json ? inJson(transcript) : writeTranscript(transcript);
}

async function review(access: Access, conversationId: string, { model, agent, json }: Choices): Promise<string> {
  const { livemode } = await findFinished(access, conversationId);
  const agentId = agent ?? (await makeReviewAgent(access, model));
  if (agent === undefined) console.error(`Made ${agentId}; use it again with --agent ${agentId}`);
  const procedureId = await startProcedure(access, { agent_id: agentId, conversation_id: conversationId, livemode });
  console.error(`Running ${procedureId} …`);
  const outcome = await waitForProcedure(access, procedureId);
  return json ? inJson(outcome) : writeReport(outcome, await readTranscript(access, conversationId));
}

/** Throws `ProblemError` for a conversation that goes on: its transcript would be another a minute later. */
async function findFinished(access: Access, conversationId: string): Promise<{ livemode: boolean }> {
  const { status, livemode } = await callApi(access, `GET /conversations/${encodeURIComponent(conversationId)}`);
  if (status === "queued" || status === "in-progress")
    throw new ProblemError(`${conversationId} is ${status}. Wait for its end, or follow it: examples/realtime-events.`);
  return { livemode: livemode !== false };
}

async function readTranscript(access: Access, conversationId: string): Promise<Transcript> {
  const events: ConversationEvent[] = [];
  for await (const event of followEvents({ access, conversationId })) events.push(event);
  return assembleTranscript(conversationId, events);
}

function inJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

runProgram(main);
