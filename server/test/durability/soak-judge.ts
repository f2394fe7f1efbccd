import { Client } from "pg";
import type { EventEnvelope } from "../../src/domain/event.ts";
import { SERVER_EVENTS } from "../../src/domain/event-payloads.ts";
import { findCallFaults } from "./call-findings.ts";
import { type CallEvidence, isLate, type LedgerRow, trailsOf } from "./call-trails.ts";
import { conversationKey, keyOfNote } from "./dialogue.ts";
import { eventsOf, findFaults } from "./findings.ts";
import { callApi, readLog } from "./soak-api.ts";
import type { SoakCounts, SoakWorld } from "./soak-world.ts";
import type { Story } from "./story.ts";

/** Compares what a user saw of a conversation, which has ended, with what everyone else has of it. */
export async function judgeConversation(
  world: SoakWorld,
  story: Story,
): Promise<{ faults: string[]; counts: Partial<SoakCounts> }> {
  const { conversationId, connections, sent } = story.client;
  const { status } = await callApi<{ status: string }>(world.servers.one, "GET", `/conversations/${conversationId}`);
  if (status !== "completed") return { faults: [`Its status is ${status}.`], counts: { conversations: 1 } };
  const log = await readLog(world.servers.one, conversationId);
  const evidence = await collect(world, story, log);
  const hearing = world.hearings.of(conversationKey(conversationId));
  const faults = [
    ...findFaults({ connections, sent, log, isCalm: story.isCalm }),
    ...findCallFaults(evidence),
    ...hearing.faults,
  ];
  const received = connections.flatMap((connection) => connection.events);
  const counts = {
    conversations: 1,
    storedEvents: log.length,
    deltas: received.filter(({ payload }) => !SERVER_EVENTS[payload.type].stored).length,
    interruptions: story.interruptions,
    messagesCut: eventsOf(log, "agent.message.completed").filter(({ payload }) => payload.interrupted).length,
    reconnects: connections.length - 1,
    takeovers: connections.filter(({ closeCode }) => closeCode === 4409).length,
    ...countCalls(evidence),
  };
  return { faults, counts };
}

async function collect(world: SoakWorld, story: Story, log: readonly EventEnvelope[]): Promise<CallEvidence> {
  const { conversationId } = story.client;
  const key = conversationKey(conversationId);
  const { requests, answers, effects } = world.receiver.record;
  return {
    log,
    ledger: await readLedger(world.servers.databaseUrl, conversationId),
    requests: requests
      .filter(({ note }) => keyOfNote(note) === key)
      .map((request) => ({ ...request, answer: answers.get(request.number) ?? null })),
    effects: effects.filter(({ note }) => keyOfNote(note) === key),
    clientAnswers: story.tools.answers,
    told: world.hearings.of(key).told,
    disturbances: world.servers.disturbances,
    isCalm: story.isCalm,
  };
}

function countCalls(evidence: CallEvidence): Partial<SoakCounts> {
  const trails = trailsOf(evidence);
  const of = (status: LedgerRow["status"]) => trails.filter(({ row }) => row?.status === status);
  const unknown = of("unknown").filter(({ tool }) => tool?.method !== null);
  return {
    calls: trails.length,
    succeeded: of("succeeded").length,
    failed: of("failed").length,
    unknown: of("unknown").length,
    lateCalls: trails.filter((trail) => isLate(trail, evidence.log)).length,
    clientCalls: trails.filter(({ tool }) => tool?.method === null).length,
    told: trails.filter(({ told }) => told !== null && told !== "running").length,
    requests: evidence.requests.length,
    effects: evidence.effects.length,
    unknownWithEffect: unknown.filter(({ effects }) => effects.length > 0).length,
    unknownWithoutEffect: unknown.filter(({ effects }) => effects.length === 0).length,
  };
}

/** Compares everything that reached the receiver with everything that stands in the ledger, once nothing goes on. */
export async function judgeTotals(world: SoakWorld): Promise<string[]> {
  const ledger = new Map((await readLedger(world.servers.databaseUrl)).map((row) => [row.call_id, row]));
  const { requests, effects } = world.receiver.record;
  const faults: string[] = [];
  for (const { idempotencyKey, note } of requests) {
    if (!ledger.has(idempotencyKey))
      faults.push(`A request for ${note} has a key that no call has: ${idempotencyKey}.`);
  }
  const notes = new Set<string>();
  for (const { idempotencyKey, note } of effects) {
    const status = ledger.get(idempotencyKey)?.status;
    if (status !== "succeeded" && status !== "unknown")
      faults.push(`The call for ${note} had an effect and is ${status ?? "not"} in the ledger.`);
    if (notes.has(note)) faults.push(`The call for ${note} had more than one effect.`);
    notes.add(note);
  }
  return faults;
}

async function readLedger(databaseUrl: string, conversationId: string | null = null): Promise<LedgerRow[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const columns = "call_id, name, status, created_at, settled_at";
    const { rows } = await client.query<LedgerRow>(
      `select ${columns} from tool_calls where $1::text is null or conversation_id = $1`,
      [conversationId],
    );
    return rows;
  } finally {
    await client.end();
  }
}
