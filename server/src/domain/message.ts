import { z } from "zod";
import { DIRECTIONS } from "./conversation.ts";
import { isReplySubject } from "./mail-subject.ts";

/** The channels whose messages a carrier takes. */
export const CARRIED_CHANNELS = ["sms", "email"] as const;

/** The channels whose messages a carrier takes. */
export type CarriedChannel = (typeof CARRIED_CHANNELS)[number];

/** Where a message stands. */
export const MESSAGE_STATUSES = [
  "received",
  "taken",
  "rejected",
  "drafting",
  "pending",
  "sending",
  "sent",
  "delivered",
  "failed",
  "unknown",
] as const;

/** Where a message stands. */
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

/** What a carrier's word stands for: no messages any more, messages again, help. */
export const CARRIER_KEYWORDS = ["stop", "start", "help"] as const;

/** What a carrier's word stands for. */
export type CarrierKeyword = (typeof CARRIER_KEYWORDS)[number];

/** A part of a message that was handed over, as its carrier counts. */
export interface CarrierPart {
  readonly carrier_id: string;
  readonly status: "sent" | "delivered" | "failed";
}

const addressSchema = z.string().describe("A number in E.164 form, or a mail address.");

/** A message as the API shows it. */
export const messageSchema = z
  .object({
    id: z.string().describe("The message's id, `msg_…`."),
    channel: z.enum(CARRIED_CHANNELS).describe("Over what it goes."),
    direction: z.enum(DIRECTIONS).describe("`inbound` came from a person, `outbound` goes to one."),
    livemode: z.boolean().describe("False for a message of test mode."),
    conversation_id: z.string().nullable().describe("The conversation that it belongs to, or null."),
    call_id: z.string().nullable().describe("The tool call that sends it; null when none does."),
    from: addressSchema.nullable().describe("Whom it comes from; null until the installation's own is known."),
    to: addressSchema.describe("Whom it goes to."),
    subject: z.string().nullable().describe("The subject of a mail, or null."),
    text: z.string().describe("What is written in it."),
    attachments: z
      .array(
        z.object({
          filename: z.string().nullable().describe("What it is called; null when nobody says."),
          type: z.string().describe("The media type, e.g. `image/png`."),
          size: z.number().nullable().describe("In bytes; null when nobody says."),
        }),
      )
      .describe("The files that came with it. Their contents are not kept."),
    status: z
      .enum(MESSAGE_STATUSES)
      .describe(
        "Inbound: `received`, `taken` by an agent or as a keyword, `rejected`. Outbound: `drafting` while the agent's " +
          "turn goes on, `pending`, `sending`, `sent` to the carrier, `delivered` to the person, `failed`, or `unknown`: " +
          "it may or may not have been sent, and is not sent again unless somebody asks for it.",
      ),
    keyword: z
      .enum(CARRIER_KEYWORDS)
      .nullable()
      .describe("What it was taken as instead of being given to an agent: the person's STOP, START or HELP; or null."),
    parts: z.number().int().nullable().describe("Into how many parts it was cut to be sent; null before."),
    carrier_id: z.string().nullable().describe("The carrier's own id of it, of the first part; or null."),
    attempts: z.number().int().describe("How often it was handed over, or tried to."),
    error: z
      .object({
        code: z.string().describe("A stable name of the reason, e.g. `opted_out`."),
        message: z.string().describe("The reason in plain words."),
      })
      .nullable()
      .describe("Why it was rejected, failed, waits for another attempt or is unknown; null otherwise."),
    created_at: z.iso.datetime().describe("When it came or was written, ISO 8601 in UTC."),
    settled_at: z.iso.datetime().nullable().describe("When its status became final as far as one knows; or null."),
  })
  .meta({ id: "Message", description: "A text message or a mail that came or goes." });

/** A message as the API shows it. */
export type Message = z.output<typeof messageSchema>;

/**
 * Codes of failures after which nothing that a conversation says can reach its person any more, so that it ends as
 * failed.
 */
const DEAD_ENDS: readonly string[] = ["invalid_address", "opted_out", "unreachable", "bounced", "not_a_test_address"];

/** Tells whether a conversation cannot go on after a message failed with that code. */
export function isDeadEnd(code: string): boolean {
  return DEAD_ENDS.includes(code);
}

/** How many characters of a message are kept; a chat takes no longer ones either. */
export const LONGEST_TEXT = 32_768;

