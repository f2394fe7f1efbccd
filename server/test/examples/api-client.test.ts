import { describe, expect, it } from "vitest";
import { readAccess, refusalOf, requestOf } from "../../../examples/api-client/api.ts";
import { knownPayload, readEvent } from "../../../examples/api-client/conversation-events.ts";
import { judgeAnswer, pauseAfter } from "../../../examples/api-client/reconnection.ts";
import { SseParser } from "../../../examples/api-client/sse.ts";

const parse = (pieces: readonly string[]) => {
  const parser = new SseParser();
  return pieces.flatMap((piece) => parser.push(piece));
};

describe("the examples' parser of Server-Sent Events", () => {
  it.each<[string, string, { id: string | null; data: string }[]]>([
    ["an event", "id: ev_1\ndata: a\n\n", [{ id: "ev_1", data: "a" }]],
    ["an event without an id", "data: a\n\n", [{ id: null, data: "a" }]],
    [
      "no id of the event before",
      "id: 1\ndata: a\n\ndata: b\n\n",
      [
        { id: "1", data: "a" },
        { id: null, data: "b" },
      ],
    ],
    ["data over several lines", "data: a\ndata:\ndata:  b\n\n", [{ id: null, data: "a\n\n b" }]],
    ["CRLF", "id: 1\r\ndata: a\r\n\r\n", [{ id: "1", data: "a" }]],
    ["CR", "id: 1\rdata: a\r\r", [{ id: "1", data: "a" }]],
    ["nothing in a comment", ": heartbeat\n\n", []],
    ["nothing without data", "id: 1\n\nevent: x\n\n", []],
    ["fields it does not know as nothing", "event: message\nretry: 5\nfoo\ndata: a\n\n", [{ id: null, data: "a" }]],
    ["a byte order mark as nothing", "\uFEFFdata: a\n\n", [{ id: null, data: "a" }]],
    [
      "colons and other letters in data",
      'data: {"text":"Grüße: 😀"}\n\n',
      [{ id: null, data: '{"text":"Grüße: 😀"}' }],
    ],
    ["nothing of an event whose end has not come", 'data: a\n\nid: 2\ndata: {"half', [{ id: null, data: "a" }]],
    ["nothing of an event that lacks its empty line", "data: a\n", []],
    ["no id with a NUL in it", "id: a\0b\ndata: a\n\n", [{ id: null, data: "a" }]],
  ])("reads %s", (_what, text, blocks) => {
    expect(parse([text])).toEqual(blocks);
    // Cut at every place, and into single characters, it is the same.
    for (let cut = 0; cut <= text.length; cut += 1)
      expect(parse([text.slice(0, cut), text.slice(cut)])).toEqual(blocks);
    expect(parse(text.split(""))).toEqual(blocks);
  });
});

describe("the answer to the request for a stream", () => {
  const STREAM = "text/event-stream; charset=utf-8";
  it.each([
    [200, STREAM, null, { type: "read" }],
    [200, "text/html", null, { type: "give_up", why: "the server answered with text/html instead of a stream" }],
    [200, null, null, { type: "give_up", why: "the server answered with something instead of a stream" }],
    [204, null, null, { type: "over" }],
    [400, null, null, { type: "give_up", why: "the server answered 400" }],
    [401, null, null, { type: "give_up", why: "the server answered 401" }],
    [404, STREAM, null, { type: "give_up", why: "the server answered 404" }],
    [408, null, null, { type: "come_back", why: "the server answered 408", afterSeconds: 0 }],
    [429, null, "7", { type: "come_back", why: "the server answered 429", afterSeconds: 7 }],
    [429, null, "99999", { type: "come_back", why: "the server answered 429", afterSeconds: 60 }],
    [
      503,
      null,
      "Fri, 21 Nov 2026 07:28:00 GMT",
      { type: "come_back", why: "the server answered 503", afterSeconds: 0 },
    ],
    [502, "text/html", null, { type: "come_back", why: "the server answered 502", afterSeconds: 0 }],
  ])("%i %s with Retry-After %s", (status, contentType, retryAfter, verdict) => {
    expect(judgeAnswer({ status, contentType, retryAfter })).toEqual(verdict);
  });

  it.each([
    [1, 0, 0, 125],
    [1, 0, 1, 250],
    [2, 0, 1, 500],
    [5, 0, 1, 4000],
    [10, 0, 1, 10_000],
    [10, 0, 0, 5000],
    [1, 7, 1, 7000],
    [11, 0, 1, null],
  ])("after failure %i, when %i s are wished for and chance says %d, is waited for %s ms", (...row) => {
    const [failures, afterSeconds, chance, pause] = row;
    expect(pauseAfter(failures, afterSeconds, chance)).toBe(pause);
  });
});

