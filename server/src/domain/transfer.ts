import { z } from "zod";
import { e164 } from "./conversation.ts";
import { parseAgentReference } from "./ids.ts";
import { openingHoursSchema } from "./opening-hours.ts";

/** To what a transfer goes. */
export const TRANSFER_KINDS = ["number", "sip", "agent"] as const;
const MODES = ["cold", "warm"] as const;
const PUSHBACKS = ["honour", "gentle", "firm"] as const;
const OFFERS = ["message", "call_back", "none"] as const;
const ACCEPTANCES = ["staying", "confirming"] as const;

const LONGEST_TEXT = 2_000;
const LONGEST_DESTINATION = 300;
/** `sip:user@host`, `sips:host:5061;transport=tls` (RFC 3261, section 19.1), without headers and without blanks. */
const SIP_ADDRESS = /^sips?:(?:[A-Za-z0-9\-_.!~*'()%&=+$,;?/]+@)?[A-Za-z0-9.\-[\]:]+(?:;[A-Za-z0-9\-_.!~*'()%=;]+)?$/i;

const outsideSchema = z
  .strictObject({
    say: z
      .string()
      .min(1)
      .max(LONGEST_TEXT)
      .nullable()
      .default(null)
      .describe("What the caller is told outside the hours; null leaves it to the agent."),
    offer: z
      .enum(OFFERS)
      .default("none")
      .describe("What the agent offers then: to take a `message`, a `call_back` later, or `none`."),
  })
  .describe("What is said and offered outside the hours.");

const fields = {
  name: z
    .string()
    .regex(/^[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,62}[A-Za-z0-9_])?$/, "must hold letters, digits, _ and - only, e.g. sales")
    .describe("What the agent calls it, e.g. `sales`; there is one of each name."),
  description: z.string().min(1).max(LONGEST_TEXT).describe("When it is to be used, for the model to choose by."),
  kind: z
    .enum(TRANSFER_KINDS)
    .describe("What the destination is: a telephone `number`, a `sip` address, or another `agent`."),
  destination: z
    .string()
    .min(1)
    .max(LONGEST_DESTINATION)
    .describe("Where the call goes: a number in E.164 form, a SIP address such as `sip:desk@example.com`, or `ca_…`."),
  mode: z
    .enum(MODES)
    .describe("`cold` hands the caller over at once; `warm` tells the human a summary first, then joins the two."),
  pushback: z
    .enum(PUSHBACKS)
    .describe(
      "What the agent does when it is asked for the transfer: `honour` transfers at once; `gentle` offers its own help once; " +
        "`firm` first finds out what is wanted and tries to settle it itself.",
    ),
  hours: openingHoursSchema.nullable().describe("When somebody is there; null for always."),
  outside: outsideSchema,
  ring_for_sec: z.number().int().min(5).max(120).describe("For how many seconds it is let ring."),
  accept_by: z
    .enum(ACCEPTANCES)
    .describe(
      "How the human takes a warm transfer: by `staying` on the line to the end of the summary, or by `confirming`: " +
        "pressing 1, or saying something, after it.",
    ),
  summary_instructions: z
    .string()
    .min(1)
    .max(LONGEST_TEXT)
    .nullable()
    .describe("What the summary for the human is to hold; null for what was wanted and done so far."),
};

/** A destination as it is stored. */
const destinationSchema = z.strictObject(fields).superRefine(checkDestination);

/** The body that makes a destination. */
export const newTransferSchema = z
  .strictObject({
    ...fields,
    mode: fields.mode.default("cold"),
    pushback: fields.pushback.default("honour"),
    hours: fields.hours.default(null),
    outside: fields.outside.prefault({}),
    ring_for_sec: fields.ring_for_sec.default(30),
    accept_by: fields.accept_by.default("staying"),
    summary_instructions: fields.summary_instructions.default(null),
  })
  .superRefine(checkDestination)
  .meta({ id: "NewTransfer", description: "A destination that agents may transfer calls to." });

/** The body that changes a destination; what is absent stays. */
export const transferChangeSchema = z
  .strictObject(fields)
  .partial()
  .meta({ id: "TransferChange", description: "What changes of a destination; what is absent stays as it is." });

/** A destination as answered. */
export const transferSchema = z
  .object({
    id: z.string().describe("The destination's id, `tra_…`."),
    ...fields,
    created_at: z.iso.datetime().describe("When it was made, ISO 8601 in UTC."),
    updated_at: z.iso.datetime().describe("When it was changed last, ISO 8601 in UTC."),
  })
  .meta({ id: "Transfer", description: "A destination that agents may transfer calls to." });

/** What a destination is, without its id. */
export type TransferDefinition = z.output<typeof destinationSchema>;
/** The body that makes a destination. */
export type NewTransfer = z.output<typeof newTransferSchema>;
/** The body that changes a destination. */
export type TransferChange = z.output<typeof transferChangeSchema>;
/** A destination as answered. */
export type Transfer = z.output<typeof transferSchema>;
/** A destination as a transfer is made to it. */
export type TransferDestination = TransferDefinition & { readonly id: string };

/** Says what is wrong with a changed destination; null when nothing is. */
export function destinationProblem(definition: TransferDefinition): { param: string; message: string } | null {
  const issue = destinationSchema.safeParse(definition).error?.issues[0];
  return issue === undefined ? null : { param: issue.path.join("."), message: issue.message };
}

type Checked = Pick<TransferDefinition, "kind" | "destination" | "mode">;

function checkDestination({ kind, destination, mode }: Checked, context: z.RefinementCtx): void {
  const message = problemOf(kind, destination);
  if (message !== null) context.addIssue({ code: "custom", path: ["destination"], message });
  if (kind !== "agent" || mode === "cold") return;
  const why = "must be cold for another agent, who knows the conversation without being told";
  context.addIssue({ code: "custom", path: ["mode"], message: why });
}

function problemOf(kind: Checked["kind"], destination: string): string | null {
  switch (kind) {
    case "number":
      return e164.safeParse(destination).success ? null : "must be an E.164 number, e.g. +14155550123";
    case "sip":
      return SIP_ADDRESS.test(destination) ? null : "must be a SIP address, e.g. sip:desk@example.com";
    case "agent":
      return parseAgentReference(destination) ? null : "must be a conversational agent, ca_… or ca_…@vN";
  }
}
