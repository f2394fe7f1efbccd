import { expect, it } from "vitest";
import { floodMarkOf, ownMailMarkOf } from "./mail-robots.ts";

it.each<[string | null, string[], boolean]>([
  ["kim@example.com", [], false],
  [null, [], false],
  ["help@example.com", [], true],
  ["kim@example.com", ["help@example.com"], true],
  ["kim@example.com", ["x <help@example.com>"], true],
  ["kim@example.com", ["shop@example.com"], false],
])("a mail from %s that bears the loop marks %j is one of ours: %s", (sender, loops, isOurs) => {
  expect(ownMailMarkOf({ sender, loops }, ["help@example.com"])?.code ?? null).toBe(isOurs ? "own_mail" : null);
});

it.each([
  [0, 0, false],
  [11, 59, false],
  [12, 12, true],
  [0, 60, true],
])(
  "a person who was sent %d mails in ten minutes and %d in a day is not answered for a while: %s",
  (a, b, isTooMuch) => {
    expect(floodMarkOf({ lastTenMinutes: a, lastDay: b }) !== null).toBe(isTooMuch);
  },
);
