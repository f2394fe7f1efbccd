import { type ConversationRow, findConversation } from "../db/conversations.ts";
import { type CustomerRow, findCustomer } from "../db/customers.ts";
import type { Database } from "../db/database.ts";
import { cancelFollowUp, countPending, type FollowUpRow, findFollowUpOfCall, listFollowUps } from "../db/follow-ups.ts";
import { z } from "zod";
import { type ChannelType, isAsync } from "../domain/conversation.ts";
import { FOLLOW_UP_CHANNELS, LONGEST_NOTE, MOST_PENDING } from "../domain/follow-up.ts";
import { followUpRoute } from "../domain/follow-up-route.ts";
import { readFollowUpTime } from "../domain/follow-up-time.ts";
import { writeLocalTime } from "../lib/local-time.ts";
import { writtenTime } from "../lib/written-time.ts";
import { wellFormed } from "../lib/well-formed.ts";
import type { AgentTool, ToolCall, ToolOutcome } from "../ports/tool.ts";
import type { ContactTimes } from "./contact-times.ts";
import { agentForLater, storeFollowUp } from "./follow-ups.ts";
import { failedCall, readToolArguments } from "./tool-arguments.ts";

interface Services {
  database: Database;
  contactTimes: ContactTimes;
  /** The channels that this installation has. */
  available(): readonly ChannelType[];
}

/** Makes the platform's tools by which an agent arranges to come back to something, and calls that off. */
export function followUpTools(services: Services): AgentTool[] {
  return [scheduleTool(services), cancelTool(services)];
}

const SCHEDULE_SCHEMA = {
  type: "object",
  properties: {
    when: {
      type: "string",
      description:
        "The day and time of day where the user is, e.g. 2026-11-22T09:00. Reckon it from the time that it is now.",
    },
    note: {
      type: "string",
      maxLength: LONGEST_NOTE,
      description: "What to come back to, in full: it is all that you are told of it then.",
      "x-personal": true,
    },
    channel: {
      type: "string",
      enum: [...FOLLOW_UP_CHANNELS],
      description:
        "Over what, when the user asked for something: by default this conversation, or however they can be reached.",
    },
  },
  required: ["when", "note"],
  additionalProperties: false,
};

const scheduleSchema = z.object({
  when: z.string().max(200),
  note: z.string().trim().min(1).max(LONGEST_NOTE),
  channel: z.enum(FOLLOW_UP_CHANNELS).nullish(),
});

function scheduleTool(services: Services): AgentTool {
  return {
    ns: "syscall",
    name: "schedule_follow_up",
    description:
      "Arranges that you come back to the user by yourself at a later time, to remind them of something or to ask how it " +
      "went. Call it when the user wants to be reminded or contacted later, or when you promise to come back to " +
      "something; then tell them the day and the time that it answers.",
    inputSchema: SCHEDULE_SCHEMA,
    runsInBackground: false,
    onInterrupt: "finish",
    call: (call) => schedule(services, call),
  };
}

async function schedule(services: Services, call: ToolCall): Promise<ToolOutcome> {
  const { database, contactTimes } = services;
  const asked = readToolArguments(scheduleSchema, call.arguments);
  if ("problem" in asked) return failedCall(asked.problem);
  const conversation = await findConversation(database, call.conversationId);
  if (!conversation) return failedCall("There is no conversation that could be followed up.");
  const timeZone = await contactTimes.zoneOf(conversation);
  const known = await findFollowUpOfCall(database, call.callId);
  if (known) return arranged(known, { timeZone, remarks: [] });
  const time = readFollowUpTime(asked.when, { now: new Date(), timeZone });
  if ("problem" in time) return failedCall(time.problem);
  const channel = asked.channel ?? "same";
  const customer = await customerOf(database, conversation);
  const unreachable = reachProblem({ conversation, customer, channel, available: services.available() });
  if (unreachable !== null) return failedCall(unreachable);
  const stored = await store(services, { call, conversation, at: time.at, note: asked.note, channel });
  if ("problem" in stored) return failedCall(stored.problem);
  const moved =
    stored.row.due_at > time.at
      ? "Nobody is contacted at the time you gave, so it is the next time when somebody is."
      : null;
  return arranged(stored.row, { timeZone, remarks: [time.remark, moved] });
}

function customerOf(database: Database, { customer_id }: ConversationRow): Promise<CustomerRow | undefined> {
  return customer_id === null ? Promise.resolve(undefined) : findCustomer(database, customer_id);
}

