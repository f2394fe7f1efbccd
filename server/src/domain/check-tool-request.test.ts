import { expect, it } from "vitest";
import { requestProblems, type RequestSurroundings } from "./check-tool-request.ts";
import type { RequestMapping, RequestParameter } from "./tool-request.ts";

const AROUND: RequestSurroundings = {
  method: "POST",
  placeholders: ["id"],
  properties: new Set(["id", "day", "note"]),
  headers: new Set(["authorization"]),
};
const ID: RequestParameter = { argument: "id", in: "path", name: "id", style: "simple", explode: false };
const DAY: RequestParameter = { argument: "day", in: "query", name: "day", style: "form", explode: true };
const header = (name: string): RequestParameter => ({ ...ID, in: "header", argument: "day", name });
const JSON_BODY = { type: "json", argument: null } as const;

function problemsOf(mapping: Partial<RequestMapping>, around: Partial<RequestSurroundings> = {}): string[] {
  const found = requestProblems({ parameters: [ID], body: JSON_BODY, ...mapping }, { ...AROUND, ...around });
  return found.map(({ place, message }) => `${place}: ${message}`);
}

it.each<[string, Partial<RequestMapping>, Partial<RequestSurroundings>]>([
  ["parameters and the rest as the body", { parameters: [ID, DAY] }, {}],
  ["one argument as the whole body", { parameters: [ID, DAY], body: { type: "form", argument: "note" } }, {}],
  [
    "no body, when every argument goes elsewhere",
    { parameters: [ID, DAY, { ...DAY, argument: "note", name: "n" }], body: null },
    {},
  ],
  ["a field of its form", { parameters: [ID, { ...DAY, in: "form" }], body: { type: "form", argument: null } }, {}],
  ["an argument that goes to two places", { parameters: [ID, DAY, header("X-Day")] }, {}],
  [
    "a GET without a body",
    { parameters: [ID, DAY], body: null },
    { method: "GET", properties: new Set(["id", "day"]) },
  ],
])("a mapping may have %s", (_what, mapping, around) => {
  expect(problemsOf(mapping, around)).toEqual([]);
});

it.each<[string, Partial<RequestMapping>, Partial<RequestSurroundings>, string]>([
  [
    "a placeholder without a parameter",
    { parameters: [DAY] },
    {},
    'parameters: The URL has {id}, but no parameter with "in": "path" has that name.',
  ],
  [
    "a path parameter without a placeholder",
    { parameters: [ID, { ...ID, name: "x" }] },
    {},
    "parameters[1].name: The URL has no placeholder {x} for this parameter.",
  ],
  [
    "an argument that the schema does not know",
    { parameters: [ID, { ...DAY, argument: "hour" }] },
    {},
    'parameters[1].argument: "hour" is no property of the input schema.',
  ],
  [
    "a style that does not fit a path",
    { parameters: [{ ...ID, style: "form" }] },
    {},
    "parameters[0].style: A path parameter cannot have the style form; choose: simple.",
  ],
  [
    "a style that does not fit a query",
    { parameters: [ID, { ...DAY, style: "simple" }] },
    {},
    "parameters[1].style: A query parameter cannot have the style simple; choose: form, deepObject, spaceDelimited, pipeDelimited.",
  ],
  ["a parameter twice", { parameters: [ID, DAY, DAY] }, {}, "parameters[2].name: day is in the query twice."],
  [
    "a header twice in two cases",
    { parameters: [ID, header("X-Day"), header("x-day")] },
    {},
    "parameters[2].name: x-day is in the header twice.",
  ],
  [
    "a reserved header",
    { parameters: [ID, header("webhook-ID")] },
    {},
    "parameters[1].name: webhook-ID belongs to the signature or the connection, and is set by the platform alone: leave it out.",
  ],
  [
    "a header that cannot be",
    { parameters: [ID, header("X Day")] },
    {},
    "parameters[1].name: X Day cannot be the name of a header: use letters, digits and -, e.g. X-Shop.",
  ],
  [
    "a header that says what the body is",
    { parameters: [ID, header("Content-Type")] },
    {},
    "parameters[1].name: Content-Type says what the body is, which the arguments cannot change: leave it out.",
  ],
  [
    "a header of the tool's own",
    { parameters: [ID, header("Authorization")] },
    {},
    "parameters[1].name: Authorization is among the tool's headers already, and no argument replaces those.",
  ],
  ["a body for a GET", {}, { method: "GET" }, "body: A GET has no body: set it to null."],
  [
    "a body of an unknown argument",
    { parameters: [ID, DAY, { ...DAY, argument: "note", name: "n" }], body: { type: "json", argument: "x" } },
    {},
    'body.argument: "x" is no property of the input schema.',
  ],
  [
    "a field of a form without a form",
    { parameters: [ID, { ...DAY, in: "form" }] },
    {},
    'parameters[1].in: There is no form for it: "body" must be {"type": "form", "argument": null}.',
  ],
  [
    "an argument that goes nowhere",
    { parameters: [ID, DAY], body: null },
    {},
    'parameters: The argument "note" goes nowhere: add a parameter for it, or a body.',
  ],
])("a mapping is refused for %s", (_what, mapping, around, problem) => {
  expect(problemsOf(mapping, around)).toEqual([problem]);
});
