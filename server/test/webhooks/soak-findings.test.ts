import { describe, expect, it } from "vitest";
import { type EventEnvelope, envelop } from "../../src/domain/event.ts";
import type { ServerPayload } from "../../src/domain/event-payloads.ts";
import { type Arrival, type FeedEntry, findWebhookFaults, type WebhookEvidence } from "./soak-findings.ts";

const TYPES = ["conversation.setup", "conversation.context.updated", "conversation.ended"];
const PAYLOADS: ServerPayload[] = [
  { type: "conversation.setup", channel: { type: "chat_realtime" }, direction: "inbound" },
  { type: "conversation.started" },
  { type: "conversation.context.updated", context: { count: 1 } },
  { type: "conversation.context.updated", context: { count: 2 } },
  { type: "conversation.ended", status: "completed", reason: "client_ended", duration_sec: 1 },
];
const ID = "conv_00000000000";

interface Sound extends WebhookEvidence {
  arrivals: Arrival[];
  feed: FeedEntry[];
  pulled: FeedEntry[];
}

/** An endpoint that was away for a while, and was told of everything. */
function soundEvidence(): Sound {
  const origin = { agent_id: "ca_00000000000@v0", livemode: true, conversation_id: ID };
  const log = PAYLOADS.map((payload, index) => envelop(origin, payload, { sequence: index + 1, now: new Date(0) }));
  const arrive = (index: number, wasTaken = true): Arrival => ({
    deliveryId: `whd_${index}`,
    event: log[index] as EventEnvelope,
    isGenuine: true,
    wasTaken,
  });
  const entry = (index: number): FeedEntry => ({
    delivery_id: `whd_${index}`,
    event: log[index] as EventEnvelope,
    status: "delivered",
  });
  return {
    types: TYPES,
    arrivals: [arrive(0), arrive(2, false), arrive(2), arrive(2), arrive(3), arrive(4)],
    feed: [entry(0), entry(2), entry(3), entry(4)],
    pulled: [entry(0), entry(2), entry(3), entry(4)],
    logs: new Map([[ID, log]]),
  };
}

const DAMAGES: [what: string, fault: RegExp, damage: (evidence: Sound) => void][] = [
  ["an event never arrived", /never taken/, ({ arrivals }) => arrivals.pop()],
  ["an event was never taken", /never taken/, ({ arrivals }) => ((arrivals[5] as Arrival).wasTaken = false)],
  [
    "an event came before the one before it was taken",
    /before the event before it/,
    ({ arrivals }) => arrivals.splice(2, 0, arrivals[4] as Arrival),
  ],
  ["a signature is wrong", /not signed/, ({ arrivals }) => ((arrivals[1] as Arrival).isGenuine = false)],
  ["an event came under two ids", /came as/, ({ arrivals }) => ((arrivals[1] as Arrival).deliveryId = "whd_9")],
  [
    "an event came otherwise than it is in the log",
    /in the log as/,
    ({ arrivals }) => ((arrivals[4] as Arrival).event = { ...(arrivals[4] as Arrival).event, livemode: false }),
  ],
  [
    "an event came that was not asked for",
    /not asked for/,
    ({ arrivals, logs }) =>
      arrivals.push({ deliveryId: "x", event: logs.get(ID)?.[1] as never, isGenuine: true, wasTaken: true }),
  ],
  ["the feed lacks something", /not in the feed/, ({ feed }) => feed.splice(1, 1)],
  ["the feed has something twice", /twice/, ({ feed }) => feed.push(feed[1] as FeedEntry)],
  ["the feed is out of order", /too late/, ({ feed }) => feed.splice(1, 0, ...feed.splice(2, 1))],
  ["the feed says otherwise", /pending/, ({ feed }) => ((feed[2] as FeedEntry).status = "pending")],
  ["the feed has what never came", /came otherwise/, ({ arrivals }) => arrivals.splice(1, 3)],
  ["the feed has nothing of a conversation", /nothing of/, ({ feed }) => feed.splice(0)],
  ["a reader missed something", /bit by bit/, ({ pulled }) => pulled.splice(1, 1)],
  ["a reader saw something twice", /bit by bit/, ({ pulled }) => pulled.splice(1, 0, pulled[1] as FeedEntry)],
];

describe("what the soak of webhooks looks for", () => {
  it("finds nothing wrong where everything was told", () => {
    expect(findWebhookFaults(soundEvidence())).toEqual([]);
  });

  it.each(DAMAGES)("notices that %s", (_what, fault, damage) => {
    const evidence = soundEvidence();
    damage(evidence);
    expect(findWebhookFaults(evidence).join("\n")).toMatch(fault);
  });
});
