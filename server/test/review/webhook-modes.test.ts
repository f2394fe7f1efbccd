import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp, VERSION_HEADER } from "../../src/testing/app.ts";

let app: TestApp;
let liveKey: Record<string, string>;
let testKey: Record<string, string>;

beforeAll(async () => {
  app = await startTestApp();
  const { body } = await app.call("POST", "/api_keys", { name: "Test", livemode: false });
  liveKey = { authorization: `Bearer ${app.key}`, ...VERSION_HEADER };
  testKey = { authorization: `Bearer ${String(body["secret"])}`, ...VERSION_HEADER };
});

afterAll(() => app.stop());

describe("a webhook endpoint that does not say of which conversations it is told", () => {
  const settings = { url: "https://example.com/hooks" };

  it.each([
    ["of live and test ones when a live key made it", () => liveKey, null],
    ["of test ones alone when a test key made it", () => testKey, false],
  ])("is told %s, also after it was replaced", async (_case, key, livemode) => {
    const { body: made } = await app.call("POST", "/webhook_endpoints", settings, key());
    expect(made).toMatchObject({ livemode });
    const { body: replaced } = await app.call("PUT", `/webhook_endpoints/${made["id"]}`, settings, key());
    expect(replaced).toMatchObject({ livemode });
  });
});
