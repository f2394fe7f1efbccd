import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});

afterAll(() => app.stop());

const CONFIG = { runtime: { model: "simulated/assistant", prompt: { type: "fixed", text: "Answer." } } };

describe("a request of the wrong shape", () => {
  it.each([
    ["a query of the wrong type", "GET", "/conversations?livemode=yes", undefined, "invalid_field", "livemode"],
    ["a parameter given twice", "GET", "/conversations?cursor=a&cursor=b", undefined, "invalid_field", "cursor"],
    ["a time that does not exist", "GET", "/conversations?created_at_gte=tomorrow", undefined, "invalid_field"],
    ["an empty body", "POST", "/conversations", null, "missing_field", ""],
    ["a missing field", "POST", "/conversations", { agent_id: "x" }, "missing_field", "channel"],
    [
      "a wrong type far inside",
      "POST",
      "/conversational_agents",
      deepFault(),
      "invalid_field",
      "config.personas[0].name",
    ],
    ["a NUL in an id", "GET", "/conversations/%00", undefined, "invalid_field"],
    ["a NUL in a filter", "GET", "/conversations?q=%00", undefined, "invalid_field"],
  ])("is answered with 400 that names the place: %s", async (_what, method, path, body, code, param?) => {
    const answer = await app.call(method, path, body);
    expect(answer).toMatchObject({ status: 400, body: { error: { type: "invalid_request", code } } });
    if (param !== undefined) expect(answer.body["error"].param).toBe(param);
  });

  it.each([
    ["an id that is far too long", `/conversations/${"a".repeat(500)}`],
    ["an address that is not UTF-8", "/conversations/%ff"],
    ["an id that climbs", "/conversations/..%2f..%2fetc"],
  ])("is answered with 404 in the API's own form: %s", async (_what, path) => {
    expect(await app.call("GET", path)).toMatchObject({ status: 404, body: { error: { code: "not_found" } } });
  });

  it("names every wrong place", async () => {
    const { body } = await app.call("POST", "/conversational_agents", { name: 1, description: 2, config: CONFIG });
    expect(body["error"].details.map(({ param }: { param: string }) => param)).toEqual(["name", "description"]);
  });
});

describe("characters that cannot be stored", () => {
  it("are replaced in what an agent is called and configured with", async () => {
    const made = await app.call("POST", "/conversational_agents", {
      name: "a\0b",
      description: "c\ud800",
      config: { ...CONFIG, note: "\0" },
    });
    expect(made.status).toBe(200);
    const changed = await app.call("PUT", `/conversational_agents/${made.body["id"]}`, { description: "d\0" });
    expect(changed.status).toBe(200);
    const { body } = await app.call("GET", `/conversational_agents/${made.body["id"]}`);
    expect(body).toMatchObject({ name: "a\ufffdb", description: "d\ufffd", config: { note: "\ufffd" } });
  });
});

function deepFault() {
  return { name: "A", description: "", config: { ...CONFIG, personas: [{ name: 7 }] } };
}