describe("the examples' access", () => {
  it.each([
    ["a key", { OPERATOR_API_KEY: "op_1" }, { host: "http://127.0.0.1:4000", credential: { key: "op_1" } }],
    [
      "a host with slashes at its end",
      { OPERATOR_HOST: "https://api.example.com//", OPERATOR_API_KEY: "op_1" },
      { host: "https://api.example.com", credential: { key: "op_1" } },
    ],
    [
      "a token before a key",
      { OPERATOR_TOKEN: "ot_1", OPERATOR_API_KEY: "op_1" },
      { host: "http://127.0.0.1:4000", credential: { token: "ot_1" } },
    ],
  ])("takes %s", (_what, variables, access) => {
    expect(readAccess(variables)).toEqual(access);
  });

  it.each([
    ["no key", {}, "OPERATOR_API_KEY"],
    ["an empty key", { OPERATOR_API_KEY: "" }, "OPERATOR_API_KEY"],
    ["a host that is no address", { OPERATOR_HOST: "api.example.com", OPERATOR_API_KEY: "op_1" }, "OPERATOR_HOST"],
    ["a host that is no web address", { OPERATOR_HOST: "ftp://a.example", OPERATOR_API_KEY: "op_1" }, "OPERATOR_HOST"],
  ])("refuses %s and names the variable", (_what, variables, name) => {
    expect(() => readAccess(variables)).toThrow(name);
  });

  it("puts a key into headers with the version, and a token into the address alone", () => {
    expect(requestOf({ host: "http://a.example", credential: { key: "op_1" } }, "/conversations?limit=1")).toEqual({
      url: "http://a.example/conversations?limit=1",
      headers: { authorization: "Bearer op_1", "operator-version": "2025-06-19" },
    });
    expect(requestOf({ host: "http://a.example", credential: { token: "ot_1&x" } }, "/conversations/c/events")).toEqual(
      {
        url: "http://a.example/conversations/c/events?token=ot_1%26x",
        headers: {},
      },
    );
  });

  it.each([
    ["the platform's words", '{"error":{"message":"No agent pa_1."}}', "No agent pa_1."],
    ["a page of something else", "<html>", "the server answered 502: <html>"],
    ["an error without words", '{"error":"no"}', 'the server answered 502: {"error":"no"}'],
    ["nothing", "", "the server answered 502: "],
  ])("tells a refusal by %s", (_what, text, message) => {
    expect(refusalOf(502, text)).toBe(message);
  });
});

describe("an event as it is read", () => {
  it.each([
    "",
    "null",
    "[]",
    "{}",
    '{"id":"ev_1"}',
    '{"id":1,"payload":{"type":"a"}}',
    '{"id":"ev_1","payload":{}}',
    "{",
  ])("is refused when it is %j", (data) => {
    expect(() => readEvent(data)).toThrow("not an event");
  });

  it.each([
    ["conversation.started", true],
    ["agent.turn.metrics", false],
    ["constructor", false],
  ])("of the type %s is known: %s", (type, isKnown) => {
    const event = readEvent(JSON.stringify({ id: "ev_1", payload: { type } }));
    expect(knownPayload(event) !== null).toBe(isKnown);
  });
});
