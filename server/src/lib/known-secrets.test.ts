import { expect, it } from "vitest";
import { knownSecrets } from "./known-secrets.ts";

it.each([
  ["as they are", "hunter22", "it was hunter22.", "it was [secret]."],
  ["without their scheme", "ApiKey hunter22", "it was hunter22.", "it was [secret]."],
  ["percent-encoded", "hunt er/22", "?a=hunt%20er%2F22", "?a=[secret]"],
  ["in JSON", 'hunter"22', '{"a":"hunter\\"22"}', '{"a":"[secret]"}'],
  ["as values of headers", '{"X-Key":"hunter22","Accept":"text/plain"}', "hunter22 text/plain", "[secret] text/plain"],
  ["that begin like JSON", "{hunter22", "{hunter22", "[secret]"],
  ["but not if they are mere words", "abc", "abc", "abc"],
  ["beside those of a known shape", "hunter22", "hunter22 op_prod_0123456789", "[secret] op_prod_[secret]"],
])("known secrets are masked %s", (_what, secret, text, masked) => {
  expect(knownSecrets([secret]).mask(text)).toBe(masked);
});

it("known secrets are masked in every text of a value, which else stays itself", () => {
  const secrets = knownSecrets(["hunter22"]);
  const echo = { headers: { "x-key": "hunter22" }, list: [1, "a hunter22", null], hunter22: true };
  expect(secrets.maskValue(echo)).toEqual({
    headers: { "x-key": "[secret]" },
    list: [1, "a [secret]", null],
    "[secret]": true,
  });
  const clean = { a: [{ b: "c" }], d: null };
  expect(secrets.maskValue(clean)).toBe(clean);
});

it("the latest thousand secrets are known", () => {
  const secrets = knownSecrets(["first-secret"]);
  for (let number = 0; number < 1_000; number += 1) secrets.learn(`secret-${number}-`);
  expect(secrets.mask("first-secret secret-0- secret-999-")).toBe("first-secret [secret] [secret]");
});
