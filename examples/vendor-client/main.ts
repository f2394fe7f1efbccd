import { call, pagesOf, type Platform, statusOf } from "./api.ts";
import { walkThroughVersions } from "./agents.ts";
import { chatAsync, chatInRealTime } from "./chats.ts";
import { type Conversation, hold, type PlatformEvent } from "./documented.ts";
import { procedureAfter, runProcedure, until } from "./procedures.ts";
import { startReceiver, type WebhookReceiver } from "./webhook-receiver.ts";

const print = (line: string) => console.log(line);
const {
  OPERATOR_HOST: host = "https://api.operator.xyz",
  OPERATOR_SESSION_HOST: sessionHost = host.replace(/^http/, "ws"),
  OPERATOR_API_KEY: key,
  SIGNING_KEY: signingKey,
  RECEIVER_PORT = "4100",
  RECEIVER_URL: receiverUrl = `http://127.0.0.1:${RECEIVER_PORT}/hooks`,
} = process.env;
if (!key || !signingKey)
  throw new Error("Put an API key into OPERATOR_API_KEY and the webhook's signing key into SIGNING_KEY.");
const platform: Platform = { host, sessionHost, key };

const ANALYST = {
  name: "Analyst",
  description: "Reads conversations.",
  config: {
    filter_statuses: ["completed"],
    filter_condition: null,
    runtime: {
      model: "openai/gpt-4o",
      reasoning_effort: "medium",
      prompt: { type: "fixed" as const, text: "Say what the conversation was about." },
    },
    tool: { tools: [] },
    output: {
      output_schema: { type: "object", properties: { topic: { type: "string" } }, required: ["topic"] },
      slack_channel: null,
      post_url: null,
    },
  },
};

const DESK = {
  name: "Help desk",
  description: "Answers questions.",
  config: {
    personas: [{ name: "Amanda", voice: { provider: "operator", id: "Female 1" } }],
    voice: { ambient_sound: null, busy_sound: null, boosted_keywords: ["Acme"] },
    runtime: {
      model: "openai/gpt-4o",
      prompt: { type: "fixed" as const, text: "You help $customer_name of $company." },
      variables: [
        { name: "customer_name", description: "Who is helped", default_value: null },
        { name: "company", description: "Where they work", default_value: null },
      ],
    },
    tool: { tools: [{ ns: "syscall", name: "end_conversation" }], transfers: [] },
    language: { default_language: "English", supported_languages: ["English"] },
    channel: { is_voicemail_enabled: true },
  },
};

async function main(receiver: WebhookReceiver): Promise<void> {
  const analyst = await walkThroughVersions(platform, "procedural_agents", ANALYST);
  print(`A procedural agent, released, changed and rolled back: ${analyst.version_id}`);
  const desk = await walkThroughVersions(platform, "conversational_agents", {
    ...DESK,
    postprocess_agents: [analyst.id],
  });
  print(`A conversational agent, released, changed and rolled back: ${desk.version_id}`);

  print("A conversation in real time:");
  const live = await chatInRealTime(platform, desk.id, print);
  print("A conversation by and by:");
  const test = await chatAsync(platform, desk.id, print);

  await checkConversation(live, desk.version_id);
  await checkWebhooks(receiver, [live, test], live);
  await checkProcedures(analyst.id, live);
  await checkLists(live, test);

  await call(platform, `DELETE /conversations/${test}`);
  hold((await statusOf(platform, `GET /conversations/${test}`)) === 404, "what was deleted is gone");
  await call(platform, `DELETE /conversational_agents/${desk.id}`);
  await call(platform, `DELETE /procedural_agents/${analyst.id}`);
  print("Everything is as documented.");
}

/** The setup webhook's answer gave the company, and the create call the customer. */
async function checkConversation(id: string, versionId: string): Promise<void> {
  const conversation = await call<Conversation>(platform, `GET /conversations/${id}`);
  const { status, agent_id, customer_id, livemode, completed_at } = conversation;
  hold(
    status === "completed" && livemode && completed_at !== null,
    "a conversation that was ended is completed",
    conversation,
  );
  hold(agent_id === versionId, "a conversation keeps the version that was released", agent_id);
  const customer = await call<{ name: string; email: string }>(platform, `GET /customers/${customer_id}`);
  hold(customer.email === "kim@example.com", "the customer is found by the context", customer);
  print(`It is ${status}, with ${customer.name}, and was held by ${agent_id}.`);
}

async function checkWebhooks(receiver: WebhookReceiver, conversations: string[], ended: string): Promise<void> {
  const came = (type: string, id: string) => (event: PlatformEvent) =>
    event.payload.type === type && event.conversation_id === id;
  await until("conversation.ended comes as a webhook", async () =>
    receiver.events.some(came("conversation.ended", ended)) ? true : null,
  );
  for (const id of conversations)
    hold(receiver.events.filter(came("conversation.setup", id)).length === 1, "each conversation is set up once", id);
  hold(receiver.refused() === 0, "all webhooks are signed");
  const forged = await fetch(receiverUrl, { method: "POST", body: "{}" });
  hold(forged.status === 401, "what is not signed is refused", forged.status);
  print(`Webhooks, all signed: ${receiver.events.map(({ payload }) => payload.type).join(", ")}`);
}

async function checkProcedures(agentId: string, conversationId: string): Promise<void> {
  const after = await procedureAfter(platform, agentId, conversationId);
  hold(after.status === "success", "what follows a conversation succeeds", after);
  const run = await runProcedure(platform, agentId, conversationId);
  hold(run.status === "success" && run.agent_version_id === `${agentId}@v0`, "the released version is run", run);
  print(`Procedures: one after the conversation, one by a call: ${JSON.stringify(run.output)}`);
}

async function checkLists(first: string, second: string): Promise<void> {
  const listed = async (query: string) => {
    const pages: Conversation[][] = [];
    for await (const page of pagesOf<Conversation>(platform, `/conversations${query}`, 5)) pages.push(page);
    return pages;
  };
  // The platform's own clock, whatever this machine's says.
  const { created_at: began } = await call<Conversation>(platform, `GET /conversations/${first}`);
  const own = (await listed(`?created_at_gte=${began}`)).flat().map(({ id }) => id);
  hold(own.includes(first) && own.includes(second), "conversations are listed by their date", own);
  const before = (await listed(`?created_at_lt=${began}`)).flat().map(({ id }) => id);
  hold(!before.includes(first) && !before.includes(second), "a date leaves out what came after it", before);
  const completed = (await listed(`?completed_at_gte=${began}&completed_at_lt=2100-01-01T00:00:00Z`)).flat();
  hold(
    completed.some(({ id }) => id === first),
    "and by when they were completed",
    completed,
  );
  const pages = await listed("");
  const all = pages.flat().map(({ id }) => id);
  hold(new Set(all).size === all.length, "no conversation is on two pages");
  print(`Lists: ${own.length} conversations of this run, ${all.length} in all, on ${pages.length} pages.`);
}

const receiver = await startReceiver({
  url: receiverUrl,
  port: Number(RECEIVER_PORT),
  signingKey,
  setup: () => ({ context: { $variables: { company: "Acme" } } }),
});
try {
  await main(receiver);
} finally {
  receiver.close();
}
