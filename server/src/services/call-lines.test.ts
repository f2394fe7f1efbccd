import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "../db/database.ts";
import { enterNode, type Node } from "../db/nodes.ts";
import { endCallWithoutConversation, forgetCallsOfNobody } from "../db/phone-calls.ts";
import type { CallLimits } from "../domain/call-limits.ts";
import { createTestDatabase, type TestDatabase } from "../testing/database.ts";
import { CallLines } from "./call-lines.ts";

const OURS = "+41446681800";
const OTHER = "+14155550100";

let test: TestDatabase;
let database: Database;
let node: Node;
let count = 0;

beforeAll(async () => {
  test = await createTestDatabase();
  database = openDatabase(test.url, { connections: 8 });
  node = await enterNode(test.url, "http://127.0.0.1:1");
  await sql`insert into agents (id, livemode) values ('ca_x', true)`.execute(database);
});

afterEach(async () => {
  await sql`truncate phone_calls, phone_numbers, conversations cascade`.execute(database);
});

afterAll(async () => {
  await node.leave();
  await database.destroy();
  await test.drop();
});

function linesWith(limits: Partial<CallLimits> = {}, holder = node.id): CallLines {
  return new CallLines({
    database,
    membership: { nodeId: () => holder },
    limits: { all: 100, perCarrier: new Map(), ...limits },
    unavailable: () => [],
  });
}

const callTo = (our_number: string, carrier: "sip" | "twilio" = "sip") => ({
  id: `pcl_${count++}`,
  carrier,
  our_number,
  carrier_call_id: null,
  beside: null,
});

async function queue(our_number: string, priority: number): Promise<string> {
  const id = `pcl_${count++}`;
  const conversation = `conv_${id}`;
  await sql`
    insert into conversations (id, agent_id, agent_version, channel, channel_type, livemode, direction, status, context,
      custom_fields, created_at, token_generation, token_expires_at, fence)
    values (${conversation}, 'ca_x', 0, '{}', 'phone', true, 'outbound', 'queued', '{}', '{}', now(), 1, now(), 0)
  `.execute(database);
  await sql`
    insert into phone_calls (id, conversation_id, carrier, our_number, direction, priority, status)
    values (${id}, ${conversation}, 'sip', ${our_number}, 'outbound', ${priority}, 'waiting')
  `.execute(database);
  return id;
}

const limitNumber = (most: number) =>
  sql`insert into phone_numbers (id, number, carrier, livemode, is_default, max_calls) values ('pn_x', ${OURS}, 'sip', true, false, ${most})`.execute(
    database,
  );

describe("lines for calls that come in", () => {
  it("are no more than there are, however many ask at once", async () => {
    const lines = linesWith({ all: 5 });
    const given = await Promise.all(Array.from({ length: 20 }, () => lines.reserve(callTo(OURS))));
    expect(given.filter(Boolean)).toHaveLength(5);
    expect(await lines.reserve(callTo(OTHER))).toBe(false);
  });

  it("are limited for a carrier and for a number, and others go on", async () => {
    await limitNumber(1);
    const lines = linesWith({ perCarrier: new Map([["twilio", 1]]) });
    const asked = [callTo(OURS), callTo(OURS), callTo(OTHER, "twilio"), callTo(OTHER, "twilio"), callTo(OTHER)];
    const given: boolean[] = [];
    for (const call of asked) given.push(await lines.reserve(call));
    expect(given).toEqual([true, false, true, false, true]);
  });

  it("are free again when the process that had them died", async () => {
    const dead = await enterNode(test.url, "http://127.0.0.1:2");
    expect(await linesWith({ all: 1 }, dead.id).reserve(callTo(OURS))).toBe(true);
    expect(await linesWith({ all: 1 }).reserve(callTo(OURS))).toBe(false);
    await dead.leave();
    await expect.poll(() => linesWith({ all: 1 }).reserve(callTo(OURS))).toBe(true);
  });
});

describe("lines for calls that wait", () => {
  it("are given by priority, and passed over where the number has none", async () => {
    await limitNumber(1);
    const [second, first, third, last] = [
      await queue(OURS, 2),
      await queue(OURS, 1),
      await queue(OTHER, 3),
      await queue(OTHER, 4),
    ];
    const claimed = await linesWith({ all: 2 }).claim(10);
    expect(claimed.map(({ id }) => id)).toEqual([first, third]);
    expect(await linesWith({ all: 2 }).claim(10)).toEqual([]);
    const more = await linesWith().claim(10);
    expect(more.map(({ id }) => id)).toEqual([last]);
    expect([second, first]).not.toContain(more[0]?.id);
  });

  it("are given once, whoever asks at the same time, and to no more than were asked for", async () => {
    for (let place = 0; place < 6; place++) await queue(OURS, place);
    const all = await Promise.all(Array.from({ length: 4 }, () => linesWith().claim(2)));
    const ids = all.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(all.every((claimed) => claimed.length <= 2)).toBe(true);
    expect(ids.length).toBe(6);
  });
});

describe("calls that no conversation has", () => {
  it("are forgotten a day after they were over, and others are not", async () => {
    const lines = linesWith();
    const [old, recent, open] = [callTo(OURS), callTo(OURS), callTo(OURS)];
    for (const call of [old, recent, open]) expect(await lines.reserve(call)).toBe(true);
    for (const [{ id }, age] of [
      [old, "25 hours"],
      [recent, "23 hours"],
    ] as const) {
      await endCallWithoutConversation(database, id);
      await sql`update phone_calls set ended_at = now() - ${age}::interval where id = ${id}`.execute(database);
    }
    await forgetCallsOfNobody(database);
    const { rows } = await sql<{ id: string }>`select id from phone_calls order by id`.execute(database);
    expect(rows.map(({ id }) => id).sort()).toEqual([recent.id, open.id].sort());
  });
});