/** Says why the user could not be reached then; null when they can, or will be as long as the conversation is open. */
function reachProblem(asked: {
  conversation: ConversationRow;
  customer: CustomerRow | undefined;
  channel: (typeof FOLLOW_UP_CHANNELS)[number];
  available: readonly ChannelType[];
}): string | null {
  const { conversation, customer, channel, available } = asked;
  if (channel === "same" && isAsync(conversation.channel_type)) return null;
  const over = { ...conversation, status: "completed" as const };
  const route = followUpRoute({ wanted: channel, conversation: over, customer: customer ?? null, available });
  return route.do === "give_up" ? `${route.message} So the user could not be reached then; tell them.` : null;
}

interface Ordered {
  call: ToolCall;
  conversation: ConversationRow;
  at: Date;
  note: string;
  channel: (typeof FOLLOW_UP_CHANNELS)[number];
}

async function store(services: Services, ordered: Ordered): Promise<{ row: FollowUpRow } | { problem: string }> {
  const { database, contactTimes } = services;
  const { call, conversation, at, note, channel } = ordered;
  const agent = await agentForLater(database, contactTimes, conversation);
  const due_at = await contactTimes.next(at, agent.config, conversation);
  const row = await database.transaction().execute(async (transaction) => {
    if ((await countPending(transaction, conversation.id)) >= MOST_PENDING) return null;
    return storeFollowUp(transaction, {
      livemode: conversation.livemode,
      agent_id: agent.id,
      agent_version: agent.version,
      conversation_id: conversation.id,
      customer_id: conversation.customer_id,
      call_id: call.callId,
      note: wellFormed(note),
      channel,
      due_at,
    });
  });
  if (row === null) {
    return {
      problem: `${MOST_PENDING} follow-ups of this conversation are pending already. Cancel one of them first.`,
    };
  }
  return { row: row ?? ((await findFollowUpOfCall(database, call.callId)) as FollowUpRow) };
}

function arranged(
  row: FollowUpRow,
  { timeZone, remarks }: { timeZone: string; remarks: (string | null)[] },
): ToolOutcome {
  const said = remarks.filter((remark) => remark !== null);
  const result = {
    follow_up_id: row.id,
    when: writtenTime(row.due_at, timeZone),
    due_at: writeLocalTime(row.due_at, timeZone),
    channel: row.channel,
    ...(said.length === 0 ? {} : { remarks: said }),
  };
  return { status: "succeeded", result };
}

const CANCEL_SCHEMA = {
  type: "object",
  properties: { id: { type: "string", description: "The follow_up_id that schedule_follow_up answered, fup_…." } },
  required: ["id"],
  additionalProperties: false,
};

const cancelSchema = z.object({ id: z.string().max(200) });

function cancelTool({ database, contactTimes }: Services): AgentTool {
  return {
    ns: "syscall",
    name: "cancel_follow_up",
    description:
      "Calls off a follow-up that was arranged with schedule_follow_up. Call it when the user no longer wants to be " +
      "reminded or contacted; to move one, cancel it and schedule another. A wrong id is answered with what is pending.",
    inputSchema: CANCEL_SCHEMA,
    runsInBackground: false,
    onInterrupt: "finish",
    call: async (call) => {
      const asked = readToolArguments(cancelSchema, call.arguments);
      if ("problem" in asked) return failedCall(asked.problem);
      const conversation = await findConversation(database, call.conversationId);
      if (!conversation) return failedCall("There is no conversation whose follow-ups could be cancelled.");
      const own = await ownFollowUps(database, conversation);
      const found = own.find(({ id }) => id === asked.id.trim());
      const cancelled = found && (await cancelFollowUp(database, found.id));
      if (cancelled) return { status: "succeeded", result: { follow_up_id: cancelled.id, cancelled: true } };
      return failedCall(notPending(asked.id, own, await contactTimes.zoneOf(conversation)));
    },
  };
}

/** Lists what is pending with a conversation's customer; without one, what was arranged in it. */
async function ownFollowUps(
  database: Database,
  { id, customer_id, livemode }: ConversationRow,
): Promise<FollowUpRow[]> {
  const whose = customer_id === null ? { conversationId: id } : { customerId: customer_id };
  return listFollowUps(database, { ...whose, livemode, status: "pending" }, { position: null, limit: MOST_PENDING });
}

function notPending(id: string, pending: readonly FollowUpRow[], timeZone: string): string {
  const list = pending.map(
    ({ id: known, due_at, note }) =>
      `${known}, ${writtenTime(due_at, timeZone)}: ${JSON.stringify(note.slice(0, 200))}`,
  );
  const what = list.length === 0 ? "Nothing is pending with this user." : `Pending are: ${list.join("; ")}.`;
  return `No follow-up ${JSON.stringify(id.slice(0, 40))} is pending: it was carried out or cancelled, or never was. ${what}`;
}
