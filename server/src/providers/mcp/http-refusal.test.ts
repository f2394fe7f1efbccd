import { expect, it } from "vitest";
import { HttpRefusalError } from "./http-refusal.ts";

it.each<[number, string, string]>([
  [400, "", "It answered 400 Bad Request."],
  [400, '{"jsonrpc":"2.0","error":{"code":-32000,"message":"Bad day."}}', "It answered 400 Bad Request: Bad day."],
  [400, '{"error":"nope"}', "It answered 400 Bad Request: nope."],
  [400, '{"message":"nope!"}', "It answered 400 Bad Request: nope!"],
  [400, "[1]", "It answered 400 Bad Request."],
  [403, "<html><body>Forbidden", "It answered 403 Forbidden. Check the headers that are sent with each request."],
  [404, "Not here", "It answered 404 Not Found: Not here. Check the address: many servers are reached at /mcp."],
  [
    405,
    "",
    "It answered 405 Method Not Allowed. Check the address: only the streamable HTTP transport is spoken, not the older HTTP with SSE.",
  ],
  [500, "Oops", "It answered 500 Internal Server Error: Oops."],
  [599, "", "It answered 599."],
])("a refusal with %i and %j is put into words", (status, body, words) => {
  expect(new HttpRefusalError({ status, body, location: undefined, hadSession: false }).message).toBe(words);
});

it("a redirect is told with where it leads to", () => {
  const refusal = new HttpRefusalError({ status: 302, body: "", location: "http://10.0.0.1/", hadSession: true });
  expect(refusal.message).toBe(
    "It answered with a redirect to http://10.0.0.1/ (302 Found), which is not followed: set the final address.",
  );
  expect(refusal.isSessionGone).toBe(false);
});

it.each<[number, string, boolean, boolean]>([
  [404, "", true, true],
  [404, "", false, false],
  [400, "Bad Request: No valid session ID provided", true, true],
  [400, "Bad Request: No valid session ID provided", false, false],
  [400, "Bad arguments", true, false],
  [401, "no session", true, false],
  [500, "no session", true, false],
])("%i %j, with a session: %s, means that the session is gone: %s", (status, body, hadSession, isSessionGone) => {
  expect(new HttpRefusalError({ status, body, location: undefined, hadSession }).isSessionGone).toBe(isSessionGone);
});
