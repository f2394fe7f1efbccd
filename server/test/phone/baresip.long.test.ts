import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createResampler } from "../../src/lib/resampler.ts";
import { wavFile } from "../../src/lib/wav.ts";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import {
  type FakeAnswer,
  type FakeModelRequest,
  type FakeModelServer,
  startFakeModelServer,
  textOfMessage,
} from "../../src/testing/fake-model-server.ts";
import { headersOf } from "../http/described-app.ts";
import { type EventReader, readEvents } from "../http/event-reader.ts";
import { spokenWords } from "../voice/spoken-words.ts";
import { type Baresip, type BaresipOptions, startBaresip } from "./baresip.ts";
import { freePort, selfSigned, until } from "./sip-peer.ts";

const CALLER = "+14155550123";
const DESK = "+14155550170";
/** Who is called by an agent, and from where. */
const CALLEE = "+14155550180";
const OUTGOING = "+14155550190";
const RATE = 16_000;
const WITHIN = 20_000;
/** Louder than any silence is. */
const LOUD = 1_000;
const TOOLS = ["baresip", "flite", "pocketsphinx_continuous"];
const hasTools = TOOLS.every((tool) => spawnSync("sh", ["-c", `command -v ${tool}`]).status === 0);
const run = promisify(execFile);

/** Said by callers. */
const SAID = { question: "what are your opening hours", interruption: "please stop and tell me the price" };
// Agents say here what pocketsphinx understands of flite over a telephone line.
const SPEAK_FIRST = "Greet them.";
const GREETING = "Thank you very much for calling. How can I help you?";
const GREETED = /very much|calling|help you/;
const SUMMARY = "The customer wants to know about the money.";
const SUMMED_UP = /customer|wants to know|money/;
const ANSWER = "The weather is very good in the morning. ";
const ANSWERED = /weather|very good|in the morning/;
const LONG = Array.from({ length: 24 }, () => ANSWER);

let folder: string;
let app: TestApp;
let model: FakeModelServer;
let desk: Baresip;
let callee: Baresip;
let ports: Record<"udp" | "tcp" | "tls", number>;
let certificate: string;
let words: Record<keyof typeof SAID, Int16Array>;
const phones: Baresip[] = [];
const readers: EventReader[] = [];
let lastNumber = 14155550200;

