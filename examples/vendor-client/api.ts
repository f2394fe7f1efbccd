import type { Page, PlatformEvent } from "./documented.ts";
import { readEvents } from "./event-stream.ts";

/** Where the platform is, and what opens it. */
export interface Platform {
  /** `https://api.operator.xyz`, or wherever the platform runs. */
  host: string;
  /** `wss://agent.app.operator.xyz`, or the host itself. */
  sessionHost: string;
  key: string;
}

const VERSION = "2025-06-19";
const PATIENCE = 60_000;

/** Calls the API and returns the answer's body. Throws with what was answered unless that was a success. */
export async function call<Answer>(platform: Platform, what: string, body?: unknown): Promise<Answer> {
  const response = await request(platform, what, body);
  const text = await response.text();
  if (!response.ok) throw new Error(`${what} was answered ${response.status}: ${text}`);
  return (text === "" ? {} : JSON.parse(text)) as Answer;
}

/** Calls the API and returns the status of the answer. */
export async function statusOf(platform: Platform, what: string): Promise<number> {
  const response = await request(platform, what);
  await response.body?.cancel();
  return response.status;
}

/** Reads a list page after page, so many at most. */
export async function* pagesOf<Item>(platform: Platform, path: string, most: number): AsyncGenerator<Item[], void> {
  let cursor: string | null = null;
  for (let count = 0; count < most; count += 1) {
    const url: URL = new URL(path, platform.host);
    if (cursor !== null) url.searchParams.set("cursor", cursor);
    const page: Page<Item> = await call(platform, `GET ${url.pathname}${url.search}`);
    yield page.data;
    cursor = page.cursor;
    if (cursor === null) return;
  }
}

/** Sends one message to an async conversation, and yields the events of the turn that answers it. */
export async function* sendMessage(platform: Platform, id: string, text: string): AsyncGenerator<PlatformEvent, void> {
  const body = { payload: { type: "user.message.send", text } };
  yield* readEvents(await request(platform, `POST /conversations/${id}/session`, body));
}

/** Follows a conversation from its first event to its last, with its token as browsers have to. */
export async function* followEvents(
  platform: Platform,
  id: string,
  token: string,
): AsyncGenerator<PlatformEvent, void> {
  const url = `${platform.host}/conversations/${id}/events?token=${encodeURIComponent(token)}`;
  yield* readEvents(await fetch(url, { signal: AbortSignal.timeout(PATIENCE) }));
}

function request({ host, key }: Platform, what: string, body?: unknown): Promise<Response> {
  const [method = "GET", path = "/"] = what.split(" ");
  const headers = { authorization: `Bearer ${key}`, "operator-version": VERSION };
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  return fetch(host + path, {
    method,
    headers: body === undefined ? headers : { ...headers, "content-type": "application/json" },
    signal: AbortSignal.timeout(PATIENCE),
    ...content,
  });
}
