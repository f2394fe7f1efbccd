import { expect, it } from "vitest";
import { SseDecoder } from "./sse-decoder.ts";

/** Decodes a text that comes in pieces of so many characters. */
function decode(text: string, size: number): string[] {
  const decoder = new SseDecoder();
  const pieces = text.match(new RegExp(`[\\s\\S]{1,${size}}`, "g")) ?? [];
  return pieces.flatMap((piece) => decoder.push(piece));
}

it.each([
  ["one event", "data: a\n\n", ["a"]],
  ["two events with ids, names and comments", ": hello\nid: 1\nevent: x\ndata: a\n\ndata: b\n\n", ["a", "b"]],
  ["data of several lines", "data: a\ndata:b\ndata\ndata:  c\n\n", ["a\nb\n\n c"]],
  ["lines that end in CR and LF", "data: a\r\ndata: b\r\n\r\ndata: c\r\n\r\n", ["a\nb", "c"]],
  ["lines that end in CR", "data: a\r\rdata: b\r\r", ["a", "b"]],
  ["fields that only begin like data", "database: a\ndata : b\n\n", []],
  ["blocks without data", "id: 1\n\n: heartbeat\n\n", []],
  ["an event that was cut off", "data: a\n\ndata: b", ["a"]],
])("%s is read alike in pieces of any size", (_what, text, events) => {
  for (const size of [1, 2, 3, 1_000]) expect(decode(text, size)).toEqual(events);
});

it("an event without an end is given up before it fills the memory", () => {
  const decoder = new SseDecoder();
  const piece = "x".repeat(1024 * 1024);
  decoder.push("data: ");
  expect(() => {
    for (let count = 0; count < 100; count++) decoder.push(piece);
  }).toThrow(RangeError);
});

it("any number of events may come in one piece", () => {
  const decoder = new SseDecoder();
  expect(decoder.push(`data: ${"x".repeat(1_000)}\n\n`.repeat(20_000))).toHaveLength(20_000);
});
