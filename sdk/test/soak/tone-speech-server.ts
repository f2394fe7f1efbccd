import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { spokenTones } from "./letter-tones.ts";

/** A server that speaks in tones, with OpenAI's speech endpoint. */
export interface ToneSpeechServer {
  /** What names it to the platform, as `OPERATOR_SPEECH_SERVERS` has it. */
  readonly setting: string;
  close(): Promise<void>;
}

/** The rate of raw samples in OpenAI's dialect. */
const RATE_HZ = 24_000;

/** Starts it on a free port of the loopback. */
export async function startToneSpeechServer(): Promise<ToneSpeechServer> {
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    setting: `tones=http://127.0.0.1:${port}/v1?stt=ears&tts=tones&voices=marin`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request);
  if (request.url === "/v1/audio/speech") {
    const { input } = JSON.parse(body) as { input: string };
    response.writeHead(200, { "content-type": "audio/pcm" }).end(spokenTones(input, RATE_HZ));
    return;
  }
  // Nobody speaks to the agent in words, so that there is nothing to be understood.
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ text: "" }));
}
