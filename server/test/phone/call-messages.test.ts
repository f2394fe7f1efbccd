import { afterAll, beforeAll, expect, it } from "vitest";
import { OURS, type PhoneApp, startPhoneApp, THEIRS } from "../../src/testing/phone-app.ts";
import { startTwilioServer, TWILIO_ACCOUNT, type TwilioServer } from "../messages/twilio-server.ts";

let app: PhoneApp;
let carrier: TwilioServer;

beforeAll(async () => {
  carrier = await startTwilioServer();
  const account = {
    TWILIO_ACCOUNT_SID: TWILIO_ACCOUNT.sid,
    TWILIO_AUTH_TOKEN: TWILIO_ACCOUNT.token,
    TWILIO_BASE_URL: carrier.url,
  };
  app = await startPhoneApp({ party: () => ({ does: "answer" }) }, account);
  await app.addNumber(OURS, { is_default: true });
});

afterAll(async () => {
  await app.stop();
  await carrier.close();
  expect(carrier.problems).toEqual([]);
});

it("a text message is sent to the caller while the call goes on, from the number that they talk with", async () => {
  app.behave = ({ messages }) => {
    if (messages.some(({ role }) => role === "tool")) return { pieces: ["I have sent it to you."] };
    const toolCalls = [{ name: "send_sms", arguments: JSON.stringify({ text: "Your code is 42." }) }];
    return { pieces: ["One moment."], toolCalls };
  };
  const agentId = await app.makePhoneAgent({ tool: { tools: [{ ns: "syscall", name: "send_sms" }] } });
  const id = await app.dial(agentId);
  await expect
    .poll(() => carrier.taken, { timeout: 30_000 })
    .toMatchObject([{ from: OURS, to: THEIRS, body: "Your code is 42." }]);
  const asked = () => app.requests.filter(({ messages }) => messages.some(({ role }) => role === "tool"));
  await expect.poll(() => asked().length, { timeout: 30_000 }).toBeGreaterThan(0);
  expect(await app.show(id)).toMatchObject({ status: "in-progress" });
  const { body } = await app.call("GET", "/messages?direction=outbound");
  expect(body["data"]).toMatchObject([{ conversation_id: id, to: THEIRS, from: OURS }]);
  app.network.calls[0]?.hangUpThere();
  await expect.poll(async () => (await app.show(id))["status"], { timeout: 30_000 }).toBe("completed");
  const returned = (await app.log(id)).filter(({ type }) => type === "agent.tool_call.returned");
  expect(returned).toMatchObject([{ outcome: "succeeded" }]);
});
