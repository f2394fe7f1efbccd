import { expect } from "vitest";
import type { Answer, TestApp } from "../../src/testing/app.ts";
import { openSessionClient } from "../../src/testing/session-client.ts";

/** An endpoint as it was made. */
export interface MadeEndpoint {
  id: string;
  /** Where its calls are. */
  path: string;
  key: string;
  secret: string;
}

/** Makes a webhook endpoint; throws with the answer when that was refused. */
export async function makeEndpoint(
  app: Pick<TestApp, "call">,
  settings: Record<string, unknown>,
  headers?: Record<string, string>,
): Promise<MadeEndpoint> {
  const { status, body } = await app.call("POST", "/webhook_endpoints", settings, headers);
  if (status !== 200) throw new Error(JSON.stringify(body));
  const { key, standard_webhooks_secret: secret } = body["signing_key"].current;
  return { id: body["id"], path: `/webhook_endpoints/${body["id"]}`, key, secret };
}

/** A conversation in progress that says nothing, but has its context changed. */
export interface QuietConversation {
  id: string;
  /** Makes one more event, `conversation.context.updated`. */
  update(context?: Record<string, unknown>): Promise<void>;
  /** Ends it; resolves when that is stored. */
  end(): Promise<void>;
}

/** Begins a conversation. */
export async function beginConversation(
  app: TestApp,
  agentId: string,
  more: Record<string, unknown> = {},
): Promise<QuietConversation> {
  const { id, channel } = await app.converse(agentId, more);
  const session = openSessionClient(`${channel.session_url}?token=${channel.token}`);
  session.send({ type: "conversation.start" });
  await session.next("conversation.started");
  let count = 0;
  return {
    id,
    async update(context = { count: (count += 1) }) {
      const { status } = await app.call("POST", `/conversations/${id}/context`, { context });
      expect(status).toBe(202);
    },
    async end() {
      session.send({ type: "conversation.end" });
      await session.closed();
    },
  };
}

/** Lists deliveries with those parameters, oldest first. */
export async function deliveries(app: Pick<TestApp, "call">, query: string): Promise<Answer["body"][]> {
  const { body } = await app.call("GET", `/webhook_deliveries?limit=200&${query}`);
  return (body["data"] as Answer["body"][]).reverse();
}

/** Reads an endpoint's feed to its end, in pages of that size. */
export async function readFeed(app: Pick<TestApp, "call">, endpoint: Pick<MadeEndpoint, "path">, limit = 50) {
  const data: { delivery_id: string; event: Record<string, unknown>; status: string }[] = [];
  let cursor = "";
  for (;;) {
    const { status, body } = await app.call(
      "GET",
      `${endpoint.path}/feed?limit=${limit}${cursor && `&cursor=${cursor}`}`,
    );
    if (status !== 200) throw new Error(JSON.stringify(body));
    data.push(...body["data"]);
    cursor = body["cursor"];
    if (!body["has_more"]) return { data, cursor };
  }
}
