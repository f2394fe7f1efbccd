import { describe, expect, it } from "vitest";
import type { RequestMapping, RequestParameter } from "../domain/tool-request.ts";
import type { HttpTool } from "../ports/tool.ts";
import { prepareRequest } from "./http-tool-request.ts";

const query = (argument: string, more: Partial<RequestParameter> = {}): RequestParameter => ({
  argument,
  in: "query",
  name: argument,
  style: "form",
  explode: true,
  ...more,
});
const path = (argument: string, more: Partial<RequestParameter> = {}) =>
  query(argument, { in: "path", style: "simple", explode: false, ...more });
const header = (argument: string, name: string, more: Partial<RequestParameter> = {}) =>
  path(argument, { in: "header", name, ...more });

interface Case {
  method?: HttpTool["method"];
  url?: string;
  headers?: Record<string, string>;
  parameters?: RequestParameter[];
  body?: RequestMapping["body"];
}

function prepare({ parameters = [], body = null, ...tool }: Case, args: object) {
  return prepareRequest(
    {
      name: "move_booking",
      description: "Moves a booking.",
      method: "POST",
      url: "https://a.example/x",
      input_schema: { type: "object" },
      request: { parameters, body },
      ...tool,
    },
    args,
  );
}

function requestOf(tool: Case, args: object) {
  const prepared = prepare(tool, args);
  if (!prepared.ok) throw new Error(prepared.problem);
  return prepared.request;
}

