import { describe, expect, it } from "vitest";
import { newEventId } from "../../src/domain/ids.ts";
import { Audience, type Farewell, type Follower } from "../../src/services/audience.ts";
import type { OutgoingEvent } from "../../src/services/journal.ts";

const stored = (sequence: number): OutgoingEvent => {
  return { id: `ev_${sequence}`, sequence, type: "user.message.received", json: String(sequence) };
};
/** A delta that came when the event at that place was the last one stored. */
const delta = (text: string, place = 2): OutgoingEvent => {
  return { id: newEventId(place), sequence: null, type: "agent.message.delta", json: text };
};

/** A follower that reads an event whenever it is let. */
function reader() {
  const got: string[] = [];
  const farewells: Farewell[] = [];
  let proceed: (() => void) | null = null;
  const follower: Follower = {
    deliver: (event) => got.push(event.json),
    drained: () => new Promise((resolve) => (proceed = resolve)),
    close: (farewell) => farewells.push(farewell),
  };
  /** Lets it read on until it waits for nothing more. */
  const readAll = async (joining: Promise<void>) => {
    let isDone = false;
    const done = joining.finally(() => (isDone = true));
    while (!isDone) {
      proceed?.();
      await Promise.resolve();
    }
    await done;
  };
  return { follower, got, farewells, readAll, one: () => proceed?.() };
}

const START = { sequence: 0, eventId: null };

describe("a follower that reads slowly", () => {
  it("is handed one event at a time, and misses nothing of what happens meanwhile", async () => {
    const audience = new Audience(async function* () {
      yield [stored(1), stored(2)];
    });
    audience.publish(delta("a"));
    const { follower, got, readAll } = reader();
    const joining = audience.join(follower, START, 2);
    await expect.poll(() => got).toEqual(["1"]);
    audience.publish(delta("b"));
    audience.publish(stored(3));
    expect(got).toEqual(["1"]);
    await readAll(joining);
    expect(got).toEqual(["1", "2", "a", "b", "3"]);
    audience.publish(stored(4));
    expect(got.at(-1)).toBe("4");
  });

  it("is told of the end after everything before it", async () => {
    const audience = new Audience(async function* () {
      yield [stored(1), stored(2)];
    });
    const { follower, got, farewells, readAll } = reader();
    const joining = audience.join(follower, START, 2);
    audience.publish(stored(3));
    audience.close("ended");
    expect(farewells).toEqual([]);
    await readAll(joining);
    expect([got, farewells]).toEqual([["1", "2", "3"], ["ended"]]);
  });

  it("is handed nothing more once it has left", async () => {
    const audience = new Audience(async function* () {
      yield [stored(1), stored(2)];
    });
    const { follower, got, farewells, readAll } = reader();
    const joining = audience.join(follower, START, 2);
    await expect.poll(() => got).toEqual(["1"]);
    audience.leave(follower);
    await readAll(joining);
    audience.publish(stored(3));
    expect([got, farewells, audience.size]).toEqual([["1"], [], 0]);
  });
});

describe("a follower that comes back while a message is written, between whose deltas something was stored", () => {
  const [a, b, c] = [delta("a", 2), delta("b", 2), delta("c", 3)];

  it.each([
    ["nothing at all", START, ["1", "2", "a", "b", "3", "c"]],
    ["the event before them", { sequence: 2, eventId: "ev_2" }, ["a", "b", "3", "c"]],
    ["the first of them", { sequence: 2, eventId: a.id }, ["b", "3", "c"]],
    ["the event between them", { sequence: 3, eventId: "ev_3" }, ["c"]],
    ["all of them", { sequence: 3, eventId: c.id }, []],
  ])("is sent each once, in their order, having seen %s", async (_what, position, expected) => {
    const log = [stored(1), stored(2), stored(3)];
    const audience = new Audience(async function* (after, upTo) {
      yield log.slice(after, upTo);
    });
    for (const event of [a, b, stored(3), c]) audience.publish(event);
    const { follower, got, readAll } = reader();
    await readAll(audience.join(follower, position, 3));
    expect(got).toEqual(expected);
  });
});

describe("a follower whose log cannot be read", () => {
  it("is told to come back, and is forgotten", async () => {
    // It breaks before it yields.
    const audience = new Audience(async function* () {
      throw new Error("The database is away.");
    });
    const { follower, farewells } = reader();
    await expect(audience.join(follower, START, 2)).rejects.toThrow("away");
    expect([farewells, audience.size]).toEqual([["restarting"], 0]);
  });
});
