import { expect, it } from "vitest";
import { knownSecrets } from "./lib/known-secrets.ts";
import { createLogger } from "./logger.ts";

/** Writes one line and returns it, read. */
function lineOf(fields: object, message = "Said."): Record<string, unknown> & { err: Record<string, unknown> } {
  const lines: string[] = [];
  const logger = createLogger("info", knownSecrets(["the-known-secret"]).mask, { write: (line) => lines.push(line) });
  logger.info(fields, message);
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0] as string);
}

it("a line holds no secret, wherever it stands", () => {
  const text = JSON.stringify(
    lineOf(
      { detail: "Authorization: Bearer planted-one", deep: { list: ["op_prod_planted-two"] }, "the-known-secret": 1 },
      "At https://me:planted-three@host/ with the-known-secret",
    ),
  );
  expect(text).not.toMatch(/planted|the-known-secret/);
  expect(text).toContain("At https://[secret]@host/ with [secret]");
});

it("of an error a line has its kind, message, code and causes, without secrets, and nothing else of it", () => {
  const cause = new Error('{"x-api-key":"planted-cause"}');
  const error = Object.assign(new TypeError("sent token=planted-message", { cause }), {
    code: "E_SENT",
    requestBodyValues: { said: "planted-words" },
    response: { body: "planted-body" },
  });
  const { err } = lineOf({ err: error });
  expect(err).toMatchObject({ type: "TypeError", code: "E_SENT", message: expect.stringContaining("token=[secret]") });
  expect(Object.keys(err).toSorted()).toEqual(["code", "message", "stack", "type"]);
  expect(err["stack"]).toContain("caused by");
  expect(JSON.stringify(err)).not.toContain("planted");
  expect(lineOf({ err: "no error" }).err).toBe("no error");
});

it("what people say and what they are called is left out by the names of fields, three deep", () => {
  const said = { text: "planted", arguments: "planted", headers: { a: "planted" }, payload: { b: "planted" } };
  const line = JSON.stringify(lineOf({ ...said, deep: { ...said, deeper: said } }));
  expect(line).not.toContain("planted");
  expect(line.match(/\[redacted\]/g)).toHaveLength(12);
});
