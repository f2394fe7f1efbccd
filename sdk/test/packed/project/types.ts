import {
  type Client,
  createClient,
  etagOf,
  OperatorApiError,
  openSession,
  type Page,
  type Schemas,
  type ServerEvent,
} from "@operator/sdk";
import { createWebhookHandler } from "@operator/sdk/webhooks";

/** What compiles, and what does not, for who uses the SDK. Nothing of it is run: a compiler reads it. */

type Equal<Left, Right> = (<T>() => T extends Left ? 1 : 2) extends <T>() => T extends Right ? 1 : 2 ? true : false;
/** Compiles only where two types are the same. */
export const same = <Left, Right>(isSame: Equal<Left, Right>): boolean => isSame;

/** Bodies: what the API does not take does not compile. */
export async function bodies(client: Client): Promise<void> {
  await client.conversations.create({ agent_id: "ca_1", channel: { type: "chat_realtime" } });
  // @ts-expect-error There is no such channel.
  await client.conversations.create({ agent_id: "ca_1", channel: { type: "pigeon" } });
  // @ts-expect-error The agent is missing.
  await client.conversations.create({ channel: { type: "chat_realtime" } });
  // @ts-expect-error A number is no text.
  await client.customers.create({ name: 1 });
  const described = { name: "A", description: "B" };
  // @ts-expect-error A prompt has a type.
  await client.conversationalAgents.create({ ...described, config: { runtime: { prompt: { text: "" } } } });
  // @ts-expect-error What is released needs a version.
  await client.conversationalAgents.release();
  // @ts-expect-error A release takes no body beside its options.
  await client.conversationalAgents.release("ca_1@v0", { name: "x" });
  // @ts-expect-error A tool's call has two ids, and then a body.
  await client.mcpServers.changeTool("mcp_1", { is_enabled: true });
  await client.campaigns.addRows("camp_1", "callee_no\n+14155550123\n");
}

/** Queries: only what a list can be asked. */
export async function queries(client: Client): Promise<void> {
  await client.conversations.list({ status: "completed", limit: 5 });
  // @ts-expect-error There is no such status.
  await client.conversations.list({ status: "finished" });
  // @ts-expect-error A list of tools knows no customers.
  await client.tools.list({ customer_id: "cus_1" });
  // @ts-expect-error The carrier is required.
  await client.phoneNumbers.available({});
}

/** Lists: a page when awaited, items when iterated, arrays where the API has no pages. */
export async function lists(client: Client): Promise<void> {
  const page = await client.customers.list();
  same<typeof page, Page<Schemas["CustomerItem"]>>(true);
  for await (const customer of client.customers.list()) same<typeof customer, Schemas["CustomerItem"]>(true);
  const versions = await client.conversationalAgents.versions("ca_1");
  same<typeof versions, Schemas["ConversationalAgentVersion"][]>(true);
  // @ts-expect-error A list has no items of its own.
  client.customers.list().map(String);
}

/** Answers: each as the API's document says. */
export async function answers(client: Client): Promise<void> {
  const agent = await client.conversationalAgents.get("ca_1");
  same<typeof agent, Schemas["ConversationalAgent"]>(true);
  const etag = etagOf(agent);
  // @ts-expect-error Not everything has a tag, and without one nothing is protected.
  const unprotected: string = etag;
  if (etag !== undefined) await client.conversationalAgents.update("ca_1", { name: unprotected }, { ifMatch: etag });
  // @ts-expect-error There is no such field.
  agent.title.trim();
}

/** Events: narrowed by their type. */
export async function events(client: Client): Promise<void> {
  for await (const event of client.conversations.events("conv_1", { lastEventId: "ev_1" })) narrow(event);
  for await (const event of openSession({ sessionUrl: "ws://x", token: "ot_1" })) narrow(event);
  for await (const { payload } of client.procedures.events("trun_1"))
    if (payload.type === "procedure.ended") same<typeof payload, Schemas["ProcedureEnded"]>(true);
  for await (const entry of client.logs.stream({ kind: "job" })) same<typeof entry, Schemas["Activity"]>(true);
  // @ts-expect-error There is no such kind.
  client.logs.stream({ kind: "dream" });
}

function narrow({ payload }: ServerEvent): string {
  switch (payload.type) {
    case "agent.message.delta":
      // @ts-expect-error A piece of a message has no whole text.
      return payload.text_delta + payload.text.trim();
    case "agent.tool_call.returned":
      same<typeof payload, Schemas["AgentToolCallReturned"]>(true);
      return payload.call_id;
    // @ts-expect-error There is no such event.
    case "agent.message.dreamt":
      return "";
    default:
      return payload.type;
  }
}

/** Errors: told apart by a closed set of types. */
export function wayOut(error: unknown): string {
  if (!(error instanceof OperatorApiError)) throw error;
  switch (error.type) {
    case "not_found":
      return "Look for another.";
    case "precondition_failed":
      return "Read it again.";
    // @ts-expect-error There is no such type.
    case "bad_luck":
      return "Try again.";
    default:
      return `${error.message} ${error.requestId ?? ""} ${error.details.map(({ param }) => param).join()}`;
  }
}

// @ts-expect-error A key is a text.
createClient({ key: 1 });
// @ts-expect-error The page has no server without a secret.
createWebhookHandler({});
