import twilio from "twilio";
import { expect } from "vitest";
import type { Seams } from "../../src/start/started.ts";
import { startDescribedApp } from "../http/described-app.ts";
import {
  type FakeAnswer,
  type FakeModelRequest,
  startFakeModelServer,
  textOfMessage,
} from "../../src/testing/fake-model-server.ts";
import { startTwilioServer, type TakenMessage, TWILIO_ACCOUNT, type TwilioServer } from "./twilio-server.ts";

/** The number of ours, and a person's. */
export const OURS = "+14155550100";
export const THEIRS = "+14155550123";

/** What the model of a world answers: its words, or calls. */
export type Say = (heard: string, request: FakeModelRequest) => Partial<FakeAnswer> | string;

/** What the person said since the agent spoke last, line by line. */
export function heardBy({ messages }: FakeModelRequest): string {
  const last = messages.findLastIndex(({ role }) => role === "assistant");
  const heard = messages.slice(last + 1).filter(({ role }) => role === "user");
  return heard.map(textOfMessage).join("\n");
}

/** Makes a model server whose model answers as `say` says. */
export function startModel(say: Say) {
  return startFakeModelServer({
    answer: (request) => {
      const said = say(heardBy(request), request);
      const answer = typeof said === "string" ? { pieces: [said] } : said;
      return { firstPieceAfter: 0, pieceEvery: 0, pieces: [], ...answer };
    },
  });
}

/** The variables with which a platform uses the fakes. */
export function variablesOf(carrier: TwilioServer, model: { baseUrl: string }): Record<string, string> {
  return {
    TWILIO_ACCOUNT_SID: TWILIO_ACCOUNT.sid,
    TWILIO_AUTH_TOKEN: TWILIO_ACCOUNT.token,
    TWILIO_BASE_URL: carrier.url,
    OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}`,
    OPERATOR_QUICKSTART: "false",
    OPERATOR_SUMMARIES: "false",
  };
}

/** The configuration of an agent that answers by text message through the fake model. */
export const SMS_AGENT = {
  runtime: { model: "fake/model" },
  tool: { tools: [{ ns: "syscall", name: "end_conversation" }] },
  channel: { quiet_time_ms: 0 },
};

/** A platform with a carrier, a model and an agent that answers at a number. */
export type SmsWorld = Awaited<ReturnType<typeof startSmsWorld>>;

/** Starts a platform whose agent answers text messages as `say` says. */
export async function startSmsWorld(say: Say, options: { variables?: Record<string, string>; seams?: Seams } = {}) {
  const carrier = await startTwilioServer();
  const model = await startModel(say);
  const app = await startDescribedApp({ ...variablesOf(carrier, model), ...options.variables }, options.seams);
  const agentId = await app.makeAgent("You answer text messages.", SMS_AGENT);
  const number = await app.call("POST", "/phone_numbers", { number: OURS, agent_id: agentId, is_default: true });
  expect(number.status).toBe(200);
  return {
    app,
    carrier,
    model,
    agentId,
    numberId: number.body["id"] as string,
    receive: (message: Inbound) => postAsTwilio(`${app.url}/carriers/twilio/messages`, messageForm(message)),
    report: ({ statusCallback, sid }: TakenMessage, status: string, more: Record<string, string> = {}) =>
      postAsTwilio(statusCallback, { MessageSid: sid, MessageStatus: status, ...more }),
    async messages(query = ""): Promise<Record<string, unknown>[]> {
      return (await app.call("GET", `/messages?limit=200&${query}`)).body["data"];
    },
    async stop() {
      await app.stop();
      await model.close();
      await carrier.close();
      expect(carrier.problems).toEqual([]);
      expect(carrier.script).toEqual([]);
    },
  };
}

/** A message that a person sends. */
export interface Inbound {
  sid: string;
  body: string;
  from?: string;
  to?: string;
  more?: Record<string, string>;
}

/** Writes a person's message as Twilio posts it. */
export function messageForm({ sid, body, from = THEIRS, to = OURS, more = {} }: Inbound): Record<string, string> {
  return { MessageSid: sid, AccountSid: TWILIO_ACCOUNT.sid, From: from, To: to, Body: body, NumMedia: "0", ...more };
}

/** Posts a form as Twilio does, signed. */
export async function postAsTwilio(url: string, form: Record<string, string>, token = TWILIO_ACCOUNT.token) {
  const signature = twilio.getExpectedTwilioSignature(token, url, form);
  const answer = await fetch(url, {
    method: "POST",
    headers: { "x-twilio-signature": signature, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form).toString(),
  });
  return { status: answer.status, type: answer.headers.get("content-type"), text: await answer.text() };
}
