import { call, followEvents, type Platform, sendMessage, statusOf } from "./api.ts";
import { hold, type NewConversation, type PlatformEvent } from "./documented.ts";
import { openSession, type Session } from "./session.ts";

/** What is said, and by whom. */
export type Print = (line: string) => void;

/**
 * Has a conversation in real time over a WebSocket, while another connection follows its events; refreshes its token before, and
 * adds to its context in its middle. Returns its id.
 */
export async function chatInRealTime(platform: Platform, agentId: string, print: Print): Promise<string> {
  const { id, channel } = await call<NewConversation>(platform, "POST /conversations", {
    agent_id: agentId,
    channel: { type: "chat_realtime" },
    context: {
      $customer: { name: "Kim", email: "kim@example.com" },
      $variables: { customer_name: "Kim" },
      plan: "free",
    },
    override_config: { personas: [{ name: "Mia", voice: { provider: "operator", id: "Female 1" } }] },
  });
  hold(/^conv_[0-9A-Za-z]{11}$/.test(id), "the form of a conversation's id", id);
  const token = await refresh(platform, id, channel.token);
  const following = collect(followEvents(platform, id, token));
  const session = await openSession(platform, id, token);
  session.send({ type: "conversation.start" });
  const heard = await talk(session, { platform, id, print });
  session.close();
  const followed = await following;
  hold(followed.at(-1)?.payload.type === "conversation.ended", "the stream ends after conversation.ended");
  const stored = (events: PlatformEvent[]) =>
    events.filter(({ payload }) => !payload.type.includes("delta")).map((event) => event.id);
  hold(stored(followed).join() === stored(heard).join(), "the stream has what the socket had, in its order");
  holdMessages(followed);
  return id;
}

async function refresh(platform: Platform, id: string, old: string): Promise<string> {
  const { token, expires_at } = await call<{ token: string; expires_at: string }>(
    platform,
    `POST /conversations/${id}/token/refresh`,
  );
  hold(Date.parse(expires_at) > Date.now(), "a token's end lies ahead", expires_at);
  const status = await statusOf({ ...platform, key: "none" }, `GET /conversations/${id}/events?token=${old}`);
  hold(status >= 400 && status < 500, "a token that was replaced opens nothing", status);
  return token;
}

interface Talk {
  platform: Platform;
  id: string;
  print: Print;
}

/** Says two things, with new context in between, and ends. Returns every event of the session. */
async function talk(session: Session, { platform, id, print }: Talk): Promise<PlatformEvent[]> {
  const events: PlatformEvent[] = [];
  const say = (text: string) => {
    print(`  user   ${text}`);
    session.send({ type: "user.message.send", text });
  };
  let turns = 0;
  say("Hello, who are you?");
  for await (const event of session.events) {
    events.push(event);
    const { payload } = event;
    if (payload.type === "conversation.context.updated") say("What plan am I on?");
    if (payload.type === "conversation.ended") break;
    if (payload.type !== "agent.message.completed" || payload["has_tool_calls"] === true) continue;
    print(`  agent  ${String(payload["text"])}`);
    turns += 1;
    if (turns === 1) await call(platform, `POST /conversations/${id}/context`, { context: { plan: "gold" } });
    else session.send({ type: "conversation.end" });
  }
  return events;
}

/** Sends two messages to an async conversation, one after the other, and prints the answers. Returns its id. */
export async function chatAsync(platform: Platform, agentId: string, print: Print): Promise<string> {
  const { id, channel } = await call<NewConversation>(platform, "POST /conversations", {
    agent_id: agentId,
    channel: { type: "chat_async" },
    livemode: false,
    context: { customer_name: "Sam" },
  });
  hold(channel.type === "chat_async" && channel.token !== "", "a channel has its type and a token", channel);
  for (const text of ["Hello.", "Are you still there?"]) {
    print(`  user   ${text}`);
    const events = await collect(sendMessage(platform, id, text));
    const types = events.map(({ payload }) => payload.type);
    hold(types.includes("user.message.received"), "the turn's events begin with the message", types);
    hold(types.includes("agent.message.completed"), "the turn's events have the answer", types);
    hold(!events.some(({ livemode }) => livemode), "an event says that it is of a test");
    for (const { payload } of events)
      if (payload.type === "agent.message.completed") print(`  agent  ${String(payload["text"])}`);
  }
  return id;
}

async function collect(events: AsyncIterable<PlatformEvent>): Promise<PlatformEvent[]> {
  const all: PlatformEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

/** Holds the order of events, and each message that was followed from its first delta against these. */
function holdMessages(events: readonly PlatformEvent[]): void {
  const types = events.map(({ payload }) => payload.type);
  hold(types[0] === "conversation.setup", "conversation.setup comes first", types);
  hold(types.indexOf("conversation.started") > 0, "conversation.started comes after it", types);
  const written = new Map<unknown, string>();
  for (const { payload } of events) {
    const { type, generation_id: id, text_delta: delta, text } = payload;
    if (type === "agent.message.delta") written.set(id, (written.get(id) ?? "") + String(delta));
    if (type !== "agent.message.completed" || payload["interrupted"] === true || !written.has(id)) continue;
    hold(written.get(id) === text, "a message's deltas are its text", [written.get(id), text]);
  }
}