beforeAll(async () => {
  if (!hasTools) return;
  folder = await mkdtemp(join(tmpdir(), "operator-baresip-"));
  words = { question: spokenWords(SAID.question, RATE), interruption: spokenWords(SAID.interruption, RATE) };
  const { key, cert } = await selfSigned();
  certificate = join(folder, "cert.pem");
  await Promise.all([writeFile(join(folder, "key.pem"), key), writeFile(certificate, cert)]);
  model = await startFakeModelServer({
    answer: (request) => ({ firstPieceAfter: 5, pieceEvery: 5, pieces: [], ...answerTo(request) }),
  });
  desk = await startBaresip({ user: DESK });
  phones.push(desk);
  callee = await startBaresip({ user: CALLEE });
  phones.push(callee);
  ports = { udp: await freePort(), tcp: await freePort(), tls: await freePort() };
  app = await startTestApp({
    OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}`,
    OPERATOR_SPEECH_TO_TEXT: "local",
    OPERATOR_TEXT_TO_SPEECH: "local",
    OPERATOR_CALL_PREFIXES: "+1",
    OPERATOR_SIP_LISTEN: Object.entries(ports)
      .map(([protocol, port]) => `${protocol}:127.0.0.1:${port}`)
      .join(),
    OPERATOR_SIP_TRUNKS: JSON.stringify([
      { name: "pbx", host: "127.0.0.1", port: desk.port },
      { name: "other", host: "127.0.0.1", port: callee.port, numbers: [OUTGOING] },
    ]),
    OPERATOR_SIP_TLS_KEY: join(folder, "key.pem"),
    OPERATOR_SIP_TLS_CERT: certificate,
  });
}, 120_000);

afterAll(async () => {
  for (const reader of readers) reader.close();
  await app?.stop();
  await model?.close();
  await Promise.all(phones.map((phone) => phone.stop()));
  if (folder) await rm(folder, { recursive: true });
});

/** What the agents of these tests do, as their prompts and the last thing said call for. */
function answerTo({ messages }: FakeModelRequest): Partial<FakeAnswer> {
  const last = messages.at(-1);
  const said = last === undefined ? "" : textOfMessage(last);
  if (last?.role === "tool") return { pieces: ["Goodbye."] };
  if (said.includes("[keys pressed: 0#]")) {
    const transfer = JSON.stringify({ name: "desk", summary: SUMMARY });
    return { pieces: ["One moment."], toolCalls: [{ name: "transfer", arguments: transfer }] };
  }
  if (said.includes("[keys pressed")) return { pieces: ["Thank you for the number."] };
  if (messages.some((message) => textOfMessage(message).includes(SPEAK_FIRST))) return { pieces: [GREETING] };
  const isFirst = !messages.some(({ role }) => role === "assistant");
  return { pieces: isFirst ? LONG : ["It costs nothing. "] };
}

interface OnTheLine {
  readonly phone: Baresip;
  readonly id: string;
  readonly events: EventReader;
}

/** Has a telephone call a number of its own, which a new agent answers. It speaks first where it is told to. */
async function callIn(
  options: Partial<BaresipOptions> = {},
  { prompt = "Answer the caller.", ...config }: { prompt?: string; tool?: object } = {},
): Promise<OnTheLine> {
  const { transport = "udp" } = options;
  lastNumber += 1;
  const number = `+${lastNumber}`;
  const runtime = { model: "fake/main", speaks_first: prompt === SPEAK_FIRST };
  const agentId = await app.makeAgent(prompt, { ...config, runtime });
  await add("/phone_numbers", { number, carrier: "sip", agent_id: agentId });
  const phone = await startBaresip({ user: CALLER, ca: certificate, ...options });
  phones.push(phone);
  await phone.dial(`sip:${number}@127.0.0.1:${ports[transport]};transport=${transport}`);
  await phone.happened("CALL_ESTABLISHED");
  const { body } = await app.call("GET", `/conversations?agent_id=${agentId}`);
  const id = (body["data"] as { id: string }[])[0]?.id ?? "";
  return { phone, id, events: await eventsOf(id) };
}

async function add(path: string, given: object): Promise<string> {
  const { status, body } = await app.call("POST", path, given);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body["id"] as string;
}

async function eventsOf(id: string): Promise<EventReader> {
  const events = await readEvents(`${app.url}/conversations/${id}/events`, headersOf(app.key));
  readers.push(events);
  return events;
}

async function next(events: EventReader, type: Parameters<EventReader["next"]>[0]) {
  return (await events.next(type)).event.payload as unknown as Record<string, unknown>;
}

/** How much of what was heard is no silence, in ms. */
function soundIn(samples: Int16Array, sampleRateHz: number): number {
  const frame = sampleRateHz / 50;
  let count = 0;
  for (let start = 0; start + frame <= samples.length; start += frame)
    if (samples.subarray(start, start + frame).some((sample) => Math.abs(sample) > LOUD)) count += 1;
  return count * 20;
}

async function soundAt(phone: Baresip): Promise<number> {
  const { samples, sampleRateHz } = await phone.heard();
  return soundIn(samples, sampleRateHz);
}

const soundReaches = (phone: Baresip, ms: number) =>
  vi.waitFor(async () => expect(await soundAt(phone)).toBeGreaterThan(ms), { timeout: WITHIN, interval: 100 });

/** Lets `pocketsphinx` write down what a telephone heard first, five seconds of it. */
async function understood(phone: Baresip): Promise<string> {
  const { samples: all, sampleRateHz } = await phone.heard();
  const start = all.findIndex((sample) => Math.abs(sample) > LOUD);
  const samples = all.subarray(start, start + 5 * sampleRateHz);
  const file = join(folder, `heard-${phone.port}.wav`);
  // Its model knows wide speech alone. Held samples mirror what lies under 4 kHz above it.
  const wide = sampleRateHz < RATE ? samples.length * (RATE / sampleRateHz) : 0;
  const held = Int16Array.from({ length: wide }, (_, place) => samples[((place * sampleRateHz) / RATE) | 0] ?? 0);
  await writeFile(file, wavFile(wide > 0 ? held : createResampler(sampleRateHz, RATE)(samples), RATE));
  const { stdout } = await run("pocketsphinx_continuous", ["-infile", file, "-logfn", "/dev/null"]);
  return stdout;
}

function tone(hertz: number): Int16Array {
  return Int16Array.from({ length: RATE * 30 }, (_, index) => 8_000 * Math.sin((2 * Math.PI * hertz * index) / RATE));
}

/** The share of a tone in the last 200 ms that were heard, by Goertzel's algorithm: 1 for nothing else. */
async function shareOfTone(phone: Baresip, hertz: number): Promise<number> {
  const { samples, sampleRateHz } = await phone.heard();
  const last = samples.subarray(-sampleRateHz / 5);
  let [real, imaginary, power] = [0, 0, 0];
  last.forEach((sample, index) => {
    const angle = (2 * Math.PI * hertz * index) / sampleRateHz;
    real += sample * Math.cos(angle);
    imaginary += sample * Math.sin(angle);
    power += sample * sample;
  });
  return power < last.length * 1e6 ? 0 : (2 * (real ** 2 + imaginary ** 2)) / (last.length * power);
}

const toneArrives = (phone: Baresip, hertz: number) =>
  vi.waitFor(async () => expect(await shareOfTone(phone, hertz)).toBeGreaterThan(0.8), { timeout: WITHIN });

const WAYS: readonly [string, Partial<BaresipOptions>][] = [
  ["G.722 over UDP", { codec: "G722" }],
  ["Opus, encrypted, over TLS", { codec: "opus", transport: "tls", isEncrypted: true }],
  ["A-law, encrypted, over TCP", { codec: "PCMA", transport: "tcp", isEncrypted: true }],
];

describe.skipIf(!hasTools).concurrent("a telephone that was written elsewhere", () => {
  it("asks an agent, hears its answer, interrupts it, presses keys and hangs up", async () => {
    const { phone, id, events } = await callIn();
    await phone.say(words.question, RATE);
    expect((await next(events, "user.message.received"))["text"]).toMatch(/opening hours/);
    await soundReaches(phone, 2_000);
    await phone.say(words.interruption, RATE);
    expect(await next(events, "agent.message.completed")).toMatchObject({ interrupted: true });
    expect((await next(events, "user.message.received"))["text"]).toMatch(/stop|tell me|price/);
    expect(await next(events, "agent.message.completed")).toMatchObject({ interrupted: false });
    await phone.press("42*#");
    for (const digit of "42*#") expect(await next(events, "user.dtmf.received")).toMatchObject({ digit });
    expect(await next(events, "user.message.received")).toMatchObject({ text: "[keys pressed: 42*#]" });
    await next(events, "agent.message.completed");
    await phone.hangUp();
    expect(await next(events, "conversation.ended")).toMatchObject({ status: "completed", reason: "user_hung_up" });
    expect(await understood(phone)).toMatch(ANSWERED);
    expect((await app.call("GET", `/conversations/${id}`)).body).toMatchObject({
      status: "completed",
      channel: { type: "phone", caller_no: CALLER },
    });
  }, 120_000);

  it("is transferred to another one, who hears the summary first, and then each the other", async () => {
    const transfer = { name: "desk", description: "For bills.", kind: "number", destination: DESK, mode: "warm" };
    const transferId = await add("/transfers", transfer);
    const { phone, events } = await callIn({}, { tool: { transfers: [{ id: transferId }] } });
    await phone.press("0#");
    await desk.happened("CALL_ESTABLISHED");
    expect(await next(events, "conversation.transferred")).toMatchObject({ mode: "warm", carried_by: "platform" });
    // Nobody has said anything yet but the platform.
    expect(await soundAt(desk)).toBeGreaterThan(1_000);
    expect(await understood(desk)).toMatch(SUMMED_UP);
    await Promise.all([phone.say(tone(700), RATE), desk.say(tone(1_100), RATE)]);
    await Promise.all([toneArrives(desk, 700), toneArrives(phone, 1_100)]);
    await phone.hangUp();
    expect(await next(events, "conversation.ended")).toMatchObject({ status: "completed" });
    await desk.happened("CALL_CLOSED");
  }, 120_000);

  it("is called, hears the agent speak first, puts it on hold and comes back", async () => {
    const agentId = await app.makeAgent(SPEAK_FIRST, { runtime: { model: "fake/main", speaks_first: true } });
    await add("/phone_numbers", { number: OUTGOING, carrier: "sip" });
    const channel = { type: "phone", callee_no: CALLEE, caller_no: OUTGOING };
    const { id } = await app.converse(agentId, { channel });
    const events = await eventsOf(id);
    await callee.happened("CALL_ESTABLISHED");
    expect(await next(events, "agent.message.completed")).toMatchObject({ text: GREETING, interrupted: false });
    await soundReaches(callee, 1_500);
    await callee.command("hold");
    expect(await next(events, "user.hold.changed")).toMatchObject({ is_held: true });
    await until(() => !callee.receives(), "silence while the agent is held", WITHIN);
    await callee.command("resume");
    expect(await next(events, "user.hold.changed")).toMatchObject({ is_held: false });
    await until(() => callee.receives(), "audio from the agent again", WITHIN);
    await callee.say(words.question, RATE);
    await next(events, "user.speech.started");
    await app.call("POST", `/conversations/${id}/end`);
    await callee.happened("CALL_CLOSED");
    expect((await app.call("GET", `/conversations/${id}`)).body).toMatchObject({ status: "completed" });
  }, 120_000);

  it.each(WAYS)(
    "hears and is heard by %s",
    async (_name, options) => {
      const { phone, events } = await callIn(options, { prompt: SPEAK_FIRST });
      expect(await next(events, "agent.message.completed")).toMatchObject({ text: GREETING, interrupted: false });
      expect(await understood(phone)).toMatch(GREETED);
      await phone.say(words.question, RATE);
      await next(events, "user.speech.started");
      await phone.press("7");
      expect(await next(events, "user.dtmf.received")).toMatchObject({ digit: "7" });
      await phone.hangUp();
      expect(await next(events, "conversation.ended")).toMatchObject({ status: "completed", reason: "user_hung_up" });
    },
    120_000,
  );
});
