import { fromBase62, randomBase62, toBase62 } from "../lib/random.ts";

const LENGTH = 11;
/** How many of an event id's characters say its place in the conversation: 62^4 = 14.7 million events. */
const PLACE_LENGTH = 4;

/** The kinds of things that carry an id, by the prefix of theirs. */
export type IdPrefix =
  | "ca"
  | "pa"
  | "conv"
  | "cus"
  | "trun"
  | "req"
  | "call"
  | "gen"
  | "key"
  | "tadr"
  | "oas"
  | "mcp"
  | "whe"
  | "whd"
  | "msg"
  | "pno"
  | "pcl"
  | "dnc"
  | "mbx"
  | "fup"
  | "tra"
  | "psch"
  | "pbat"
  | "camp"
  | "mem"
  | "inv"
  | "demo";

/** Makes a new id: the prefix, an underscore and 11 random characters of `[0-9A-Za-z]`. */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${randomBase62(LENGTH)}`;
}

/**
 * Makes an event id whose last four characters are the sequence number of the stored event, or for an event that is
 * not stored (a delta) that of the last stored one before it. So any id a client has seen, deltas included, says
 * where to go on from, also after a restart (docs/decisions/0003-event-ids.md).
 */
export function newEventId(sequence: number): string {
  return `ev_${randomBase62(LENGTH - PLACE_LENGTH)}${toBase62(sequence, PLACE_LENGTH)}`;
}

/** Reads the sequence number out of an event id; `null` when the text is not one of our event ids. */
export function sequenceOfEventId(id: string): number | null {
  if (!/^ev_[0-9A-Za-z]{11}$/.test(id)) return null;
  return fromBase62(id.slice(-PLACE_LENGTH));
}

/** An agent as callers name it: bare, or pinned to one version. */
export interface AgentReference {
  agentId: string;
  version: number | null;
}

/** Reads `ca_…` or `ca_…@v3`; `null` when the text is neither. */
export function parseAgentReference(text: string, prefix: "ca" | "pa" = "ca"): AgentReference | null {
  const match = /^((?:ca|pa)_[0-9A-Za-z]{11})(?:@v(0|[1-9][0-9]{0,8}))?$/.exec(text);
  if (!match?.[1]?.startsWith(`${prefix}_`)) return null;
  return { agentId: match[1], version: match[2] === undefined ? null : Number(match[2]) };
}

/** Writes a version's id: `ca_…@v0` is an agent's first. */
export function versionId(agentId: string, version: number): string {
  return `${agentId}@v${version}`;
}
