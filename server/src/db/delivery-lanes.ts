import type { DeliveryTarget } from "../domain/webhook-delivery.ts";
import { readUrl } from "../lib/read-url.ts";
import type { NewJob } from "./jobs.ts";

/** The kind of the jobs that send what is pending; their subject is a lane. */
export const DELIVER_WEBHOOKS = "deliver_webhooks";

/**
 * What is sent one after the other: what an endpoint is sent about a conversation, or what one address is sent of a
 * procedure.
 */
export type Lane =
  | { readonly endpointId: string; readonly conversationId: string }
  | { readonly procedureId: string; readonly target: Exclude<DeliveryTarget, "endpoint"> };

/** The columns that say in which lane a delivery is. */
export interface LaneColumns {
  target: DeliveryTarget;
  endpoint_id: string | null;
  conversation_id: string | null;
  procedure_id: string | null;
  address: string | null;
}

/** Names the lane of what an endpoint is sent about a conversation. */
export function laneOf(endpointId: string, conversationId: string): string {
  return `${endpointId}/${conversationId}`;
}

/** Reads a lane's name. */
export function readLaneName(name: string): Lane {
  const [first = "", second = ""] = name.split("/");
  if (second === "post_url" || second === "slack") return { procedureId: first, target: second };
  return { endpointId: first, conversationId: second };
}

/** Returns the job that sends what is pending in a delivery's lane. */
export function laneJob(row: LaneColumns): NewJob {
  const { target, endpoint_id, conversation_id, procedure_id, address } = row;
  const kind = DELIVER_WEBHOOKS;
  if (target === "endpoint") {
    return { kind, subject: laneOf(endpoint_id as string, conversation_id as string), pool: endpoint_id as string };
  }
  return { kind, subject: `${procedure_id}/${target}`, pool: poolOf(target, address ?? "") };
}

/** Outputs for one host share a limit, as what one endpoint is sent does; so does everything for Slack. */
function poolOf(target: DeliveryTarget, address: string): string {
  if (target === "slack") return "slack";
  const url = readUrl(address);
  return url === null ? "post_url" : `post_url:${url.host}`;
}
