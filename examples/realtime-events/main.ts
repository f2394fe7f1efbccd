import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { ProblemError, readAccess } from "../api-client/api.ts";
import { followEvents } from "../api-client/follow-events.ts";
import { runProgram } from "../api-client/program.ts";
import { LiveTranscript } from "./live-transcript.ts";
import { Screen } from "./screen.ts";

const USAGE = `npx tsx examples/realtime-events/main.ts conv_… [--save FILE]

  --save FILE   writes what was seen as JSON when the conversation has ended

OPERATOR_HOST says where the platform is (http://127.0.0.1:4000), OPERATOR_API_KEY opens it; OPERATOR_TOKEN, the
conversation's own token, does where the key must not be.`;

async function main(): Promise<void> {
  const { conversationId, file } = readArguments(process.argv.slice(2));
  const access = readAccess(process.env);
  const transcript = new LiveTranscript();
  const screen = new Screen((text) => process.stdout.write(text));
  const onLost = (why: string) => screen.line(`     (the connection was lost: ${why})`);
  for await (const event of followEvents({ access, conversationId, onLost })) {
    for (const change of transcript.apply(event)) screen.show(change);
  }
  const { entries, ending } = transcript;
  screen.line(`     The conversation is over${ending?.status ? `: ${ending.status}` : ""}.`);
  if (file !== null) await writeFile(file, `${JSON.stringify({ entries, ending }, null, 2)}\n`);
}

function readArguments(args: string[]): { conversationId: string; file: string | null } {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { save: { type: "string" } } });
  const [conversationId, ...rest] = positionals;
  if (conversationId === undefined || rest.length > 0) throw new ProblemError(USAGE);
  return { conversationId, file: values.save ?? null };
}

runProgram(main);
