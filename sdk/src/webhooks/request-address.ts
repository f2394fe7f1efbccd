import { readUrl } from "../read-url.ts";
import type { WebhookRequest } from "./http-exchange.ts";
import { headerOf } from "./request-headers.ts";

/**
 * Says which addresses the platform may have called when a request arrives: the one below `publicUrl`, or without that, http
 * and https at the host that the request names, for a proxy in front may have taken the encryption off. None if it cannot
 * be read.
 */
export function addressesOf({ url, headers }: WebhookRequest, publicUrl?: string): URL[] {
  const whole = /^https?:\/\/([^/?#]*)(.*)$/is.exec(url);
  const path = whole?.[2] ?? url;
  const host = whole?.[1] ?? headerOf(headers, "host") ?? "";
  const bases = publicUrl === undefined ? [`https://${host}`, `http://${host}`] : [publicUrl.replace(/\/+$/, "")];
  const addresses = bases.map((base) => `${base}${path.startsWith("/") ? path : `/${path}`}`);
  return addresses.map(readUrl).filter((address) => address !== null);
}
