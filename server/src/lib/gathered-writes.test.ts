import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { gatheredWrites } from "./gathered-writes.ts";

/** A stream that notes what it was given, a list for each time. */
function noting() {
  const written: string[][] = [];
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      written.push([String(chunk)]);
      done();
    },
    writev: (chunks, done) => {
      written.push(chunks.map(({ chunk }) => String(chunk)));
      done();
    },
  });
  const gather = gatheredWrites(stream);
  const say = (text: string) => {
    gather();
    stream.write(text);
  };
  return { stream, written, say };
}

const nextTick = () => new Promise<void>((resolve) => process.nextTick(resolve));

describe("gathered writes", () => {
  it("travel together within one turn of the event loop, in their order, and apart over several", async () => {
    const { written, say } = noting();
    say("one");
    say("two");
    say("three");
    expect(written).toEqual([]);
    await nextTick();
    say("four");
    await nextTick();
    expect(written).toEqual([["one", "two", "three"], ["four"]]);
  });

  it("are written when the stream is ended meanwhile", async () => {
    const { stream, written, say } = noting();
    say("one");
    stream.end("last");
    await nextTick();
    expect(written.flat()).toEqual(["one", "last"]);
  });
});
