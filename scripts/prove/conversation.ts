import { parseArgs } from "node:util";

/**
 * Talks with an agent over the API alone, and reads conversations. It goes to OPERATOR_HOST with OPERATOR_API_KEY:
 * `talk` makes an agent, has a conversation with it and prints the conversation's id; `many N` has so many, ends them
 * and prints their ids; `say ID TEXT` goes on with one; `events ID…` prints every stored event of each, as the API
 * writes it.
 */
const { positionals } = parseArgs({ allowPositionals: true });
const [command, ...rest] = positionals;
/** How many conversations go on at the same time. */
const AT_ONCE = 10;
const host = process.env["OPERATOR_HOST"] ?? "http://127.0.0.1:4000";

async function call(path: string, body?: unknown): Promise<Response> {
  const headers = {
    authorization: `Bearer ${process.env["OPERATOR_API_KEY"]}`,
    "operator-version": "2025-06-19",
    "content-type": "application/json",
  };
  const sent = body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) };
  const answer = await fetch(`${host}${path}`, sent);
  if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${await answer.text()}`);
  return answer;
}

async function make(path: string, body: unknown): Promise<Record<string, string>> {
  return (await (await call(path, body)).json()) as Record<string, string>;
}

async function talk(): Promise<string> {
  const config = { runtime: { model: "simulated/assistant", prompt: { type: "fixed", text: "Greet, and help." } } };
  const agent = await make("/conversational_agents", { name: "Proof", description: "Proves that it works.", config });
  await make(`/conversational_agents/${agent["version_id"]}/release`, {});
  const conversation = await make("/conversations", { agent_id: agent["id"], channel: { type: "chat_async" } });
  await say(conversation["id"] as string, "Good morning! Do you still know me tomorrow?");
  return conversation["id"] as string;
}

/** Has conversations that are over in the end, a few at a time. */
async function many(count: number): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < count) {
    const batch = await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - ids.length) }, talk));
    for (const id of batch) await call(`/conversations/${id}/end`, {});
    ids.push(...batch);
  }
  return ids;
}

/** Resolves when the agent has answered. */
async function say(id: string, text: string): Promise<void> {
  const answer = await call(`/conversations/${id}/session`, { payload: { type: "user.message.send", text } });
  const events = await answer.text();
  if (!events.includes('"agent.message.completed"')) throw new Error(`The agent did not answer: ${events}`);
}

/** Reads the log as it is now: that of an open conversation is cut off where nothing more comes at once. */
async function eventsOf(id: string): Promise<string> {
  const answer = await call(`/conversations/${id}/events`);
  const decoder = new TextDecoder();
  let text = "";
  // The log comes at once; the first heartbeat says that all of it was there.
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    if (text.includes(": heartbeat")) break;
  }
  return text
    .split("\n")
    .filter((line) => line.startsWith("data: "))
    .join("\n");
}

if (command === "talk") console.log(await talk());
else if (command === "many") console.log((await many(Number(rest[0]))).join("\n"));
else if (command === "say") await say(rest[0] ?? "", rest[1] ?? "");
else if (command === "events") for (const id of rest) console.log(await eventsOf(id));
else throw new Error("Name talk, many N, say ID TEXT, or events ID…");