/** Cuts a text that is too long to be kept, and says so in it. */
export function boundedText(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  const head = text.slice(0, LONGEST_TEXT);
  // Half of a pair is no character.
  const whole = /[\uD800-\uDBFF]$/.test(head) ? head.slice(0, -1) : head;
  return `${whole}\n[Cut here: the message has ${text.length} characters.]`;
}

const UNITS = ["bytes", "kB", "MB", "GB"] as const;

/** Writes a size for people, e.g. `20 kB`. */
function sizeText(bytes: number): string {
  const power = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return `${Math.round(bytes / 1000 ** power)} ${UNITS[power]}`;
}

interface ReceivedText {
  readonly text: string;
  /** Of a mail. */
  readonly subject?: string | null;
  readonly attachments: readonly { filename: string | null; type: string; size: number | null }[];
}

const MOST_ATTACHMENTS_NAMED = 20;

/**
 * Writes a person's message as the agent is given it: what a mail is about, unless it is an answer, what was written,
 * and a line for each file that came with it.
 */
export function textForAgent({ text, attachments, subject = null }: ReceivedText): string {
  const lines = attachments.slice(0, MOST_ATTACHMENTS_NAMED).map(({ filename, type, size }) => {
    const facts = [filename ?? "without a name", type, ...(size === null ? [] : [sizeText(size)])];
    return `[Attachment: ${facts.join(", ")}]`;
  });
  const more = attachments.length - lines.length;
  if (more > 0) lines.push(`[and ${more} more attachments]`);
  const heading = subject === null || isReplySubject(subject) ? [] : [`Subject: ${subject}`, ""];
  if (heading.length + lines.length === 0 && subject !== null && text === "") return "[The mail has no text.]";
  return [...heading, ...(text === "" ? [] : [text]), ...lines].join("\n").trimEnd();
}

/** The channel of a conversation, as it is stored: of a chat, or with the addresses of both sides. */
interface StoredChannel {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** The addresses of a conversation's two sides. */
export interface Parties {
  /** Null where the installation's own was not known. */
  readonly ours: string | null;
  readonly theirs: string;
}

/**
 * Reads whose addresses a conversation's messages go between: `callee_no` and `to` are those of the side that was
 * written to first. Null for a channel without messages over a carrier.
 */
export function partiesOf(channel: StoredChannel, direction: "inbound" | "outbound"): Parties | null {
  const [from, to] =
    channel.type === "sms" || channel.type === "phone"
      ? [channel["caller_no"], channel["callee_no"]]
      : channel.type === "email"
        ? [channel["from"], channel["to"]]
        : [null, null];
  const [ours, theirs] = direction === "inbound" ? [to, from] : [from, to];
  if (typeof theirs !== "string") return null;
  return { ours: typeof ours === "string" ? ours : null, theirs };
}

const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 10 * 60_000;
const MOST_ATTEMPTS = 12;

/** What becomes of a message whose handing over failed in a way that may pass. */
export type RetryVerdict = { readonly next: "retry"; readonly delay: number } | { readonly next: "give_up" };

/** Decides when a message is tried again: later each time, for a bit less than an hour in all, and never before `again` ms. */
export function judgeRetry({ failures, again }: { failures: number; again: number }): RetryVerdict {
  if (failures >= MOST_ATTEMPTS) return { next: "give_up" };
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1));
  return { next: "retry", delay: Math.max(again, pause) };
}

/** What follows when a carrier was asked for a message that was cut off and did not know it. */
export type LookUpVerdict =
  | { readonly next: "look_again"; readonly delay: number }
  | { readonly next: "send_again" }
  | { readonly next: "unknown" };

/** For so many times as long a carrier is asked that gives no answer at all. */
const MOST_PATIENCE = 10;

/**
 * Decides what becomes of a message that was cut off `age` ms ago. A carrier that has `failed` to find it may know it in
 * a moment, for a request travels and lists lag: only after `sureAfter` ms it counts as not taken. One that gives no
 * answer is asked longer, and then nobody knows.
 */
export function judgeLookUp(asked: { outcome: "failed" | "unknown"; age: number; sureAfter: number }): LookUpVerdict {
  const { outcome, age, sureAfter } = asked;
  const patience = outcome === "failed" ? sureAfter : sureAfter * MOST_PATIENCE;
  if (age < patience) return { next: "look_again", delay: Math.max(100, Math.min(5_000, sureAfter / 10)) };
  return outcome === "failed" ? { next: "send_again" } : { next: "unknown" };
}

/** Tells whether two addresses are one: the case of mail addresses says nothing. */
export function isSameAddress(one: string, other: string | null): boolean {
  return one.toLowerCase() === other?.toLowerCase();
}
