import { isDeepStrictEqual } from "node:util";
import type { EventEnvelope } from "../../src/domain/event.ts";
import { sequenceOfEventId } from "../../src/domain/ids.ts";

/** One request that reached an endpoint. */
export interface Arrival {
  deliveryId: string;
  event: EventEnvelope;
  /** Whether every verifier took it for genuine when it came. */
  isGenuine: boolean;
  /** Whether the endpoint said that it took it. */
  wasTaken: boolean;
}

/** One entry of the endpoint's feed. */
export interface FeedEntry {
  delivery_id: string;
  event: EventEnvelope;
  status: string;
}

/** All that is known of one endpoint of the soak, and of the conversations it was told of. */
export interface WebhookEvidence {
  /** The types that it is sent. */
  types: readonly string[];
  /** In the order in which they came. */
  arrivals: readonly Arrival[];
  /** The feed, read at the end from the beginning. */
  feed: readonly FeedEntry[];
  /** The feed, read bit by bit while everything went on. */
  pulled: readonly FeedEntry[];
  /** The stored logs of the conversations, by their ids. */
  logs: ReadonlyMap<string, readonly EventEnvelope[]>;
}

/** Returns what is wrong with what an endpoint was sent, one sentence each; nothing when all promises were kept. */
export function findWebhookFaults(evidence: WebhookEvidence): string[] {
  return [
    ...[...evidence.logs.keys()].flatMap((id) => faultsOfConversation(evidence, id)),
    ...faultsOfArrivals(evidence),
    ...faultsOfFeed(evidence),
    ...faultsOfPull(evidence),
  ];
}

/** Everything arrives, and each event only after the one before it was taken. */
function faultsOfConversation({ types, arrivals, logs }: WebhookEvidence, id: string): string[] {
  const wanted = (logs.get(id) ?? []).filter(({ payload }) => isSent(types, payload.type));
  const own = arrivals.filter(({ event }) => event.conversation_id === id);
  const faults: string[] = [];
  let previousTaken = -1;
  for (const event of wanted) {
    const first = own.findIndex((arrival) => arrival.event.id === event.id);
    const taken = own.findIndex((arrival) => arrival.event.id === event.id && arrival.wasTaken);
    if (taken < 0) faults.push(`${nameOf(event)} was never taken.`);
    if (first >= 0 && first < previousTaken) faults.push(`${nameOf(event)} came before the event before it was taken.`);
    previousTaken = Math.max(previousTaken, taken);
  }
  return faults;
}

function faultsOfArrivals({ types, arrivals, logs }: WebhookEvidence): string[] {
  const ids = new Map<string, string>();
  return arrivals.flatMap(({ deliveryId, event, isGenuine }) => {
    const faults = isGenuine ? [] : [`${nameOf(event)} was not signed as it should be.`];
    if (event.payload.type === "conversation.setup") return faults;
    if (!types.includes(event.payload.type)) faults.push(`${nameOf(event)} was not asked for.`);
    const logged = logs.get(event.conversation_id)?.find(({ id }) => id === event.id);
    if (!isDeepStrictEqual(event, logged)) faults.push(`${nameOf(event)} is in the log as ${JSON.stringify(logged)}.`);
    const former = ids.get(event.id) ?? deliveryId;
    if (former !== deliveryId) faults.push(`${nameOf(event)} came as ${former} and as ${deliveryId}.`);
    ids.set(event.id, deliveryId);
    return faults;
  });
}

/** The feed is what arrived, every event once, those of a conversation in their order. */
function faultsOfFeed({ arrivals, feed, logs }: WebhookEvidence): string[] {
  const arrived = new Map(arrivals.map((arrival) => [arrival.deliveryId, arrival.event]));
  const seen = new Set(feed.map(({ delivery_id }) => delivery_id));
  const told = new Set(feed.map(({ event }) => event.conversation_id));
  return [
    ...(seen.size === feed.length ? [] : ["The feed has something twice."]),
    ...[...arrived].flatMap(([id, event]) => (seen.has(id) ? [] : [`${nameOf(event)} is not in the feed.`])),
    ...[...logs.keys()].flatMap((id) => (told.has(id) ? [] : [`The feed has nothing of ${id}.`])),
    ...faultsOfFeedOrder(feed),
    // A question that found nobody is not asked again.
    ...feed
      .filter(({ event }) => event.payload.type !== "conversation.setup")
      .flatMap((entry) => faultsOfEntry(entry, arrived.get(entry.delivery_id))),
  ];
}

function faultsOfFeedOrder(feed: readonly FeedEntry[]): string[] {
  const last = new Map<string, number>();
  return feed.flatMap(({ event }) => {
    const place = sequenceOfEventId(event.id) ?? 0;
    const isLate = place < (last.get(event.conversation_id) ?? 0);
    last.set(event.conversation_id, place);
    return isLate ? [`The feed has ${nameOf(event)} too late.`] : [];
  });
}

function faultsOfEntry({ delivery_id, event, status }: FeedEntry, arrived: EventEnvelope | undefined): string[] {
  const faults = status === "delivered" ? [] : [`The feed calls ${nameOf(event)} ${status}.`];
  return isDeepStrictEqual(arrived, event) ? faults : [...faults, `The feed's ${delivery_id} came otherwise.`];
}

function faultsOfPull({ feed, pulled }: WebhookEvidence): string[] {
  const idsOf = (entries: readonly FeedEntry[]) => entries.map(({ delivery_id, event }) => [delivery_id, event.id]);
  const [read, whole] = [idsOf(pulled), idsOf(feed)];
  if (isDeepStrictEqual(read, whole)) return [];
  const at = whole.findIndex((entry, index) => !isDeepStrictEqual(entry, read[index]));
  return [`Read bit by bit, the feed has ${String(read[at])} where it has ${String(whole[at])} read at once.`];
}

/** `conversation.setup` is asked once and not sent. */
function isSent(types: readonly string[], type: string): boolean {
  return type !== "conversation.setup" && types.includes(type);
}

function nameOf(event: EventEnvelope): string {
  return `${event.payload.type} ${event.id} of ${event.conversation_id}`;
}
