import { expect, it } from "vitest";
import { IntakeLimit, OversizedAnswerError } from "./limits.ts";
import { SaidLines } from "./said-lines.ts";

const MIB = 1024 * 1024;

it("a server may send 64 MiB a minute, and not a byte more", () => {
  const limit = new IntakeLimit();
  for (let second = 0; second < 64; second++) limit.take(second < 63 ? MIB : MIB, 1_000 + second * 100);
  expect(() => limit.take(1, 8_000)).toThrow(OversizedAnswerError);
  expect(() => limit.take(64 * MIB, 62_000)).not.toThrow();
  expect(() => limit.take(1, 62_001)).toThrow("The server sends more than 64 MiB a minute.");
});

it("a server's lines are handed on thirty a minute, and how many were left out is said", () => {
  const lines: string[] = [];
  const said = new SaidLines((line) => lines.push(line));
  for (let count = 0; count < 100; count++) said.take(`line ${count}`, count);
  expect(lines).toHaveLength(30);
  said.take("later", 61_000);
  expect(lines.slice(30)).toEqual(["(70 more lines were left out.)", "later"]);
  said.take("much later", 200_000);
  expect(lines.slice(32)).toEqual(["much later"]);
});
