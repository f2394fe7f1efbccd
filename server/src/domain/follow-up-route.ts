import type { JsonObject } from "../lib/json.ts";
import { type ChannelType, isAsync, isTerminal, type ConversationStatus, type NewChannel } from "./conversation.ts";
import type { FollowUpChannel } from "./follow-up.ts";
import { type Parties, partiesOf } from "./message.ts";

/** How a customer is followed up: in the conversation itself, in a new one, or not at all, and why. */
export type FollowUpRoute =
  | { readonly do: "remind" }
  | { readonly do: "begin"; readonly channel: NewChannel }
  | { readonly do: "give_up"; readonly code: string; readonly message: string };

/** What is to be followed up, and how the customer can be reached. */
export interface FollowUpSituation {
  readonly wanted: FollowUpChannel;
  /** The conversation that is followed up; null when only the customer is known. */
  readonly conversation: {
    readonly status: ConversationStatus;
    readonly channel_type: ChannelType;
    readonly channel: JsonObject;
    readonly direction: "inbound" | "outbound";
  } | null;
  readonly customer: { readonly phone_no: string | null; readonly email: string | null } | null;
  /** The channels that this installation has. */
  readonly available: readonly ChannelType[];
}

/** Channels on which somebody can be written to who is not there. */
const WRITING = ["sms", "email"] as const;
type Writing = (typeof WRITING)[number];

/**
 * Decides how a customer is followed up. `same` stays in the conversation as long as it is open and sleeps between
 * messages; then it goes on over its own carrier, and where it had none over a text message before a mail. A chat that
 * sleeps goes on in another one at the last, where the words wait for the customer.
 */
export function followUpRoute(situation: FollowUpSituation): FollowUpRoute {
  const { wanted, conversation } = situation;
  const type = conversation?.channel_type;
  if (staysIn(conversation) && (wanted === "same" || wanted === type)) return { do: "remind" };
  if (wanted === "chat_async") return IN_A_CHAT;
  if (wanted !== "same") return begun(situation, wanted);
  const own = WRITING.filter((channel) => channel === type);
  const tried = [...own, ...WRITING].map((channel) => begun(situation, channel));
  const written = tried.find((route) => route.do === "begin");
  return written ?? (type === "chat_async" ? IN_A_CHAT : unreachable(situation));
}

const IN_A_CHAT: FollowUpRoute = { do: "begin", channel: { type: "chat_async" } };

function staysIn(conversation: FollowUpSituation["conversation"]): boolean {
  return conversation !== null && !isTerminal(conversation.status) && isAsync(conversation.channel_type);
}

function begun(situation: FollowUpSituation, type: Writing): FollowUpRoute {
  if (!situation.available.includes(type)) {
    return giveUp("channel_unavailable", `The installation cannot send ${NOUN[type]}; docs/configuration.md says how.`);
  }
  return type === "sms" ? begunByText(situation) : begunByMail(situation);
}

function begunByText({ conversation, customer }: FollowUpSituation): FollowUpRoute {
  const former = formerParties(conversation, "sms");
  const callee_no = former?.theirs ?? customer?.phone_no ?? null;
  if (callee_no === null) return giveUp("no_phone_no", "No telephone number of the customer is known.");
  return { do: "begin", channel: { type: "sms", callee_no, caller_no: former?.ours ?? null } };
}

function begunByMail({ conversation, customer }: FollowUpSituation): FollowUpRoute {
  const former = formerParties(conversation, "email");
  const to = former?.theirs ?? customer?.email ?? null;
  if (to === null) return giveUp("no_email", "No mail address of the customer is known.");
  const subject = former === null ? null : subjectOf(conversation);
  return { do: "begin", channel: { type: "email", to, from: former?.ours ?? null, subject } };
}

function subjectOf(conversation: FollowUpSituation["conversation"]): string | null {
  const subject = conversation?.channel["subject"];
  return typeof subject === "string" ? subject : null;
}

/** Over the same carrier the customer is written to at the address that they wrote from, and from the one they know. */
function formerParties(conversation: FollowUpSituation["conversation"], type: Writing): Parties | null {
  if (conversation?.channel_type !== type) return null;
  return partiesOf({ ...conversation.channel, type }, conversation.direction);
}

const NOUN = { sms: "text messages", email: "mails" } as const;

function unreachable({ available }: FollowUpSituation): FollowUpRoute {
  const can = WRITING.filter((type) => available.includes(type));
  const why =
    can.length === 0
      ? "the installation can send neither text messages nor mails; docs/configuration.md says how"
      : "of the customer neither a telephone number nor a mail address is known that the installation could write to";
  return giveUp("unreachable", `The conversation is over, and ${why}.`);
}

function giveUp(code: string, message: string): FollowUpRoute {
  return { do: "give_up", code, message };
}
