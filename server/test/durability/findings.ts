import { isDeepStrictEqual } from "node:util";
import type { EventEnvelope } from "../../src/domain/event.ts";
import { type PayloadOf, SERVER_EVENTS, type ServerEventType } from "../../src/domain/event-payloads.ts";
import { sequenceOfEventId } from "../../src/domain/ids.ts";
import { answerPieces, OPENING, readAsk } from "./dialogue.ts";
import type { Connection, SentMessage } from "./recording-client.ts";

/** All that is known of one conversation of the soak. */
export interface Evidence {
  /** What the client got, connection by connection. */
  connections: readonly Connection[];
  sent: readonly SentMessage[];
  /** The stored log, as the events stream replays it after the end. */
  log: readonly EventEnvelope[];
  /** Whether the user waited for the last answer before the end. */
  isCalm: boolean;
}

/** Returns what is wrong with a conversation, one sentence each; nothing when it survived as promised. */
export function findFaults(evidence: Evidence): string[] {
  return [
    ...faultsOfLog(evidence.log),
    ...faultsOfDelivery(evidence),
    ...faultsOfMessages(evidence),
    ...faultsOfDeltas(evidence),
  ];
}

function faultsOfLog(log: readonly EventEnvelope[]): string[] {
  const faults = log.flatMap((event, index) => {
    const sequence = sequenceOfEventId(event.id);
    return sequence === index + 1 ? [] : [`The log's entry ${index + 1} has sequence ${sequence} (${event.id}).`];
  });
  if (log[0]?.payload.type !== "conversation.setup") faults.push("The log does not begin with conversation.setup.");
  if (log.at(-1)?.payload.type !== "conversation.ended") faults.push("The log does not end with conversation.ended.");
  for (const type of ["conversation.setup", "conversation.started", "conversation.ended"] as const) {
    const count = eventsOf(log, type).length;
    if (count !== 1) faults.push(`${type} is ${count} times in the log.`);
  }
  return faults;
}

/** What the client got over all its connections must be the log from its first event on: no gap, nothing twice. */
function faultsOfDelivery({ connections, log }: Evidence): string[] {
  const received = connections.flatMap((connection) => connection.events);
  const stored = received.filter(isStored);
  const faults = stored.flatMap((event) => {
    const logged = log[placeOf(event) - 1];
    return isDeepStrictEqual(event, logged)
      ? []
      : [`The client got ${JSON.stringify(event)}, the log has ${JSON.stringify(logged)}.`];
  });
  for (const [index, event] of received.entries()) {
    const before = received.slice(0, index).findLast(isStored);
    if (before === undefined) continue;
    const expected = placeOf(before) + (isStored(event) ? 1 : 0);
    if (placeOf(event) !== expected) faults.push(`The client got ${nameOf(event)} after ${nameOf(before)}.`);
  }
  const last = stored.at(-1);
  if (last && placeOf(last) !== log.length)
    faults.push(`The client got nothing after ${nameOf(last)} of ${log.length} events.`);
  return [...faults, ...faultsOfBeginning(received, log)];
}

function faultsOfBeginning(received: readonly EventEnvelope[], log: readonly EventEnvelope[]): string[] {
  const first = received.find(isStored);
  const started = eventsOf(log, "conversation.started")[0];
  if (first === undefined || started === undefined) return ["The client saw no stored event."];
  if (placeOf(first) <= placeOf(started)) return [];
  return [`The client saw nothing before ${nameOf(first)}, though conversation.started came first.`];
}

function faultsOfMessages({ sent, log, isCalm }: Evidence): string[] {
  const received = eventsOf(log, "user.message.received");
  const faults = sent.flatMap((message) => {
    const count = received.filter(({ payload }) => payload.client_event_id === message.id).length;
    return count === 1 ? [] : [`The user's message ${message.id} is ${count} times in the log.`];
  });
  const last = received.at(-1);
  const ask = readAsk(last?.payload.text ?? "");
  if (last === undefined || ask === null || !isCalm) return faults;
  const expected = answerPieces(ask.nonce).join("");
  const isAnswered = eventsOf(log, "agent.message.completed").some(
    (event) => placeOf(event) > placeOf(last) && !event.payload.interrupted && event.payload.text === expected,
  );
  return isAnswered ? faults : [...faults, `The last message, ${nameOf(last)}, has no complete answer.`];
}

/** One generation's deltas as the client got them. */
interface Generation {
  id: string;
  text: string;
  /** The number of the last connection that brought one of them. */
  connection: number;
}

function faultsOfDeltas({ connections, log }: Evidence): string[] {
  const texts = new Map(
    eventsOf(log, "agent.message.completed").map(({ payload }) => [payload.generation_id, payload.text]),
  );
  const faults = lateDeltas(connections);
  for (const generation of generationsOf(connections)) {
    const text = texts.get(generation.id);
    if (text === undefined) {
      // The process was killed in the middle of it. That can only have happened on a connection that was cut.
      if (generation.connection === connections.length - 1) faults.push(`${generation.id} was never completed.`);
    } else if (!isAgreed(generation, text, connections))
      faults.push(`${generation.id}: the deltas say “${generation.text}”, the message “${text}”.`);
  }
  return faults;
}

/**
 * The deltas must be the whole message. Only a client that came back when it had long begun may lack its beginning,
 * and only one that came back after its end may lack the end.
 */
function isAgreed(generation: Generation, text: string, connections: readonly Connection[]): boolean {
  const completedOn = connections.findIndex(({ events }) =>
    eventsOf(events, "agent.message.completed").some(({ payload }) => payload.generation_id === generation.id),
  );
  const hasBeginning = generation.text.startsWith(OPENING);
  const hasEnd = completedOn === generation.connection;
  if (hasBeginning && hasEnd) return generation.text === text;
  if (hasBeginning) return text.startsWith(generation.text);
  return hasEnd ? text.endsWith(generation.text) : text.includes(generation.text);
}

function generationsOf(connections: readonly Connection[]): Iterable<Generation> {
  const generations = new Map<string, Generation>();
  for (const [number, connection] of connections.entries()) {
    for (const { payload } of eventsOf(connection.events, "agent.message.delta")) {
      const id = payload.generation_id;
      const text = (generations.get(id)?.text ?? "") + payload.text_delta;
      generations.set(id, { id, text, connection: number });
    }
  }
  return generations.values();
}

function lateDeltas(connections: readonly Connection[]): string[] {
  const finished = new Set<string>();
  const faults: string[] = [];
  for (const { payload } of connections.flatMap((connection) => connection.events)) {
    if (payload.type === "agent.message.completed") finished.add(payload.generation_id);
    if (payload.type === "agent.message.delta" && finished.has(payload.generation_id))
      faults.push(`A delta of ${payload.generation_id} came after its completion.`);
  }
  return faults;
}

/** An event of one type. */
export type EventOf<Type extends ServerEventType> = EventEnvelope<PayloadOf<Type>>;

/** Picks the events of one type. */
export function eventsOf<Type extends ServerEventType>(events: readonly EventEnvelope[], type: Type): EventOf<Type>[] {
  return events.filter((event): event is EventOf<Type> => event.payload.type === type);
}

function isStored(event: EventEnvelope): boolean {
  return SERVER_EVENTS[event.payload.type].stored;
}

/** Returns an event's place in the log; for one that is not stored that of the last one before it. */
export function placeOf(event: EventEnvelope<unknown>): number {
  return sequenceOfEventId(event.id) ?? 0;
}

function nameOf(event: EventEnvelope<{ type: string }>): string {
  return `${event.payload.type} (${event.id}, sequence ${placeOf(event)})`;
}
