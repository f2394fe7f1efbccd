import type { WebhookResponse } from "./http-exchange.ts";

const HEADERS = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" };

/** Answers with a JSON value; undefined is answered as null, which the agent is told as nothing. */
export function json(value: unknown, status = 200): WebhookResponse {
  return { status, headers: HEADERS, body: JSON.stringify(value) ?? "null" };
}

/** Answers that something was taken. */
export const TAKEN: WebhookResponse = { status: 204, headers: { "cache-control": "no-store" }, body: "" };

/** Refuses in words. The platform shows them with the delivery, and tells a tool's to the agent. */
export function refusal(status: number, message: string, headers: Record<string, string> = {}): WebhookResponse {
  const { body, headers: usual } = json({ error: { message } });
  return { status, headers: { ...usual, ...headers }, body };
}

/** Refuses a body that is too large. */
export function tooLarge(maxBodyBytes: number): WebhookResponse {
  return refusal(413, `A body may have at most ${maxBodyBytes} bytes here.`, { connection: "close" });
}

/** Tells whether the platform takes an answer for its end, and does not send again. */
export function isFinal({ status }: WebhookResponse): boolean {
  return status < 500 && status !== 408 && status !== 429;
}
