import { describe, expect, it } from "vitest";
import { type Edit, type KnownItem, Ledger } from "./ledger.ts";
import type { WantedItem } from "./wanted-items.ts";

const heard = (id: string, text: string): Partial<KnownItem> & Pick<KnownItem, "id" | "kind"> => {
  return { id, kind: "user", text, isHeard: true };
};
const spoken = (id: string, text: string, ms: number, isCut = false) => {
  return { id, kind: "assistant" as const, text, voice: { ms, contentIndex: 0 }, isCut };
};
const user = (text: string): WantedItem => ({ kind: "user", text });
const agent = (text: string): WantedItem => ({ kind: "assistant", text });

const CASES: { title: string; known: Parameters<Ledger["add"]>[0][]; wanted: WantedItem[]; edits: string[] }[] = [
  { title: "nothing is there and nothing wanted", known: [], wanted: [], edits: [] },
  { title: "all is new", known: [], wanted: [user("a"), agent("b")], edits: ["+new1 a", "+new2 b"] },
  {
    title: "all is there",
    known: [heard("1", "a"), spoken("2", "b", 100)],
    wanted: [user("a"), agent("b")],
    edits: [],
  },
  { title: "spaces differ", known: [heard("1", "howareyou")], wanted: [user("How are you".toLowerCase())], edits: [] },
  {
    title: "one message was heard in parts",
    known: [heard("1", "a"), heard("2", ""), heard("3", "b")],
    wanted: [user("a b")],
    edits: [],
  },
  {
    title: "something was heard that is nobody's turn",
    known: [heard("1", "mm"), heard("2", "a")],
    wanted: [user("a")],
    edits: ["-1"],
  },
  {
    title: "words are still to come",
    known: [{ ...heard("1", ""), isDue: true }],
    wanted: [user("a")],
    edits: ["+new1 a after root"],
  },
  { title: "half an answer was heard", known: [spoken("1", "abcd", 100)], wanted: [agent("ab")], edits: ["1<50"] },
  {
    title: "all that came of an answer was heard",
    known: [spoken("1", "ab", 500, true)],
    wanted: [agent("ab")],
    edits: ["1<500"],
  },
  {
    title: "nothing of an answer was heard",
    known: [heard("1", "a"), spoken("2", "b", 9)],
    wanted: [user("a"), user("c")],
    edits: ["+new1 c after 1", "-2"],
  },
  {
    title: "an answer in two items was heard in part",
    known: [spoken("1", "ab", 100), spoken("2", "cd", 100)],
    wanted: [agent("abc")],
    edits: ["2<50"],
  },
  {
    title: "an answer in writing was cut",
    known: [{ id: "1", kind: "assistant", text: "abcd" }],
    wanted: [agent("ab")],
    edits: ["+new1 ab after root", "-1"],
  },
  {
    title: "an answer is wanted otherwise",
    known: [spoken("1", "ab", 100), heard("2", "x")],
    wanted: [agent("z"), user("x")],
    edits: ["+new1 z after root", "-1"],
  },
  {
    title: "something is wanted in between",
    known: [heard("1", "a"), heard("2", "b")],
    wanted: [user("a"), agent("n"), user("b")],
    edits: ["+new1 n after 1"],
  },
  {
    title: "a call was answered",
    known: [{ id: "1", kind: "call", text: "call_1" }],
    wanted: [
      { kind: "call", callId: "call_1", name: "x", arguments: "{}" },
      { kind: "output", callId: "call_1", output: "done" },
    ],
    edits: ["+new1 call_1 done"],
  },
];

describe("the account of the vendor's conversation", () => {
  it.each(CASES)("says what to change when $title", ({ known, wanted, edits }) => {
    const ledger = setUp(known);
    expect(ledger.reconcile(wanted).map(written)).toEqual(edits);
    // What was changed is what is there: the same wish changes nothing more.
    expect(ledger.reconcile(wanted).map(written)).toEqual([]);
  });

  it("keeps what was told and then waits for no more", () => {
    const ledger = setUp([]);
    ledger.reconcile([user("a"), agent("b")]);
    ledger.remove("new2");
    expect(ledger.reconcile([user("a"), agent("b")]).map(written)).toEqual(["+new3 b"]);
    ledger.clear();
    expect(ledger.reconcile([user("a")]).map(written)).toEqual(["+new4 a"]);
  });
});

function setUp(known: readonly Parameters<Ledger["add"]>[0][]): Ledger {
  let ids = 0;
  const ledger = new Ledger(() => `new${++ids}`);
  for (const item of known) ledger.add(item);
  return ledger;
}

function written(edit: Edit): string {
  if (edit.type === "delete") return `-${edit.id}`;
  if (edit.type === "truncate") return `${edit.id}<${edit.ms}`;
  const { item, after } = edit;
  const text =
    item.kind === "call" ? item.callId : item.kind === "output" ? `${item.callId} ${item.output}` : item.text;
  return `+${edit.id} ${text}${after === null ? "" : ` after ${after}`}`;
}
