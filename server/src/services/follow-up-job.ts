import { type AgentRow, findVersion } from "../db/agents.ts";
import { type ConversationRow, findConversation, findOpenThread } from "../db/conversations.ts";
import { type CustomerRow, findCustomer } from "../db/customers.ts";
import type { Database } from "../db/database.ts";
import { hasReminder } from "../db/events.ts";
import {
  FOLLOW_UP,
  type FollowUpRow,
  findFollowUp,
  moveFollowUp,
  settleFollowUp,
  takeFollowUp,
} from "../db/follow-ups.ts";
import { type ChannelType, isTerminal, type NewChannel } from "../domain/conversation.ts";
import { isPassing, isRefusal, notFound, OperatorError, reasonOf } from "../domain/error.ts";
import { type FollowUpRoute, followUpRoute } from "../domain/follow-up-route.ts";
import { newId } from "../domain/ids.ts";
import type { JsonObject } from "../lib/json.ts";
import type { Beginnings } from "./beginnings.ts";
import { type Channels, type PreparedChannel, prepareChannel } from "./channels.ts";
import type { ContactTimes } from "./contact-times.ts";
import { addressIn } from "./conversations.ts";
import type { JobKind, JobResult } from "./jobs.ts";
import type { LiveConversations } from "./live-conversations.ts";
import type { TestAddresses } from "./test-addresses.ts";

/** What follow-ups are seen to with. */
interface Services {
  database: Database;
  live: Pick<LiveConversations, "open">;
  beginnings: Beginnings;
  contactTimes: ContactTimes;
  channels: Channels;
  testAddresses: TestAddresses;
}

const CONCURRENCY = 32;
/** After how long another place is looked for: one that is about to end stays open until its calls are back, in ms. */
const TRY_AGAIN = 200;

/**
 * Makes the job that sees to a follow-up when it is due, within the contact hours: the agent is reminded in the
 * conversation while that is open, else in a new one that continues it. The place is noted before anything is done
 * there, and a conversation takes one reminder once, so that a crash in the middle repeats nothing.
 */
export function followUpJob(services: Services): JobKind {
  return {
    kind: FOLLOW_UP,
    concurrency: CONCURRENCY,
    perPool: CONCURRENCY,
    run: ({ subject }) => seeTo(services, subject),
  };
}

/** A follow-up and what it is about, as things are now. */
interface Matter {
  row: FollowUpRow;
  conversation: ConversationRow | null;
  customer: CustomerRow | null;
}

/** How seeing to a follow-up came out; `left` says in how many ms it may be, `elsewhere` when its place is over and another has to be found. */
type Seen =
  | { at: string }
  | { left: number }
  | { failed: { code: string; message: string } }
  | "elsewhere"
  | "cancelled";

async function seeTo(services: Services, id: string): Promise<JobResult> {
  const { database } = services;
  const matter = await readMatter(database, id);
  if (matter === null) return { again: null, did: null };
  const seen = await carryOut(services, matter);
  if (typeof seen === "object" && "left" in seen) return { again: seen.left, did: null };
  if (seen === "elsewhere") return { again: TRY_AGAIN, did: null };
  if (seen === "cancelled") return { again: null, did: null };
  if ("at" in seen) {
    await settleFollowUp(database, id, { status: "done" });
    return { again: null, did: `seen to in ${seen.at}` };
  }
  await settleFollowUp(database, id, { status: "failed", error: seen.failed });
  return { again: null, did: `failed, ${seen.failed.code}` };
}

/** Returns null for a follow-up that is over, or whose customer is being deleted. */
async function readMatter(database: Database, id: string): Promise<Matter | null> {
  const row = await findFollowUp(database, id);
  if (row?.status !== "pending") return null;
  const conversation = row.conversation_id === null ? undefined : await findConversation(database, row.conversation_id);
  const customerId = row.customer_id ?? conversation?.customer_id;
  const known = { row, conversation: conversation ?? null };
  if (typeof customerId !== "string") return { ...known, customer: null };
  const customer = await findCustomer(database, customerId);
  return customer ? { ...known, customer } : null;
}

/** Says in how many ms the customer may be contacted, and notes when that is later than it was to be. */
async function timeLeft(services: Services, matter: Matter): Promise<number> {
  const { row, conversation } = matter;
  const { contactTimes, database } = services;
  const now = new Date();
  const config = conversation ? await contactTimes.configOf(conversation) : (await agentOf(services, matter)).config;
  const contact = { customer_id: matter.customer?.id ?? null, context: contextOf(matter), livemode: row.livemode };
  const at = await contactTimes.next(row.due_at > now ? row.due_at : now, config, contact);
  const left = at.getTime() - now.getTime();
  if (left > 0 && at > row.due_at) await moveFollowUp(database, row.id, at);
  return left;
}

/** Has the agent see to a follow-up. What is in the way for good is an answer; throws what may pass. */
async function carryOut(services: Services, matter: Matter): Promise<Seen> {
  const { row } = matter;
  try {
    const left = row.taken_at === null ? await timeLeft(services, matter) : 0;
    if (left > 0) return { left };
    const place = row.done_in ?? (await choosePlace(services, matter));
    if (typeof place !== "string") return { failed: place };
    if (!(await takeFollowUp(services.database, row.id, place))) return "cancelled";
    return await remindIn(services, matter, place);
  } catch (error) {
    if (error instanceof OperatorError && !isPassing(error)) return { failed: reasonOf(error) };
    throw error;
  }
}

