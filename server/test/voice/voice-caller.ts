import { WebSocket } from "ws";
import type { TestApp } from "../../src/testing/app.ts";
import { openSessionClient, type SessionClient } from "../../src/testing/session-client.ts";

const RATE = 16_000;
const FRAME = RATE / 50;

/** Somebody who talks with an agent: sends audio in real time all the while, silence when they say nothing. */
export interface VoiceCaller extends SessionClient {
  conversationId: string;
  /** Says this; resolves when the last of it was sent. */
  say(samples: Int16Array): Promise<void>;
  /** How many ms of audio came; before the event at that place, where one is named. */
  heard(place?: number): number;
  /** Opens another socket of the same conversation. */
  comeBack(): VoiceCaller;
  /** Loses the line without a word. */
  drop(): void;
}

/** Creates a conversation by voice and begins it. */
export async function call(app: TestApp, agentId: string, more: Record<string, unknown> = {}): Promise<VoiceCaller> {
  const { id, channel } = await app.converse(agentId, { channel: { type: "voice_realtime" }, ...more });
  const caller = openCaller(`${channel.session_url}?token=${channel.token}`, id);
  caller.send({ type: "conversation.start" });
  await caller.next("conversation.started");
  return caller;
}

/** Opens a socket of a conversation by voice. `url` is its `session_url` with the token. */
export function openCaller(url: string, conversationId: string): VoiceCaller {
  const client = openSessionClient(url);
  const waiting: { samples: Int16Array; done(): void }[] = [];
  let offset = 0;
  const timer = setInterval(() => {
    const frame = new Int16Array(FRAME);
    const said = waiting[0];
    if (said) {
      frame.set(said.samples.subarray(offset, offset + FRAME));
      offset += FRAME;
      if (offset >= said.samples.length) {
        waiting.shift();
        offset = 0;
        said.done();
      }
    }
    if (client.socket.readyState === WebSocket.OPEN) client.socket.send(Buffer.from(frame.buffer));
  }, 20);
  client.socket.once("close", () => clearInterval(timer));
  return {
    ...client,
    conversationId,
    say: (samples) => new Promise((resolve) => waiting.push({ samples, done: resolve })),
    heard: (place = Number.POSITIVE_INFINITY) =>
      client.audio
        .filter(({ after }) => after <= place)
        .reduce((sum, { message }) => sum + (message.length / 2 / RATE) * 1000, 0),
    comeBack: () => openCaller(`${url}&last_event_id=${client.events.at(-1)?.id}`, conversationId),
    drop: () => client.socket.terminate(),
  };
}