describe("a mapped request", () => {
  it.each<[string, Case, object, string]>([
    ["a query on a POST", { parameters: [query("q")] }, { q: "a b" }, "/x?q=a%20b"],
    ["another name than the argument's", { parameters: [query("q", { name: "$filter" })] }, { q: 1 }, "/x?%24filter=1"],
    ["nothing for what is null or absent", { parameters: [query("q"), query("r")] }, { q: null }, "/x"],
    ["nothing inherited", { parameters: [query("toString")] }, {}, "/x"],
    [
      "several in their order",
      { parameters: [query("b"), query("a", { explode: false })] },
      { a: [1, 2], b: true },
      "/x?b=true&a=1,2",
    ],
    [
      "one argument in two places",
      { url: "https://a.example/{id}", parameters: [path("id"), query("id", { name: "copy" })] },
      { id: 7 },
      "/7?copy=7",
    ],
    [
      "a path of a list",
      { url: "https://a.example/{id}/y", parameters: [path("id")] },
      { id: ["a,b", "c/d"] },
      "/a%2Cb,c%2Fd/y",
    ],
    [
      "a path of an object",
      { url: "https://a.example/{id}", parameters: [path("id", { explode: true })] },
      { id: { a: 1, b: "x y" } },
      "/a=1,b=x%20y",
    ],
    [
      "a path that is named differently",
      { url: "https://a.example/{ID}", parameters: [path("id", { name: "ID" })] },
      { id: "ü" },
      "/%C3%BC",
    ],
    [
      "what the address fixes, and no other of that name",
      { url: "https://a.example/x?v=2&e=", parameters: [query("v"), query("o")] },
      { v: 3, o: { v: 4, w: 5 } },
      "/x?v=2&e=&w=5",
    ],
    [
      "the address as it was written",
      { url: "https://a.example/x?a=%2C,b", parameters: [query("q")] },
      { q: 1 },
      "/x?a=%2C,b&q=1",
    ],
    ["an empty query", { url: "https://a.example/x?", parameters: [query("q")] }, { q: 1 }, "/x?q=1"],
  ])("has %s", (_what, tool, args, expected) => {
    expect(requestOf(tool, args).url).toBe(`https://a.example${expected}`);
  });

  it.each<[string, Case, object, Record<string, string>]>([
    ["a text", { parameters: [header("shop", "X-Shop")] }, { shop: "Main Street" }, { "x-shop": "Main Street" }],
    ["a list", { parameters: [header("ids", "X-Ids")] }, { ids: [1, 2] }, { "x-ids": "1,2" }],
    ["an object", { parameters: [header("o", "X-O", { explode: true })] }, { o: { a: 1 } }, { "x-o": "a=1" }],
    [
      "no line that the argument begins",
      { parameters: [header("a", "X-A")] },
      { a: "x\r\nX-Evil: 1\0" },
      { "x-a": "x X-Evil: 1" },
    ],
    ["its UTF-8 bytes beyond ASCII", { parameters: [header("a", "X-A")] }, { a: "Zoë" }, { "x-a": "ZoÃ«" }],
    ["nothing for null", { parameters: [header("a", "X-A")] }, { a: null }, {}],
    [
      "the tool's own value",
      { headers: { "x-a": "own" }, parameters: [header("a", "X-A")] },
      { a: "x" },
      { "x-a": "own" },
    ],
    ["none that is reserved", { headers: { Host: "evil" } }, {}, {}],
  ])("has in its headers %s", (_what, tool, args, headers) => {
    expect(requestOf(tool, args).headers).toEqual({ accept: "application/json", ...headers });
  });

  const form = { type: "form", argument: null } as const;
  it.each<[string, Case, object, string | undefined, string | undefined]>([
    [
      "the arguments that are no parameter",
      { parameters: [query("q")], body: { type: "json", argument: null } },
      { q: 1, a: { b: null } },
      "application/json",
      '{"a":{"b":null}}',
    ],
    ["an empty object", { body: { type: "json", argument: null } }, {}, "application/json", "{}"],
    [
      "one argument as the whole",
      { body: { type: "json", argument: "rows" } },
      { rows: [1, { a: 2 }], other: 1 },
      "application/json",
      '[1,{"a":2}]',
    ],
    ["a text as the whole", { body: { type: "json", argument: "text" } }, { text: "a" }, "application/json", '"a"'],
    ["nothing when the whole is absent", { body: { type: "json", argument: "rows" } }, {}, undefined, undefined],
    [
      "nothing when the whole is null",
      { body: { type: "json", argument: "rows" } },
      { rows: null },
      undefined,
      undefined,
    ],
    ["nothing when there is to be none", { parameters: [query("q")] }, { q: 1, a: 2 }, undefined, undefined],
    ["a form", { body: form }, { a: "x y&z", b: 1, c: null }, "application/x-www-form-urlencoded", "a=x%20y%26z&b=1"],
    [
      "a form with nested values in brackets",
      { body: form },
      { items: [{ price: 3, tags: ["a", "b"] }, { price: 4 }], empty: [] },
      "application/x-www-form-urlencoded",
      "items%5B0%5D%5Bprice%5D=3&items%5B0%5D%5Btags%5D%5B0%5D=a&items%5B0%5D%5Btags%5D%5B1%5D=b&items%5B1%5D%5Bprice%5D=4",
    ],
    [
      "a form of one argument",
      { body: { type: "form", argument: "f" } },
      { f: { a: 1 } },
      "application/x-www-form-urlencoded",
      "a=1",
    ],
    ["an empty form", { body: form }, {}, "application/x-www-form-urlencoded", ""],
    [
      "a type of the tool's own",
      { headers: { "Content-Type": "application/vnd.api+json" }, body: { type: "json", argument: null } },
      {},
      "application/vnd.api+json",
      "{}",
    ],
  ])("has as its body %s", (...[, tool, args, type, body]) => {
    const request = requestOf(tool, args);
    expect(request.headers["content-type"]).toBe(type);
    expect(request.body).toBe(body);
  });

  it.each<[string, Case, object, string]>([
    [
      "no value for its path",
      { url: "https://a.example/{id}", parameters: [path("id")] },
      {},
      '"id" is part of its address',
    ],
    [
      "an empty path",
      { url: "https://a.example/{id}", parameters: [path("id")] },
      { id: "" },
      '"id" is part of its address',
    ],
    ["an empty list in its path", { url: "https://a.example/{id}", parameters: [path("id")] }, { id: [] }, "not empty"],
    [
      "a path that climbs",
      { url: "https://a.example/a/{id}", parameters: [path("id")] },
      { id: ".." },
      'must not be "." or ".."',
    ],
    ["a form that is no object", { body: { type: "form", argument: "f" } }, { f: [1] }, '"f" must be an object'],
  ])("is not made of %s", (_what, tool, args, problem) => {
    const prepared = prepare(tool, args);
    expect(prepared.ok ? "" : prepared.problem).toContain(problem);
  });
});