/** Has the agent reminded in a conversation, which is begun where there is none yet. */
async function remindIn(services: Services, matter: Matter, place: string): Promise<Seen> {
  const { database, live } = services;
  const { id, note } = matter.row;
  const there = await findConversation(database, place);
  if (there && isTerminal(there.status)) return reminded(database, matter, there);
  const begun = there ? null : await beginUnlessTaken(services, matter, place);
  if (begun === "taken") {
    await takeFollowUp(database, id, null);
    return "elsewhere";
  }
  if (begun !== null) return { failed: begun };
  try {
    await (await live.open(place)).remind({ id, note });
    return { at: place };
  } catch (error) {
    if (!isRefusal(error, "conversation_not_active")) throw error;
    const over = await findConversation(database, place);
    return over ? reminded(database, matter, over) : "elsewhere";
  }
}

/** Says what became of a follow-up whose place is over. One that was begun for it and is over is not tried again. */
async function reminded(database: Database, { row }: Matter, over: ConversationRow): Promise<Seen> {
  if (await hasReminder(database, over.id, row.id)) return { at: over.id };
  if (row.taken_at !== null && over.created_at >= row.taken_at) {
    const reason = over.failure_reason?.message ?? "It ended at once.";
    return {
      failed: { code: "conversation_ended", message: `Conversation ${over.id}, begun for it, is over. ${reason}` },
    };
  }
  await takeFollowUp(database, row.id, null);
  return "elsewhere";
}

/** Why a customer cannot be followed up. */
interface Obstacle {
  code: string;
  message: string;
}

/** Chooses where the agent is to be reminded: an open conversation, or the id of one that is to begin. */
async function choosePlace(services: Services, matter: Matter): Promise<string | Obstacle> {
  const { conversation, row } = matter;
  const route = routeOf(services, matter);
  if (route.do === "give_up") return { code: route.code, message: route.message };
  if (route.do === "remind") return (conversation as ConversationRow).id;
  const { thread } = await prepared(services, matter, route.channel);
  const open =
    thread === null ? undefined : await findOpenThread(services.database, { livemode: row.livemode, thread });
  const there = open === undefined ? undefined : await findConversation(services.database, open);
  // Another agent's conversation over the same two addresses is not the place: the new one takes over.
  return there?.agent_id === row.agent_id ? there.id : newId("conv");
}

function routeOf({ channels }: Services, { row, conversation, customer }: Matter): FollowUpRoute {
  const available = Object.keys(channels) as ChannelType[];
  return followUpRoute({ wanted: row.channel, conversation, customer, available });
}

async function prepared(services: Services, { row }: Matter, channel: NewChannel): Promise<PreparedChannel> {
  const { testAddresses, channels } = services;
  const { livemode } = row;
  const reached = addressIn(channel);
  if (reached) await testAddresses.assertReachable({ ...reached, livemode });
  return prepareChannel(channels, channel, { livemode });
}

/** Begins the conversation of a follow-up; says why not where the customer can no longer be reached. */
async function beginAt(services: Services, matter: Matter, id: string): Promise<Obstacle | null> {
  const { row, conversation } = matter;
  const before = conversation && { ...conversation, status: "completed" as const };
  const route = routeOf(services, { ...matter, conversation: before });
  if (route.do !== "begin") return route.do === "give_up" ? { code: route.code, message: route.message } : null;
  const isSameAgent = conversation?.agent_id === row.agent_id;
  await services.beginnings.begin({
    ...(await prepared(services, matter, route.channel)),
    id,
    agent: await agentOf(services, matter),
    livemode: row.livemode,
    direction: "outbound",
    context: contextOf(matter),
    override: isSameAgent ? conversation.override_config : null,
    customerId: matter.customer?.id ?? null,
    continues: conversation?.id ?? null,
    isBegunByAsker: true,
  });
  return null;
}

/** As `beginAt`; `taken` where the customer has written over the same addresses in the same moment. */
async function beginUnlessTaken(services: Services, matter: Matter, id: string): Promise<Obstacle | "taken" | null> {
  try {
    return await beginAt(services, matter, id);
  } catch (error) {
    if (error instanceof OperatorError && error.code === "conversation_active") return "taken";
    throw error;
  }
}

/** What the conversation was told counts on; of somebody who is known alone, what is known of them. */
function contextOf({ conversation, customer }: Matter): JsonObject {
  if (conversation) return conversation.context;
  if (!customer) return {};
  const { name, phone_no, email, external_id, time_zone } = customer;
  const facts = Object.entries({ name, phone_no, email, external_id, time_zone }).filter(([, value]) => value !== null);
  return { $customer: Object.fromEntries(facts) };
}

/** Finds the version that sees to it. Throws `not_found` where its agent is gone. */
async function agentOf({ database }: Services, { row, conversation }: Matter): Promise<AgentRow> {
  const { agent_id, agent_version } = row;
  const released = agent_version === null ? await findVersion(database, agent_id, "released") : undefined;
  const agent =
    released ?? (await findVersion(database, agent_id, agent_version ?? conversation?.agent_version ?? "latest"));
  if (agent) return agent;
  throw notFound("conversational agent", agent_id);
}
