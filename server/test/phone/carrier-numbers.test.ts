import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateKeyPairSync } from "node:crypto";
import { TWILIO_ACCOUNT } from "../messages/twilio-server.ts";
import { type DescribedApp, startDescribedApp } from "../http/described-app.ts";
import { type ScriptedRest, startScriptedRest } from "./scripted-rest.ts";

const TWILIO_NUMBERS = `/2010-04-01/Accounts/${TWILIO_ACCOUNT.sid}/IncomingPhoneNumbers`;
const { publicKey } = generateKeyPairSync("ed25519");
let twilio: ScriptedRest;
let telnyx: ScriptedRest;
let app: DescribedApp;

beforeAll(async () => {
  twilio = await startScriptedRest(({ headers }) => headers.authorization?.startsWith("Basic ") === true);
  telnyx = await startScriptedRest(({ headers }) => headers.authorization === "Bearer KEY");
  app = await startDescribedApp({
    TWILIO_ACCOUNT_SID: TWILIO_ACCOUNT.sid,
    TWILIO_AUTH_TOKEN: TWILIO_ACCOUNT.token,
    TWILIO_BASE_URL: twilio.url,
    OPERATOR_TELNYX_API_KEY: "KEY",
    OPERATOR_TELNYX_PUBLIC_KEY: publicKey.export({ format: "der", type: "spki" }).subarray(12).toString("base64"),
    OPERATOR_TELNYX_CONNECTION_ID: "1234567890",
    OPERATOR_TELNYX_BASE_URL: telnyx.url,
    OPERATOR_QUICKSTART: "false",
  });
});

afterAll(async () => {
  await app.stop();
  await twilio.close();
  await telnyx.close();
  twilio.assertDone();
  telnyx.assertDone();
});

const listed = (numbers: readonly object[]) => ({ status: 200, body: { incoming_phone_numbers: numbers } });
const ofTwilio = (number: string, voice_url = "") => ({
  sid: `PN${number.slice(1)}`,
  phone_number: number,
  friendly_name: number,
  voice_url,
});

describe("the numbers of a Twilio account", () => {
  it("are listed, with those that were added and those whose calls come here", async () => {
    const added = await app.call("POST", "/phone_numbers", { number: "+14155550201" });
    const here = `${app.url}/carriers/twilio/calls`;
    const main = { ...ofTwilio("+14155550202", here), friendly_name: "Main line" };
    twilio.expects(`GET ${TWILIO_NUMBERS}.json?PageSize=1000`, listed([ofTwilio("+14155550201"), main]));
    const { status, body } = await app.call("GET", "/phone_numbers/available?carrier=twilio");
    expect(status).toBe(200);
    expect(body["data"]).toEqual([
      {
        number: "+14155550201",
        name: null,
        carrier: "twilio",
        is_configured: false,
        phone_number_id: added.body["id"],
      },
      { number: "+14155550202", name: "Main line", carrier: "twilio", is_configured: true, phone_number_id: null },
    ]);
  });

  it("are told where to bring calls and messages when they are added, or later", async () => {
    const number = "+14155550203";
    const query = `GET ${TWILIO_NUMBERS}.json?PhoneNumber=%2B14155550203&PageSize=1`;
    const change = `POST ${TWILIO_NUMBERS}/PN14155550203.json`;
    for (let time = 0; time < 2; time++) {
      twilio.expects(query, listed([ofTwilio(number)]));
      twilio.expects(change, { status: 200, body: {} });
    }
    const added = await app.call("POST", "/phone_numbers", { number, configure_carrier: true });
    expect(added.status).toBe(200);
    expect(Object.fromEntries(new URLSearchParams((await twilio.got(change)).body))).toEqual({
      VoiceUrl: `${app.url}/carriers/twilio/calls`,
      VoiceMethod: "POST",
      StatusCallback: `${app.url}/carriers/twilio/call-status`,
      StatusCallbackMethod: "POST",
      SmsUrl: `${app.url}/carriers/twilio/messages`,
      SmsMethod: "POST",
    });
    const path = `/phone_numbers/${added.body["id"] as string}`;
    expect((await app.call("PATCH", path, { configure_carrier: true })).status).toBe(200);
  });

  it.each([
    ["does not have it", listed([]), 400, "unknown_reference"],
    ["refuses", { status: 403, body: { code: 20003, message: `Not ${TWILIO_ACCOUNT.token}` } }, 400, "unreachable"],
    ["breaks off", { breaks: true as const }, 400, "unreachable"],
    ["says something else", { status: 200, body: [] }, 400, "unreachable"],
  ])("are not added when the account %s", async (_what, answer, status, code) => {
    twilio.expects(/^GET .*PhoneNumber=%2B14155550204/, answer);
    const refused = await app.call("POST", "/phone_numbers", { number: "+14155550204", configure_carrier: true });
    expect(refused).toMatchObject({ status, body: { error: { code } } });
    expect(JSON.stringify(refused.body)).not.toContain(TWILIO_ACCOUNT.token);
    const numbers = (await app.call("GET", "/phone_numbers?limit=200")).body["data"] as { number: string }[];
    expect(numbers.map(({ number }) => number)).not.toContain("+14155550204");
  });
});

describe("the numbers of a Telnyx account", () => {
  const owned = {
    id: "1293384261075731499",
    phone_number: "+14155550301",
    connection_id: "999",
    customer_reference: "",
  };

  it("are listed", async () => {
    const second = { ...owned, phone_number: "+14155550302", connection_id: 1234567890, customer_reference: "Berlin" };
    telnyx.expects(/^GET \/v2\/phone_numbers\?page/, { status: 200, body: { data: [owned, second] } });
    const { body } = await app.call("GET", "/phone_numbers/available?carrier=telnyx");
    expect(body["data"]).toMatchObject([
      { number: "+14155550301", name: null, is_configured: false },
      { number: "+14155550302", name: "Berlin", is_configured: true },
    ]);
  });

  it("are given to the application, and that the address of its events", async () => {
    telnyx.expects(/^GET \/v2\/phone_numbers\?filter/, { status: 200, body: { data: [owned] } });
    const application = "/v2/call_control_applications/1234567890";
    const known = { application_name: "Operator", webhook_event_url: "https://old.example" };
    telnyx.expects(`GET ${application}`, { status: 200, body: { data: known } });
    telnyx.expects(`PATCH ${application}`, { status: 200, body: {} });
    telnyx.expects(`PATCH /v2/phone_numbers/${owned.id}`, { status: 200, body: {} });
    const body = { number: "+14155550301", carrier: "telnyx", configure_carrier: true };
    expect(await app.call("POST", "/phone_numbers", body)).toMatchObject({ status: 200, body: { carrier: "telnyx" } });
    expect(JSON.parse((await telnyx.got(`PATCH ${application}`)).body)).toEqual({
      application_name: "Operator",
      webhook_event_url: `${app.url}/carriers/telnyx/calls`,
    });
    expect(JSON.parse((await telnyx.got(`PATCH /v2/phone_numbers/${owned.id}`)).body)).toEqual({
      connection_id: "1234567890",
    });
  });
});

describe("the numbers of a SIP trunk", () => {
  it("are nobody's to list or to set", async () => {
    const list = await app.call("GET", "/phone_numbers/available?carrier=sip");
    expect(list).toMatchObject({ status: 400, body: { error: { code: "invalid_field", param: "carrier" } } });
    const added = await app.call("POST", "/phone_numbers", {
      number: "+14155550401",
      carrier: "sip",
      configure_carrier: true,
    });
    expect(added).toMatchObject({ status: 400, body: { error: { param: "configure_carrier" } } });
  });
});
