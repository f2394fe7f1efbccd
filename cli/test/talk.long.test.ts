import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import {
  type FakeModelRequest,
  type FakeModelServer,
  startFakeModelServer,
  textOfMessage,
} from "../../server/src/testing/fake-model-server.ts";
import { type ServerProcess, startServerProcess } from "../../server/src/testing/server-process.ts";
import { customerAnswer } from "../../sdk/test/booking.ts";
import { freePort } from "../../sdk/test/free-port.ts";
import { type OperatorProcess, startOperator } from "./operator-process.ts";

const STORY = Array.from({ length: 100 }, (_, index) => `word${index + 1} `);

let server: ServerProcess;
let model: FakeModelServer;
let echo: string;
let reminder: string;

function answerAs({ messages }: FakeModelRequest) {
  const last = messages.findLast(({ role }) => role === "user");
  const said = last ? textOfMessage(last).replace(/^\[.*\]\n/, "") : "";
  if (said.includes("story")) return { firstPieceAfter: 20, pieceEvery: 100, pieces: STORY };
  return { firstPieceAfter: 20, pieceEvery: 5, pieces: ["You ", "said: ", said] };
}

beforeAll(async () => {
  model = await startFakeModelServer({ answer: answerAs });
  const port = String(await freePort());
  server = await startServerProcess({ environment: { PORT: port, OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}` } });
  echo = await createAgent("Echo", []);
  reminder = await createAgent("Reminder", [{ name: "customer_name", description: "Who is called" }]);
}, 90_000);

afterAll(async () => {
  await server?.cleanUp();
  await model?.close();
});

async function createAgent(name: string, variables: object[]): Promise<string> {
  const runtime = {
    model: "fake/model",
    prompt: { type: "fixed", text: "Answer." },
    variables,
    speaks_first: false,
  };
  const response = await fetch(`${server.url()}/conversational_agents`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${server.apiKey}`,
      "operator-version": "2025-06-19",
      "content-type": "application/json",
    },
    body: JSON.stringify({ name, description: name, config: { personas: [{ name: "Amanda" }], runtime } }),
  });
  return ((await response.json()) as { version_id: string }).version_id;
}

let talk: OperatorProcess;
afterEach(() => {
  talk?.child.kill("SIGKILL");
});

function start(...args: string[]): OperatorProcess {
  talk = startOperator(["talk", ...args], { server });
  return talk;
}

