import { addSentMessage, applyEvent, EMPTY_TRANSCRIPT, type ServerEvent, type Transcript } from "@operator/sdk";
import type { Command } from "commander";
import { completesIds } from "../completion/ids.ts";
import type { CliContext } from "../context.ts";
import { Printer } from "../talk/printer.ts";
import { eventLine } from "./event-line.ts";
import { readStream } from "./read-stream.ts";

interface ReadingOptions {
  follow?: boolean;
  deltas?: boolean;
  after?: string;
}

/** Adds what reads a conversation: its events, its transcript, and the sending of a message to an async chat. */
export function addConversationReading(parent: Command, context: CliContext): void {
  const events = parent
    .command("events")
    .description("Shows a conversation's events: those there are, or all until its end with --follow.")
    .argument("<id>")
    .option("-f, --follow", "Stays, and shows what happens, until the conversation has ended.")
    .option("--deltas", "Shows the pieces of messages, too.")
    .option("--after <event>", "Only what came after this event, ev_…")
    .action((id: string, options: ReadingOptions) => showEvents(id, options, context));
  const transcript = parent
    .command("transcript")
    .description("Shows what was said in a conversation.")
    .argument("<id>")
    .option("-f, --follow", "Stays until the conversation has ended.")
    .action((id: string, options: ReadingOptions) => showTranscript(id, options, context));
  const send = parent
    .command("send")
    .description("Sends a message to an async chat, and shows the answer.")
    .argument("<id>")
    .argument("<text>", "The message.")
    .action((id: string, text: string) => sendMessage(id, text, context));
  for (const command of [events, transcript, send]) completesIds(command, "conversations");
}

function eventsOf(id: string, { follow, after }: ReadingOptions, context: CliContext): AsyncIterable<ServerEvent> {
  const { conversations } = context.client();
  const from = after === undefined ? {} : { lastEventId: after };
  return readStream((signal) => conversations.events(id, { ...from, signal }), {
    isFollowing: follow === true,
    signal: context.signal,
  });
}

async function showEvents(id: string, options: ReadingOptions, context: CliContext): Promise<void> {
  for await (const event of eventsOf(id, options, context)) {
    if (options.deltas !== true && event.payload.type.endsWith(".delta")) continue;
    if (context.isJson) context.out.jsonLine(event);
    else context.out.line(eventLine(event));
  }
}

async function showTranscript(id: string, options: ReadingOptions, context: CliContext): Promise<void> {
  await printTranscript(eventsOf(id, options, context), context);
}

async function sendMessage(id: string, text: string, context: CliContext): Promise<void> {
  const message = { payload: { type: "user.message.send", text } } as const;
  const events = context.client().conversations.session(id, message, { signal: context.signal });
  const sent = addSentMessage(EMPTY_TRANSCRIPT, { id: "sent", text, at: new Date().toISOString() });
  await printTranscript(events, context, sent);
}

/** Prints what events tell: word by word for people, for programs what it came to. */
async function printTranscript(
  events: AsyncIterable<ServerEvent>,
  { isJson, out }: CliContext,
  from: Transcript = EMPTY_TRANSCRIPT,
): Promise<void> {
  const printer = new Printer({ write: (text) => out.write(text), agentName: "agent", echoesUser: true });
  let transcript = from;
  for await (const event of events) {
    transcript = applyEvent(transcript, event);
    if (!isJson) printer.show(transcript);
  }
  if (isJson) out.json(transcript.entries);
  else printer.endLine();
}
