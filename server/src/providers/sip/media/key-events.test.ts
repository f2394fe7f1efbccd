import { describe, expect, it } from "vitest";
import { KeyEvents, writeKeyEvent } from "./key-events.ts";
import { KeyQueue } from "./key-queue.ts";

interface Sent {
  readonly source: number;
  readonly timestamp: number;
  readonly payload: Uint8Array;
}

function event(key: string, timestamp: number, { duration = 160, isEnd = false, source = 1 } = {}): Sent {
  const payload = new Uint8Array(4);
  writeKeyEvent(payload, key, { duration, isEnd });
  return { source, timestamp: timestamp >>> 0, payload };
}

/** Seven packets, as a press of 100 ms has. */
function press(key: string, timestamp: number): Sent[] {
  return [1, 2, 3, 4, 5, 5, 5].map((frames, place) =>
    event(key, timestamp, { duration: frames * 160, isEnd: place >= 4 }),
  );
}

function heard(packets: readonly Sent[]): string {
  const events = new KeyEvents();
  return packets.map((packet) => events.accept(packet) ?? "").join("");
}

const PRESSES = [..."0123456789*#ABCD"].map((key, place) => press(key, 1_000 + place * 1_600));
const ALL = PRESSES.flat();

describe("keys in events", () => {
  it("are heard once for each press", () => {
    expect(heard(ALL)).toBe("0123456789*#ABCD");
    expect(heard([...press("1", 0), ...press("1", 1_600), ...press("1", 3_200)])).toBe("111");
  });

  it.each([0, 1, 2, 3, 4, 5, 6])("are heard when only packet %i of each press arrives", (place) => {
    expect(heard(PRESSES.map((packets) => packets[place] as Sent))).toBe("0123456789*#ABCD");
  });

  it("are heard once when every packet comes twice, also late", () => {
    expect(heard(ALL.flatMap((packet) => [packet, packet]))).toBe("0123456789*#ABCD");
    expect(heard([...press("1", 0), ...press("2", 1_600), ...press("1", 0), ...press("2", 1_600)])).toBe("12");
  });

  it("are heard once when packets of a press are swapped", () => {
    expect(heard(PRESSES.flatMap((packets) => packets.toReversed()))).toBe("0123456789*#ABCD");
  });

  it("are heard where timestamps wrap", () => {
    expect(heard([...press("1", -800), ...press("2", 800)])).toBe("12");
  });

  it("are heard of a new source, whatever its timestamps", () => {
    expect(heard([event("1", 50_000), event("2", 100, { source: 2 })])).toBe("12");
  });

  it("are heard once when they are held so long that they come in segments", () => {
    const held = [
      event("5", 0),
      event("5", 0, { duration: 0xffff }),
      event("5", 0xffff, { duration: 160 }),
      event("5", 0xffff, { duration: 800, isEnd: true }),
    ];
    expect(heard([...held, event("5", 0xffff + 1_600)])).toBe("55");
  });

  it("are no other events, and nothing that is too short", () => {
    const flash = { source: 1, timestamp: 5, payload: Uint8Array.of(16, 10, 0, 160) };
    expect(heard([flash, { ...flash, timestamp: 9, payload: Uint8Array.of(1, 10, 0) }])).toBe("");
  });
});

describe("keys that are to be sent", () => {
  function drain(queue: KeyQueue): string {
    let text = "";
    for (let step = queue.next(); step !== null; step = queue.next())
      text += step.type === "pause" ? "w" : step.frame === 0 ? step.key : ".";
    return text;
  }

  it("take 100 ms each and as long a gap, and half a second for a pause", async () => {
    const queue = new KeyQueue();
    const sent = queue.add("1w#a");
    expect(drain(queue)).toBe(`1${".".repeat(9)}${"w".repeat(25)}#${".".repeat(9)}A${".".repeat(9)}`);
    await sent;
  });

  it("are sent one order after the other", async () => {
    const queue = new KeyQueue();
    const both = [queue.add("1"), queue.add("2")];
    expect(drain(queue).replaceAll(".", "")).toBe("12");
    await Promise.all(both);
  });

  it.each(["", "x", "1 2", "+49", "1".repeat(101)])("are refused when they are none: %s", async (digits) => {
    await expect(new KeyQueue().add(digits)).rejects.toMatchObject({ code: "invalid_field" });
  });

  it("are given up when the call is over", async () => {
    const queue = new KeyQueue();
    const sent = queue.add("1");
    queue.close();
    await expect(sent).rejects.toMatchObject({ code: "call_over" });
    await expect(queue.add("1")).rejects.toMatchObject({ code: "call_over" });
  });
});
