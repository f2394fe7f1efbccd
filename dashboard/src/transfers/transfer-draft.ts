import type { Schemas } from "@operator/sdk";
import { type Hours, hoursText } from "./hours.ts";

/** A destination as it is answered. */
export type Transfer = Schemas["Transfer"];

/** A destination as its form holds it. */
export interface TransferDraft {
  name: string;
  description: string;
  kind: Transfer["kind"];
  destination: string;
  mode: Transfer["mode"];
  pushback: Transfer["pushback"];
  hours: Hours | null;
  outside: Transfer["outside"];
  ring_for_sec: number;
  accept_by: Transfer["accept_by"];
  summary_instructions: string;
}

/** What a new destination begins with. */
export const NEW_TRANSFER: TransferDraft = {
  name: "",
  description: "",
  kind: "number",
  destination: "",
  mode: "cold",
  pushback: "honour",
  hours: null,
  outside: { say: null, offer: "none" },
  ring_for_sec: 30,
  accept_by: "staying",
  summary_instructions: "",
};

/** What a destination may be. */
export const KINDS = { number: "Phone number", sip: "SIP address", agent: "Another agent" } as const;
/** How a caller is handed over. */
export const MODES = { cold: "Cold", warm: "Warm" } as const;
/** What the agent does when it is asked for the transfer. */
export const PUSHBACKS = {
  honour: "Transfer at once",
  gentle: "Offer its own help once, then transfer",
  firm: "First try to settle it itself",
} as const;
/** What the agent offers when nobody is there. */
export const OFFERS = { none: "Nothing", message: "To take a message", call_back: "A call back" } as const;
/** How the human takes a warm transfer. */
export const ACCEPTANCES = {
  staying: "By staying on the line to the end of the summary",
  confirming: "By pressing 1, or saying something, after it",
} as const;

/** Makes a form of a destination. */
export function draftOf(transfer: Transfer): TransferDraft {
  const { id: _, created_at: __, updated_at: ___, summary_instructions, ...rest } = transfer;
  return { ...rest, summary_instructions: summary_instructions ?? "" };
}

/** Makes of a form what the API takes, for a new destination as for a change. */
export function transferOf(draft: TransferDraft): Schemas["NewTransfer"] {
  const { kind, mode, destination, outside, summary_instructions, ...rest } = draft;
  return {
    ...rest,
    name: draft.name.trim(),
    kind,
    destination: plainDestination(kind, destination),
    // Another agent knows the conversation without being told.
    mode: kind === "agent" ? "cold" : mode,
    outside: { ...outside, say: outside.say?.trim() || null },
    summary_instructions: summary_instructions.trim() || null,
  };
}

/** Numbers are written with blanks and dashes between their digits. */
function plainDestination(kind: TransferDraft["kind"], destination: string): string {
  return kind === "number" ? destination.replace(/[\s().\-/]/g, "") : destination.trim();
}

const TITLES: Record<keyof TransferDraft, string> = {
  name: "Name",
  description: "Description",
  kind: "Kind",
  destination: "Destination",
  mode: "How",
  pushback: "When asked for it",
  hours: "Hours",
  outside: "Outside the hours",
  ring_for_sec: "Rings for, in seconds",
  accept_by: "How it is taken",
  summary_instructions: "Summary",
};

/** Writes what two people have made of the same parts of a destination. */
export function differencesOf(names: readonly (keyof TransferDraft)[], mine: TransferDraft, theirs: TransferDraft) {
  return names.map((name) => ({ name: TITLES[name], theirs: partText(theirs, name), yours: partText(mine, name) }));
}

function partText(draft: TransferDraft, name: keyof TransferDraft): string {
  const { hours, outside } = draft;
  if (name === "hours") return hours === null ? hoursText(hours) : `${hoursText(hours)} (${hours.time_zone})`;
  if (name === "outside") return [outside.say, OFFERS[outside.offer]].filter(Boolean).join(" / ");
  return String(draft[name]);
}
