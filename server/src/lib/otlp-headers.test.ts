import { expect, it } from "vitest";
import { readOtlpHeaders } from "./otlp-headers.ts";

it.each([
  ["", {}],
  ["api-key=abc", { "api-key": "abc" }],
  [" X-One = a%20b , x-two=c=d ,", { "x-one": "a b", "x-two": "c=d" }],
  ["x=", { x: "" }],
  ["x=100%", { x: "100%" }],
  ["nothing", null],
  ["=x", null],
  ["a b=c", null],
  ["x=a%0d%0aInjected: b", null],
])("headers in a variable: %j", (text, headers) => {
  expect(readOtlpHeaders(text)).toEqual(headers);
});