describe("operator talk", () => {
  it("books an appointment with the quickstart's agent, and says that it is simulated", async () => {
    start();
    await bookAppointment();
    await talk.shows(/← book_appointment \{.*confirmation/);
    expect(talk.output()).toContain("Appointment booking");
    expect(talk.output()).toMatch(/simulated/i);
    expect(talk.output()).toMatch(/→ book_appointment \{.*Ada Lovelace/);
    expect(await talk.end()).toBe(0);
    expect(talk.output()).toContain("The conversation has ended.");
  });

  it("takes the lines of a pipe one at a time, each after the answer to the last", async () => {
    start("--agent", echo);
    talk.say("One", "Two", "", "Three");
    expect(await talk.end()).toBe(0);
    const lines = talk
      .output()
      .split("\n")
      .filter((line) => line.includes(" › "));
    expect(lines).toEqual([
      "you › One",
      "Amanda › You said: One",
      "you › Two",
      "Amanda › You said: Two",
      "you › Three",
      "Amanda › You said: Three",
    ]);
  });

  it("ends the conversation at /quit", async () => {
    start("--agent", echo);
    talk.say("One", "/quit", "Two");
    await talk.shows("The conversation has ended.");
    expect(await talk.end()).toBe(0);
    expect(talk.output()).not.toContain("Two");
  });

  it("cuts a reply off at Ctrl-C, and interrupts it with the next message", async () => {
    start("--agent", echo);
    talk.say("Tell me a story");
    await talk.shows("word3 ");
    talk.child.kill("SIGINT");
    await talk.shows("cut off here");
    const cut = talk.output().length;
    talk.say("Enough");
    await talk.shows("You said: Enough");
    expect(talk.output().slice(cut)).not.toMatch(/word\d/);
    expect(await talk.end()).toBe(0);
  });

  it("ends the conversation at the second Ctrl-C at a prompt", async () => {
    start("--agent", echo);
    talk.say("One");
    await talk.shows("You said: One");
    await vi.waitUntil(() => talk.output().endsWith("\n"), 30_000);
    talk.child.kill("SIGINT");
    await talk.shows("Ctrl-C once more");
    talk.child.kill("SIGINT");
    await talk.shows("The conversation has ended.");
  });

  it("goes on, and says so, after the server has died and come back", async () => {
    start("--agent", echo);
    talk.say("One");
    await talk.shows("You said: One");
    await server.kill();
    await talk.shows("(connection lost; reconnecting …)");
    await server.start();
    await talk.shows("(connected again)");
    talk.say("Two");
    await talk.shows("You said: Two");
    expect(await talk.end()).toBe(0);
    expect(talk.output().match(/You said: One/g)).toHaveLength(1);
    expect(talk.output().match(/connection lost/g)).toHaveLength(1);
  }, 60_000);

  it("asks for the variables that an agent needs", async () => {
    start("--agent", reminder);
    expect(await talk.end()).toBe(2);
    expect(talk.stderr()).toContain("--variable customer_name=…");
    start(reminder, "--variable", "customer_name=Ada = Countess");
    talk.say("Hi");
    expect(await talk.end()).toBe(0);
    expect(talk.output()).toContain("You said: Hi");
  });

  it("finds an agent by its name", async () => {
    start("echo");
    talk.say("Hi");
    expect(await talk.end()).toBe(0);
    expect(talk.output()).toContain("You said: Hi");
  });

  it("shows a program every event on a line of its own, and nothing else", async () => {
    start(echo, "--json");
    talk.say("One", "Two");
    expect(await talk.end()).toBe(0);
    const events = talk
      .stdout()
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { payload: { type: string } });
    const types = events.map(({ payload }) => payload.type).filter((type) => type !== "agent.message.delta");
    expect(types[0]).toBe("conversation.setup");
    expect(types.at(-1)).toBe("conversation.ended");
    expect(types.filter((type) => type === "agent.message.completed")).toHaveLength(2);
    expect(talk.stderr()).toContain("The conversation has ended.");
  });

  it.each([
    ["the key is wrong", 1, ["--key", "op_prod_0000000000000000000000000000"], /key/i],
    ["there is no such agent", 1, ["--agent", "ca_00000000000"], /agent ca_00000000000/],
    ["no agent has such a name", 1, ["Nobody"], /called "Nobody"[\s\S]*agents list/],
    ["an option is unknown", 2, ["--agnet", "x"], /--agnet[\s\S]*--agent/],
    ["a variable has no value", 2, ["--variable", "name"], /name=value/],
    [
      "no server runs there",
      5,
      ["--host", "http://127.0.0.1:1"],
      /No answer from http:\/\/127\.0\.0\.1:1.*operator start/,
    ],
  ])("says in plain words when %s", async (_what, code, args, expected) => {
    start(...args);
    expect(await talk.end()).toBe(code);
    expect(talk.output()).toMatch(expected);
    expect(talk.output()).not.toContain("    at ");
  });

  it("says where the key is when it knows none", async () => {
    talk = startOperator(["talk", "--host", server.url()]);
    expect(await talk.end()).toBe(2);
    expect(talk.output()).toContain("prints one at its first start");
  });
});

/** Tells the agent what it asks for, until the appointment is booked. */
async function bookAppointment(): Promise<void> {
  const said = () =>
    talk
      .output()
      .split("\n")
      .filter((line, index, all) => line.startsWith("Robin › ") && index < all.length - 1);
  for (let answered = 0; !talk.output().includes("← book_appointment"); answered++) {
    await vi.waitUntil(() => said().length > answered || talk.output().includes("← book_appointment"), {
      timeout: 30_000,
    });
    talk.say(customerAnswer(said().at(-1) ?? "", "15:00"));
    if (answered > 10) throw new Error(`No appointment was booked:\n${talk.output()}`);
  }
}
