import { describe, expect, it } from "vitest";
import type { HttpTool } from "../ports/tool.ts";
import { prepareRequest } from "./http-tool-request.ts";

function tool(changes: Partial<HttpTool> = {}): HttpTool {
  return {
    name: "move_booking",
    description: "Moves a booking.",
    method: "POST",
    url: "https://api.example.com/bookings",
    input_schema: { type: "object" },
    ...changes,
  };
}

function requestOf(changes: Partial<HttpTool>, args: unknown): { url: string; body?: string; headers: object } {
  const prepared = prepareRequest(tool(changes), args);
  if (!prepared.ok) throw new Error(prepared.problem);
  return prepared.request;
}

function problemOf(changes: Partial<HttpTool>, args: unknown): string {
  const prepared = prepareRequest(tool(changes), args);
  return prepared.ok ? "" : prepared.problem;
}

describe("prepareRequest", () => {
  it.each<[HttpTool["method"], string, object, string, string | undefined]>([
    ["POST", "/bookings", { a: 1, b: null }, "/bookings", '{"a":1,"b":null}'],
    ["PUT", "/bookings/{id}", { id: 7, a: "x" }, "/bookings/7", '{"a":"x"}'],
    ["PATCH", "/bookings/{id}", { id: "a/b c?d#é" }, "/bookings/a%2Fb%20c%3Fd%23%C3%A9", "{}"],
    ["POST", "/bookings?v=2", { v: 3 }, "/bookings?v=2", '{"v":3}'],
    ["GET", "/slots", {}, "/slots", undefined],
    ["GET", "/slots", { date: "2025-07-01", q: "a&b=c" }, "/slots?date=2025-07-01&q=a%26b%3Dc", undefined],
    ["GET", "/slots", { n: 1.5, yes: true, none: null }, "/slots?n=1.5&yes=true", undefined],
    [
      "GET",
      "/slots",
      { tags: ["a", "b"], o: { x: 1 } },
      "/slots?tags=%5B%22a%22%2C%22b%22%5D&o=%7B%22x%22%3A1%7D",
      undefined,
    ],
    ["GET", "/slots?shop=1", { shop: 2, day: 3 }, "/slots?shop=1&day=3", undefined],
    ["GET", "/shops/{shop}/slots?at={day}", { shop: "x", day: "1&2" }, "/shops/x/slots?at=1%262", undefined],
    ["DELETE", "/bookings/{id}", { id: "b1", why: "ill" }, "/bookings/b1?why=ill", undefined],
    ["GET", "/a/{x}", { x: "\ud800" }, "/a/%EF%BF%BD", undefined],
    ["GET", "/a/{x}", { x: "..." }, "/a/...", undefined],
    ["GET", "", { x: 1 }, "/?x=1", undefined],
  ])("%s %s with %j", (...[method, path, args, expectedPath, body]) => {
    const request = requestOf({ method, url: `https://api.example.com${path}` }, args);
    expect(request.url).toBe(`https://api.example.com${expectedPath}`);
    expect(request.body).toBe(body);
  });

  it("sends the tool's own headers, but none that is the signature's or the connection's", () => {
    const headers = { Authorization: "Bearer x", Host: "evil", "X-Signature": "0", "Content-Length": "1" };
    expect(requestOf({ headers }, {}).headers).toEqual({
      accept: "application/json",
      authorization: "Bearer x",
      "content-type": "application/json",
    });
  });

  it.each<[string, Partial<HttpTool>, unknown, string]>([
    [
      "arguments that do not fit the schema",
      {
        input_schema: { type: "object", required: ["date"], properties: { time: { type: "string", format: "time" } } },
      },
      { time: "noon" },
      'The arguments of move_booking do not fit, so nothing was sent. "date" is missing. "time" must be a time written HH:MM, from 00:00 to 23:59. Correct them and call it again.',
    ],
    ["arguments that are no object", { input_schema: {} }, ["x"], "must be a JSON object"],
    [
      "arguments nested by the thousand",
      {},
      JSON.parse(`{"a":${"[".repeat(5_000)}${"]".repeat(5_000)}}`),
      "nested too deeply",
    ],
    ["a schema that is none", { input_schema: { type: "objekt" } }, {}, "cannot be used because it is set up wrongly"],
    ["no argument for the address", { url: "https://a.example/{id}" }, {}, '"id" is part of its address'],
    ["an inherited argument for the address", { url: "https://a.example/{toString}" }, {}, "is part of its address"],
    ["an empty argument for the address", { url: "https://a.example/{id}" }, { id: "" }, "not empty"],
    ["a list for the address", { url: "https://a.example/{id}" }, { id: ["x"] }, "must be text or a number"],
    ["an argument that climbs", { url: "https://a.example/u/{id}/x" }, { id: ".." }, 'must not be "." or ".."'],
    ["an argument that stays", { url: "https://a.example/u/{id}" }, { id: "." }, 'must not be "." or ".."'],
    [
      "two arguments that climb together",
      { url: "https://a.example/{a}{b}" },
      { a: ".", b: "." },
      'must not be "." or ".."',
    ],
    ["a placeholder for the host", { url: "https://{host}/x" }, { host: "evil.example" }, "set up wrongly"],
    ["a placeholder that goes on the host", { url: "https://a.example{x}" }, { x: ".evil.example" }, "set up wrongly"],
    ["a placeholder for the port", { url: "https://a.example:{p}/" }, { p: 22 }, "set up wrongly"],
    ["another scheme", { url: "file:///etc/passwd" }, {}, "set up wrongly"],
  ])("refuses %s", (...[, changes, args, problem]) => {
    expect(problemOf(changes, args)).toContain(problem);
  });
});
