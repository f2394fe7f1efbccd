import { startTestApp, type TestApp } from "./app.ts";
import {
  type FakeAnswer,
  type FakeModelRequest,
  type FakeModelServer,
  startFakeModelServer,
} from "./fake-model-server.ts";
import {
  type ScriptedNetworkOptions,
  type ScriptedPhoneNetwork,
  scriptedPhoneNetwork,
} from "./scripted-phone-network.ts";
import { scriptedSpeechCatalog } from "./scripted-speech-catalog.ts";
import { type ScriptedSpeechToText, scriptedSpeechToText } from "./scripted-speech-to-text.ts";
import { scriptedTextToSpeech } from "./scripted-text-to-speech.ts";

/** A number of ours, and somebody else's. */
export const OURS = "+14155550100";
export const THEIRS = "+14155550123";

/** The platform with a scripted telephone network, scripted ears and mouth, and a model that says what it is told. */
export interface PhoneApp extends TestApp {
  readonly network: ScriptedPhoneNetwork;
  readonly listener: ScriptedSpeechToText;
  /** What the model was asked, oldest first. */
  readonly requests: FakeModelRequest[];
  /** How the model answers. */
  behave: (request: FakeModelRequest) => Partial<FakeAnswer>;
  /** Makes a number of ours known; returns its id. */
  addNumber(number: string, more?: Record<string, unknown>): Promise<string>;
  /** Makes an agent of that model. */
  makePhoneAgent(config?: Record<string, unknown>, runtime?: Record<string, unknown>): Promise<string>;
  /** Orders a call; returns its conversation's id. */
  dial(agentId: string, more?: Record<string, unknown>, to?: string): Promise<string>;
  /** Shows a conversation. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
  show(id: string): Promise<Record<string, any>>;
  /** The payloads of the events of a conversation that is over, in their order. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
  log(id: string): Promise<Record<string, any>[]>;
}

/** Starts it, with those environment variables beside the usual ones. */
export async function startPhoneApp(
  script: ScriptedNetworkOptions = {},
  variables: Record<string, string> = {},
): Promise<PhoneApp> {
  const requests: FakeModelRequest[] = [];
  const behaviour: Pick<PhoneApp, "behave"> = { behave: () => ({ pieces: ["Good day."] }) };
  const model: FakeModelServer = await startFakeModelServer({
    answer: (request) => {
      requests.push(request);
      return { firstPieceAfter: 1, pieceEvery: 1, pieces: [], ...behaviour.behave(request) };
    },
  });
  const listener = scriptedSpeechToText();
  const speech = scriptedSpeechCatalog({
    listeners: [listener],
    speakers: [scriptedTextToSpeech({ perCharacter: 10 })],
  });
  const network = scriptedPhoneNetwork(script);
  const app = await startTestApp(
    {
      OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}`,
      OPERATOR_QUICKSTART: "false",
      OPERATOR_CALL_DRAIN_SEC: "0",
      ...variables,
    },
    { speech, phoneNetworks: [network], jobsEvery: 100 },
  );
  return Object.assign(behaviour, app, {
    network,
    listener,
    requests,
    ...ordersOf(app),
    log: (id: string) => payloadsOf(app, id),
    async stop() {
      await app.stop();
      await model.close();
    },
  });
}

/** What tests ask of it, in short. */
function ordersOf(app: TestApp): Pick<PhoneApp, "addNumber" | "makePhoneAgent" | "dial" | "show"> {
  return {
    async addNumber(number, more = {}) {
      const added = await app.call("POST", "/phone_numbers", { number, ...more });
      if (added.status !== 200) throw new Error(JSON.stringify(added.body));
      return added.body["id"] as string;
    },
    makePhoneAgent: (config = {}, runtime = {}) =>
      app.makeAgent("Answer the user.", { ...config, runtime: { model: "fake/main", speaks_first: true, ...runtime } }),
    async dial(agentId, more = {}, to = THEIRS) {
      const { channel, ...rest } = more;
      const phone = { type: "phone", callee_no: to, ...(channel as object) };
      return (await app.converse(agentId, { ...rest, channel: phone })).id;
    },
    show: async (id) => (await app.call("GET", `/conversations/${id}`)).body,
  };
}

async function payloadsOf(app: TestApp, id: string) {
  const { body } = await app.call("POST", `/conversations/${id}/token/refresh`);
  const token = body["token"] === undefined ? "" : `?token=${body["token"] as string}`;
  const headers = { authorization: `Bearer ${app.key}`, "operator-version": "2025-06-19" };
  const answer = await fetch(`${app.url}/conversations/${id}/events${token}`, token === "" ? { headers } : {});
  return (await answer.text())
    .split("\n")
    .filter((line) => line.startsWith("data:"))
    .map((line) => (JSON.parse(line.slice(5)) as { payload: Record<string, unknown> }).payload);
}
