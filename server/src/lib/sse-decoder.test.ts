import { describe, expect, it } from "vitest";
import { OversizedEventError, SseDecoder } from "./sse-decoder.ts";

type Event = [data: string, name: string];

function decodeChunks(chunks: readonly Buffer[], maxBytes = 1_000): Event[] {
  const events: Event[] = [];
  const decoder = new SseDecoder((data, name) => events.push([data, name]), maxBytes);
  for (const chunk of chunks) decoder.push(chunk);
  decoder.end();
  return events;
}

const STREAMS: { title: string; stream: string; events: Event[] }[] = [
  {
    title: "several events",
    stream: 'data: {"a":1}\n\ndata: {"b":2}\n\n',
    events: [
      ['{"a":1}', "message"],
      ['{"b":2}', "message"],
    ],
  },
  {
    title: "lines that end in CRLF",
    stream: "data: one\r\n\r\ndata: two\r\n\r\n",
    events: [
      ["one", "message"],
      ["two", "message"],
    ],
  },
  { title: "no space after the colon", stream: "data:one\n\n", events: [["one", "message"]] },
  { title: "only one space taken off", stream: "data:  one\n\n", events: [[" one", "message"]] },
  { title: "data on several lines", stream: "data: one\ndata:\ndata: two\n\n", events: [["one\n\ntwo", "message"]] },
  { title: "a data field without colon", stream: "data\n\n", events: [["", "message"]] },
  {
    title: "comments between events",
    stream: ": ping\n\n: OPENROUTER PROCESSING\ndata: x\n\n",
    events: [["x", "message"]],
  },
  {
    title: "ids, retry times and unknown fields",
    stream: "id: 1\nretry: 5\nfoo: bar\ndata: x\n\n",
    events: [["x", "message"]],
  },
  {
    title: "named events, the name for one event only",
    stream: "event: error\ndata: x\n\ndata: y\n\n",
    events: [
      ["x", "error"],
      ["y", "message"],
    ],
  },
  { title: "an error as a field of its own", stream: 'error: {"code":500}\n\n', events: [['{"code":500}', "error"]] },
  { title: "an event without data", stream: "event: ping\n\ndata: x\n\n", events: [["x", "message"]] },
  { title: "a byte order mark", stream: "\uFEFFdata: x\n\n", events: [["x", "message"]] },
  {
    title: "a last event without its empty line",
    stream: "data: x\n\ndata: [DONE]",
    events: [
      ["x", "message"],
      ["[DONE]", "message"],
    ],
  },
  {
    title: "characters of one to four bytes",
    stream: "data: aé€😀 ß\n\ndata: 東京\u2028\n\n",
    events: [
      ["aé€😀 ß", "message"],
      ["東京\u2028", "message"],
    ],
  },
  { title: "nothing", stream: "", events: [] },
];

describe("The decoder of server-sent events", () => {
  it.each(STREAMS)("reads $title, whole, cut anywhere in two, and byte by byte", ({ stream, events }) => {
    const bytes = Buffer.from(stream);
    expect(decodeChunks([bytes])).toEqual(events);
    for (let cut = 1; cut < bytes.length; cut++) {
      expect(decodeChunks([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(events);
    }
    expect(decodeChunks([...bytes].map((byte) => Buffer.from([byte])))).toEqual(events);
  });

  it("hands on an event as soon as its empty line is there", () => {
    const events: string[] = [];
    const decoder = new SseDecoder((data) => events.push(data), 1_000);
    decoder.push(Buffer.from("data: one\n"));
    expect(events).toEqual([]);
    decoder.push(Buffer.from("\ndata: t"));
    expect(events).toEqual(["one"]);
  });

  it.each([
    { title: "a line that does not end", chunk: "x".repeat(400) },
    { title: "an event that does not end", chunk: `data: ${"x".repeat(400)}\n` },
  ])("refuses $title", ({ chunk }) => {
    const decoder = new SseDecoder(() => {}, 1_000);
    const push = () => decoder.push(Buffer.from(chunk));
    push();
    push();
    expect(push).toThrow(OversizedEventError);
  });
});

describe("what a stream says of coming back to it", () => {
  it.each<[string, string | null, number | null]>([
    ["data: a\n\n", null, null],
    ["id: 7\ndata: a\n\n", "7", null],
    ["id: 7\n\n", "7", null],
    ["id: 7\n\nid: 8\nretry: 250\n\n", "8", 250],
    ["id: 7\n\nid\n\n", "", null],
    ["id: 7\n\nid: a\0b\nretry: soon\n\n", "7", null],
  ])("%j: the id %j, the time %j", (stream, id, retry) => {
    const decoder = new SseDecoder(() => undefined, 1_000);
    decoder.push(Buffer.from(stream));
    expect([decoder.lastEventId, decoder.retry]).toEqual([id, retry]);
  });
});
