import { expect, it } from "vitest";
import { isAuthenticityRefuted } from "./mail-authenticity.ts";

it.each<[string[], boolean]>([
  [[], false],
  [["mx.example.com; dmarc=fail header.from=bank.example"], true],
  [["MX.Example.Com 1; spf=pass; dkim=fail; dmarc = FAIL (p=none)"], true],
  [["mx.example.com; dmarc=pass"], false],
  [["mx.example.com; spf=fail"], false],
  [["evil.example; dmarc=fail"], false],
  [["mx.example.com; dmarc=pass", "mx.example.com; dmarc=fail"], false],
  [["mx.example.com; none (; dmarc=fail)"], false],
])("the results %j refute a sender: %s", (results, isRefuted) => {
  expect(isAuthenticityRefuted(results, "mx.example.com")).toBe(isRefuted);
});
