import type { LaneRow } from "../db/webhook-attempts.ts";
import { keysAt } from "../domain/signing-key.ts";
import type { DeliveryExchange } from "../domain/webhook-delivery.ts";
import type { SafeFetch } from "../lib/safe-fetch.ts";
import type { SecretBox } from "../lib/secret-box.ts";
import type { SigningKeys } from "../lib/signature.ts";
import type { ChannelPoster } from "../ports/channel-poster.ts";
import { openKeys } from "./webhook-keys.ts";
import { sendWebhook } from "./webhook-sender.ts";

/** What deliveries are sent with. */
export interface DeliveryMeans {
  fetch: SafeFetch;
  secretBox: SecretBox;
  /** The installation's own keys, which sign what goes to a procedure's `post_url`. */
  signingKeys(): Promise<SigningKeys>;
  poster: ChannelPoster;
  /** How long a receiver may take to answer, in ms. */
  timeLimit: number;
}

/** Sends a delivery, once, to whomever it is for. Throws only when the signal is aborted, or for a fault of ours. */
export async function sendDelivery(means: DeliveryMeans, row: LaneRow, signal: AbortSignal): Promise<DeliveryExchange> {
  const { fetch, timeLimit } = means;
  if (row.target === "slack") {
    return means.poster.post({ channel: present(row.address), body: row.payload, timeLimit, signal });
  }
  const request = { deliveryId: row.id, body: row.payload, timeLimit, signal };
  if (row.target === "post_url") {
    return sendWebhook(fetch, { ...request, url: present(row.address), keys: await means.signingKeys() });
  }
  const { switches_at, sealed_next_key } = row;
  const sealed = { id: present(row.endpoint_id), sealed_key: present(row.sealed_key), sealed_next_key, switches_at };
  const keys = keysAt(openKeys(means.secretBox, sealed), new Date());
  return sendWebhook(fetch, { ...request, url: present(row.url), keys });
}

/** The columns of a delivery's target are never null; the table's checks see to it. */
function present(value: string | null): string {
  if (value === null) throw new Error("A delivery lacks what says where it goes.");
  return value;
}
