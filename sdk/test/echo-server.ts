import {
  type FakeModelRequest,
  startFakeModelServer,
  textOfMessage,
} from "../../server/src/testing/fake-model-server.ts";
import { startServerProcess } from "../../server/src/testing/server-process.ts";
import { type Client, createClient } from "../src/client.ts";
import { freePort } from "./free-port.ts";

/** A server with an agent that says what it was told. */
export interface EchoServer {
  readonly host: string;
  readonly key: string;
  readonly client: Client;
  /** The agent's released version. */
  readonly agent: string;
  /** Kills the server and starts it again at the same address, on the same data. */
  restart(): Promise<void>;
  cleanUp(): Promise<void>;
}

/**
 * Starts a server of its own, which is reached at one address for as long as it lives. With a server of speech, as
 * `OPERATOR_SPEECH_SERVERS` names one, the agent speaks, and waits for the user as long as it may.
 */
export async function startEchoServer({ speech }: { speech?: string } = {}): Promise<EchoServer> {
  const model = await startFakeModelServer({ answer: echo });
  const environment = {
    PORT: String(await freePort()),
    OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}`,
    OPERATOR_QUICKSTART: "false",
    ...(speech === undefined ? {} : { OPERATOR_SPEECH_SERVERS: speech, OPERATOR_ALLOWED_ADDRESSES: "127.0.0.1/32" }),
  };
  const server = await startServerProcess({ environment }).catch(async (error: unknown) => {
    await model.close();
    throw error;
  });
  const host = server.url();
  const client = createClient({ host, key: server.apiKey });
  return {
    host,
    key: server.apiKey,
    client,
    agent: await createAgent(client),
    restart: async () => {
      await server.kill();
      await server.start();
    },
    cleanUp: async () => {
      await server.cleanUp();
      await model.close();
    },
  };
}

function echo({ messages }: FakeModelRequest) {
  const last = messages.findLast(({ role }) => role === "user");
  const said = last ? textOfMessage(last).replace(/^\[.*\]\n/, "") : "";
  return { firstPieceAfter: 2, pieceEvery: 2, pieces: ["You ", "said: ", ...said.split(/(?<= )/)] };
}

async function createAgent(client: Client): Promise<string> {
  const prompt = { type: "fixed", text: "Say what you are told." } as const;
  const { version_id } = await client.conversationalAgents.create({
    name: "Echo",
    description: "Says what it is told.",
    config: {
      runtime: { model: "fake/model", prompt, speaks_first: false },
      voice: { is_filler_enabled: false, silence: { nudge_after_sec: 600, end_after_sec: 3_600 } },
    },
  });
  await client.conversationalAgents.release(version_id);
  return version_id;
}
