import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { frequencyOf, rmsOf, tone } from "../../sdk/test/tones.ts";
import { openAudioCodec } from "../../server/src/speech/audio-codec.ts";
import { BROWSER, startBrowser } from "../../server/src/testing/browser.ts";
import { ensurePageIsBuilt } from "./built-page.ts";
import { accessibilityProblems } from "./dashboard.ts";
import { type FakeLine, type FakeVoiceServer, startFakeVoiceServer } from "./fake-voice-server.ts";
import { wavOf } from "./wav.ts";

/** What the fake microphone hears: a tone that comes and goes, as one that stays is taken for noise and removed. */
const HEARD = { hz: 440, ms: 400, pauseMs: 400 };
/** A name of this machine that is neither `localhost` nor https, so that the browser does not trust it. */
const INSECURE_HOST = "operator.test";

let browser: Browser;
let server: FakeVoiceServer;
let folder: string;
let context: BrowserContext;
let misdeeds: string[];

beforeAll(async () => {
  if (BROWSER === null) return;
  ensurePageIsBuilt();
  folder = await mkdtemp(join(tmpdir(), "operator-voice-"));
  const microphone = join(folder, "microphone.wav");
  const rateHz = 48_000;
  const loop = new Float32Array(((HEARD.ms + HEARD.pauseMs) * rateHz) / 1_000);
  loop.set(tone({ ...HEARD, rateHz, height: 0.3 }));
  await writeFile(microphone, wavOf(loop, rateHz));
  server = await startFakeVoiceServer();
  browser = await startBrowser([
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    `--use-file-for-fake-audio-capture=${microphone}`,
    `--host-resolver-rules=MAP ${INSECURE_HOST} 127.0.0.1`,
  ]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
  if (folder) await rm(folder, { recursive: true });
});

afterEach(async () => {
  await context?.close();
  server?.reset();
  expect(misdeeds).toEqual([]);
});

interface PageOptions extends BrowserContextOptions {
  /** Whether the browser has no Opus, so that what travels is samples. */
  isPcm?: boolean;
  host?: string;
}

/** Opens the page as somebody who has signed in. */
async function openPage({ isPcm = true, host, ...options }: PageOptions = {}): Promise<Page> {
  misdeeds = [];
  context = await browser.newContext({ reducedMotion: "reduce", permissions: ["microphone"], ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  page.on("pageerror", (error) => misdeeds.push(String(error)));
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) misdeeds.push(message.text());
  });
  await page.addInitScript(listenIn);
  if (isPcm) await page.addInitScript(() => Reflect.deleteProperty(globalThis, "AudioEncoder"));
  const url = new URL("/app/talk", server.url);
  if (host !== undefined) url.hostname = host;
  await page.goto(url.href);
  await page.getByRole("button", { name: "Start conversation" }).waitFor();
  return page;
}

/** What a page keeps for the tests. */
interface Ears {
  speaker?: AnalyserNode;
  tracks: MediaStreamTrack[];
}

/** Runs in the page: listens at its loudspeaker, and remembers the microphones it was given. */
function listenIn(): void {
  const ears: Ears = { tracks: [] };
  Object.assign(globalThis, { ears });
  const connect = AudioNode.prototype.connect as (this: AudioNode, to: AudioNode) => AudioNode;
  AudioNode.prototype.connect = function (this: AudioNode, to: AudioNode) {
    if (to instanceof AudioDestinationNode && ears.speaker?.context !== to.context) {
      ears.speaker = new AnalyserNode(to.context, { fftSize: 4_096 });
      connect.call(ears.speaker, to);
    }
    return connect.call(this, to instanceof AudioDestinationNode && ears.speaker ? ears.speaker : to);
  } as typeof AudioNode.prototype.connect;
  if (navigator.mediaDevices === undefined) return;
  const devices = navigator.mediaDevices;
  const open = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (constraints) => {
    const stream = await open(constraints);
    ears.tracks.push(...stream.getTracks());
    return stream;
  };
}

/** Returns what sounds at the page's loudspeaker: the latest 85 ms. */
async function speaker(page: Page): Promise<{ hz: number; rms: number }> {
  const { samples, rateHz } = await page.evaluate(() => {
    const { speaker } = (globalThis as unknown as { ears: Ears }).ears;
    if (speaker === undefined) return { samples: [0], rateHz: 1 };
    const heard = new Float32Array(speaker.fftSize);
    speaker.getFloatTimeDomainData(heard);
    return { samples: [...heard], rateHz: speaker.context.sampleRate };
  });
  const heard = Float32Array.from(samples);
  return { hz: frequencyOf(heard, rateHz), rms: rmsOf(heard) };
}

/** Starts a conversation by voice; resolves when the page's microphone has been heard. */
async function startTalking(page: Page): Promise<void> {
  await page.getByText("Voice", { exact: true }).click();
  await page.getByRole("button", { name: "Start conversation" }).click();
  await microphone(page).waitFor();
  await vi.waitUntil(() => (server.lines.at(-1)?.audio.length ?? 0) > 5, { timeout: 30_000 });
}

const microphone = (page: Page) => page.getByRole("button", { name: "Microphone" });
const conversation = (page: Page) => page.getByRole("region", { name: "Conversation" });
const voice = (page: Page, state: string) => page.locator(`[data-voice=${state}]`);
const level = async (page: Page, label: string) =>
  Number(await page.getByRole("meter", { name: label }).getAttribute("aria-valuenow"));

/** Reads what came over a line, as samples from −1 to 1. */
function samplesOf({ audio }: FakeLine): Float32Array {
  const bytes = Buffer.concat(audio.map((message) => message.bytes));
  return Float32Array.from({ length: bytes.length >> 1 }, (_, index) => bytes.readInt16LE(index * 2) / 32_768);
}

/** Returns the loudest tone among spans of 100 ms. */
function loudestOf(samples: Float32Array): { hz: number; rms: number } {
  const spans = Array.from({ length: Math.floor(samples.length / 1_600) }, (_, index) =>
    samples.subarray(index * 1_600, (index + 1) * 1_600),
  );
  const [loudest] = spans
    .map((span) => ({ hz: frequencyOf(span, 16_000), rms: rmsOf(span) }))
    .sort((a, b) => b.rms - a.rms);
  return loudest ?? { hz: 0, rms: 0 };
}

const FRAME = 320;

/** Lets the agent speak a tone the way the platform paces it: 120 ms ahead, two frames at once, each as late as `lateness` says. */
async function speak(ms: number, lateness: (frame: number) => number = () => 0): Promise<void> {
  const voiced = tone({ hz: 300, ms, rateHz: 16_000 });
  const { socket } = server.line;
  const start = performance.now();
  for (let frame = 0; frame * 20 < ms; frame++) {
    const due = Math.max(0, Math.ceil((frame * 20 - 120) / 40) * 40) + lateness(frame);
    const wait = due - (performance.now() - start);
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    // A test that goes on without waiting breaks the line off, or opens another.
    if (socket.readyState !== socket.OPEN) return;
    const bytes = Buffer.alloc(FRAME * 2);
    voiced
      .subarray(frame * FRAME, (frame + 1) * FRAME)
      .forEach((sample, index) => bytes.writeInt16LE(sample * 32_767, index * 2));
    socket.send(bytes);
  }
}

/** What the page has reported as played over a line, in order. */
const playedOf = ({ events }: FakeLine) =>
  events.flatMap(({ payload }) => (payload.type === "audio.played" ? [payload["played_ms"] as number] : []));
const hasPlayed = (ms: number) => vi.waitUntil(() => (playedOf(server.line).at(-1) ?? 0) >= ms, { timeout: 30_000 });

describe.skipIf(BROWSER === null)("the microphone", () => {
  it("is heard at 16 kHz, 20 ms at a time, at its own pitch", async () => {
    const page = await openPage();
    await startTalking(page);
    expect(server.line.query.get("audio")).toBe("pcm_16000");
    await vi.waitUntil(() => server.line.audio.length > 120, { timeout: 30_000 });
    const { audio } = server.line;
    expect(new Set(audio.map(({ bytes }) => bytes.length))).toEqual(new Set([640]));
    const elapsed = (audio.at(-1)?.at ?? 0) - (audio[0]?.at ?? 0);
    expect(audio.length * 20).toBeGreaterThan(elapsed * 0.8);
    const loudest = loudestOf(samplesOf(server.line));
    expect(loudest.hz).toBeGreaterThan(430);
    expect(loudest.hz).toBeLessThan(450);
    expect(loudest.rms).toBeGreaterThan(0.05);
    await vi.waitUntil(async () => (await level(page, "Level: You")) > 50, { timeout: 30_000 });
  });

  it("sends silence while it is muted, by the keyboard too, and says that one is not heard", async () => {
    const page = await openPage();
    await startTalking(page);
    expect(await microphone(page).evaluate((button) => button === document.activeElement)).toBe(true);
    expect(await microphone(page).getAttribute("aria-pressed")).toBe("true");
    await page.keyboard.press("Space");
    await voice(page, "muted").waitFor();
    expect(await microphone(page).getAttribute("aria-pressed")).toBe("false");
    const isSilent = () => {
      const latest = server.line.audio.slice(-50);
      return rmsOf(samplesOf({ ...server.line, audio: latest })) < 1e-4;
    };
    await vi.waitUntil(isSilent, { timeout: 30_000 });
    const silent = server.line.audio.length;
    await page.keyboard.press("Enter");
    await voice(page, "listening").waitFor();
    await vi.waitUntil(
      () => loudestOf(samplesOf({ ...server.line, audio: server.line.audio.slice(silent) })).rms > 0.05,
      {
        timeout: 30_000,
      },
    );
  });

  it("travels as Opus where the browser has it, and Opus is what it plays", async () => {
    const page = await openPage({ isPcm: false });
    await startTalking(page);
    expect(server.line.query.get("audio")).toBe("opus");
    await vi.waitUntil(() => server.line.audio.length > 100, { timeout: 30_000 });
    const codec = openAudioCodec("opus");
    const packets = server.line.audio.slice(0, 100).map(({ bytes }) => bytes);
    const decoded = packets.map((packet) => codec.decode(packet));
    codec.close();
    expect(new Set(decoded.map(({ length }) => length))).toEqual(new Set([320]));
    const loudest = loudestOf(
      Float32Array.from(
        decoded.flatMap((samples) => [...samples]),
        (sample) => sample / 32_768,
      ),
    );
    expect(loudest.hz).toBeGreaterThan(430);
    expect(loudest.hz).toBeLessThan(450);
    for (const packet of packets) server.sendAudio(packet);
    let heard = { hz: 0, rms: 0 };
    await vi.waitUntil(async () => (heard = await speaker(page)).rms > 0.05 && Math.abs(heard.hz - 440) < 15, {
      timeout: 30_000,
    });
    await hasPlayed(1_900);
  });
});

describe.skipIf(BROWSER === null)("the agent's voice", () => {
  it("sounds at the loudspeaker, moves its meter, and is reported as it is played", async () => {
    const page = await openPage();
    await startTalking(page);
    const spoken = speak(2_000);
    await voice(page, "speaking").waitFor();
    // A page that has to wait for its processor plays with gaps at first.
    await vi.waitUntil(
      async () => {
        const { hz, rms } = await speaker(page);
        return rms > 0.3 && Math.abs(hz - 300) < 10;
      },
      { timeout: 30_000 },
    );
    await vi.waitUntil(async () => (await level(page, "Level: Amanda")) > 80, { timeout: 30_000 });
    await spoken;
    await vi.waitUntil(() => playedOf(server.line).at(-1) === 2_000, { timeout: 30_000 });
    const played = playedOf(server.line);
    expect(played.length).toBeGreaterThanOrEqual(9);
    expect(played).toEqual(played.toSorted((one, other) => one - other));
    await voice(page, "listening").waitFor();
  });

  it("stops within 50 ms when it is void, and goes on with what comes then", async () => {
    const page = await openPage();
    await startTalking(page);
    const delays: number[] = [];
    // The machine that runs the tests may be busy in one moment or other, so the middle of five counts.
    for (let round = 0; round < 5; round++) {
      const before = playedOf(server.line).at(-1) ?? 0;
      const spoken = speak(600);
      await hasPlayed(before + 200);
      const reports = playedOf(server.line).length;
      const at = performance.now();
      server.send({ type: "agent.audio.cleared" });
      await vi.waitUntil(() => playedOf(server.line).length > reports, { interval: 1, timeout: 30_000 });
      delays.push((server.line.events.at(-1)?.at ?? 0) - at);
      await spoken;
    }
    expect(delays.toSorted((one, other) => one - other)[2]).toBeLessThan(50);
    await vi.waitUntil(async () => (await speaker(page)).rms < 0.001, { timeout: 30_000 });
    const last = playedOf(server.line).at(-1) ?? 0;
    await speak(400);
    await vi.waitUntil(() => (playedOf(server.line).at(-1) ?? 0) >= last + 400, { timeout: 30_000 });
  });

  it("is silent at once when it is void, whatever had come ahead", async () => {
    const page = await openPage();
    await startTalking(page);
    for (let burst = 0; burst < 30; burst++) void speak(100);
    await vi.waitUntil(async () => (await speaker(page)).rms > 0.1, { timeout: 30_000, interval: 5 });
    server.send({ type: "agent.audio.cleared" });
    await vi.waitUntil(() => playedOf(server.line).length > 0, { timeout: 30_000 });
    await vi.waitUntil(async () => (await speaker(page)).rms < 0.001, { timeout: 30_000 });
    expect(playedOf(server.line).at(-1)).toBeLessThan(3_000);
  });

  it("has no gap while frames come up to 60 ms late and in bursts", async () => {
    const page = await openPage();
    await startTalking(page);
    await speak(3_000, (frame) => [0, 60, 40, 20, 0, 60, 30][frame % 7] ?? 0);
    await vi.waitUntil(() => playedOf(server.line).at(-1) === 3_000, { timeout: 30_000 });
    const played = playedOf(server.line);
    // A gap is a stop, and a stop is reported at once: then two reports lie closer together.
    const steps = played.slice(0, -1).map((ms, index) => ms - (played[index - 1] ?? 0));
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(200);
  });
});

describe.skipIf(BROWSER === null)("a call whose line drops", () => {
  it("goes on by itself in both directions, and counts what is played anew", async () => {
    const page = await openPage();
    await startTalking(page);
    void speak(3_000);
    await hasPlayed(400);
    await context.setOffline(true);
    await voice(page, "reconnecting").waitFor();
    await vi.waitUntil(async () => (await speaker(page)).rms < 0.001, { timeout: 30_000 });
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await context.setOffline(false);
    await vi.waitUntil(() => server.lines.length === 2 && server.line.audio.length > 60, { timeout: 30_000 });
    expect(server.line.query.get("last_event_id")).toBe("ev_00000000001");
    // What was said in the last second of the gap came at once, no more.
    const [first] = server.line.audio;
    const burst = server.line.audio.filter(({ at }) => at - (first?.at ?? 0) < 15).length;
    expect(burst).toBeGreaterThan(20);
    expect(burst).toBeLessThan(60);
    await speak(600);
    await vi.waitUntil(() => playedOf(server.line).at(-1) === 600, { timeout: 30_000 });
  });

  it("is taken up again with the microphone when the page is loaded anew", async () => {
    const page = await openPage();
    await startTalking(page);
    server.send({ type: "user.message.received", text: "Remember me", client_event_id: null });
    await conversation(page).getByText("Remember me").waitFor();
    await page.reload();
    await microphone(page).waitFor();
    // Whether a page that was loaded anew may make sounds by itself is the browser's own decision each time.
    const soundOn = page.getByRole("button", { name: "Turn the sound on" });
    const isHeard = async () => {
      if (await soundOn.isVisible()) await soundOn.click();
      return server.lines.length > 1 && server.line.audio.length > 20;
    };
    await vi.waitUntil(isHeard, { timeout: 30_000 });
    expect(await microphone(page).getAttribute("aria-pressed")).toBe("true");
  });
});

/** Lets the page's next microphones fail the way a browser says it. */
async function breakMicrophone(page: Page, name: string): Promise<void> {
  await page.evaluate((error) => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", error));
  }, name);
}

describe.skipIf(BROWSER === null)("without a microphone", () => {
  it.each([
    ["NotAllowedError", "may not use the microphone"],
    ["NotFoundError", "No microphone was found"],
    ["NotReadableError", "could not be opened"],
  ])("%s: no conversation is begun, and the way out is said", async (name, expected) => {
    const page = await openPage();
    await breakMicrophone(page, name);
    await page.getByText("Voice", { exact: true }).click();
    await page.getByRole("button", { name: "Start conversation" }).click();
    await page.getByRole("alert").filter({ hasText: expected }).waitFor();
    expect(server.created).toBe(0);
  });

  it("voice is not offered on a page that the browser does not trust, and the reason stands there", async () => {
    const page = await openPage({ host: INSECURE_HOST, permissions: [] });
    await page.getByText("Browsers lend the microphone only to pages that came over https").waitFor();
    expect(await page.getByRole("radio", { name: "Voice" }).isDisabled()).toBe(true);
    expect(await page.getByRole("radio", { name: "Chat" }).isChecked()).toBe(true);
  });

  it("a call goes on when it is unplugged, says so, and takes the next one that works", async () => {
    const page = await openPage();
    await startTalking(page);
    const mended = await page.evaluateHandle(() => navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices));
    await breakMicrophone(page, "NotFoundError");
    await page.evaluate(() => {
      for (const track of (globalThis as unknown as { ears: Ears }).ears.tracks)
        track.dispatchEvent(new Event("ended"));
    });
    await page.getByRole("alert").filter({ hasText: "unplugged" }).waitFor();
    await voice(page, "off").waitFor();
    void speak(400);
    await hasPlayed(400);
    await page.evaluate((open) => {
      navigator.mediaDevices.getUserMedia = open;
      navigator.mediaDevices.dispatchEvent(new Event("devicechange"));
    }, mended);
    await voice(page, "listening").waitFor();
    await page.getByRole("alert").waitFor({ state: "detached" });
    const before = server.line.audio.length;
    await vi.waitUntil(
      () => loudestOf(samplesOf({ ...server.line, audio: server.line.audio.slice(before) })).rms > 0.05,
      {
        timeout: 30_000,
      },
    );
  });
});

const METRICS = {
  type: "agent.turn.metrics",
  trigger_event_id: "ev_1",
  model: "fake/model",
  simulated: false,
  interrupted: false,
  steps: 1,
  llm_first_token_ms: 210,
  tts_first_audio_ms: 130,
  speech_ended_at: "2025-06-19T10:00:00.000Z",
  transcript_final_ms: 180,
  end_of_turn_ms: 420,
  first_audio_ms: 760,
  response_ms: 300,
  total_ms: 2_100,
  input_tokens: 10,
  output_tokens: 20,
};

/** Lets a turn happen: the user is heard, answered, interrupts, and hears a filler. */
function playTurn(): void {
  const message = { type: "agent.message.completed", has_tool_calls: false };
  server.send({ type: "user.speech.started" });
  server.send({ type: "user.transcript.delta", text: "I would like" });
  server.send({ type: "user.speech.ended", duration_ms: 1_840 });
  server.send({ type: "user.message.received", text: "I would like a haircut.", client_event_id: null });
  server.send({ type: "agent.filler.spoken", text: "One moment, please.", reason: "slow_tool", rung: 1 });
  server.send({ type: "agent.message.delta", generation_id: "gen_1", text_delta: "With pleasure. On which day" });
  server.send({ ...message, generation_id: "gen_1", text: "With pleasure. On", interrupted: true });
  server.send(METRICS);
  server.send({ type: "user.speech.ignored", text: "mm-hm", reason: "back_channel" });
  server.send({ type: "user.speech.started" });
  server.send({ type: "user.transcript.delta", text: "On Tuesday" });
  server.send({ type: "user.transcript.delta", text: "On Tuesday at" });
}

describe.skipIf(BROWSER === null)("a conversation by voice", () => {
  it("shows what is being said while it is said, and then as a message", async () => {
    const page = await openPage();
    await startTalking(page);
    playTurn();
    await voice(page, "hearing").waitFor();
    await conversation(page).locator("[data-speech='going on']").getByText("On Tuesday at").waitFor();
    await conversation(page).getByText("I would like a haircut.", { exact: true }).waitFor();
    await conversation(page).locator("[data-state=interrupted]").getByText("With pleasure. On").waitFor();
    await conversation(page).getByText("Interrupted", { exact: true }).waitFor();
    await conversation(page).getByText("“One moment, please.” (said while a tool takes long)").waitFor();
    server.send({ type: "user.message.received", text: "On Tuesday at ten.", client_event_id: null });
    await conversation(page).getByText("On Tuesday at ten.", { exact: true }).waitFor();
    await voice(page, "thinking").waitFor();
    expect(await conversation(page).locator("[data-speech]").count()).toBe(0);
  });

  it("takes what is typed as well", async () => {
    const page = await openPage();
    await startTalking(page);
    await page.getByLabel("Message").fill("My name is Ada");
    await page.getByLabel("Message").press("Enter");
    await vi.waitUntil(() => server.line.events.some(({ payload }) => payload["text"] === "My name is Ada"), 30_000);
  });

  it("shows its events, and what the time to the first sound of a turn went into", async () => {
    const page = await openPage();
    await startTalking(page);
    playTurn();
    await page.getByRole("button", { name: "Timeline" }).click();
    const timeline = page.getByRole("complementary", { name: "Timeline" });
    for (const row of [
      "user.speech.ended after 1.8 s",
      "user.speech.ignored back_channel",
      "user.transcript.delta × 2",
    ])
      await timeline.locator("summary").filter({ hasText: row }).waitFor();
    const latency = timeline.getByLabel("After the end of speech");
    expect(await latency.locator("dt").allTextContents()).toEqual([
      "Transcript final",
      "End of turn",
      "First token",
      "First audio",
    ]);
    expect(await latency.locator("dd").allTextContents()).toEqual(["180 ms", "420 ms", "630 ms", "760 ms"]);
  });

  it("offers its recording once it is over and recorded", async () => {
    const page = await openPage();
    await startTalking(page);
    await page.getByRole("button", { name: "End", exact: true }).click();
    await page.getByText("You ended the conversation.").waitFor();
    expect(await page.locator("audio").count()).toBe(0);
    server.recordingUrl = "http://elsewhere.test/conversations/conv_1/recording";
    const player = page.locator("audio");
    await player.waitFor();
    expect(await player.getAttribute("src")).toBe(`${server.url}/conversations/conv_1/recording?token=secret`);
  });

  it.each(["light", "dark"] as const)(
    "can be used by everyone, in a narrow window too, in %s",
    async (colorScheme) => {
      const page = await openPage({ colorScheme, viewport: { width: 390, height: 844 } });
      await page.getByText("Voice", { exact: true }).click();
      expect(await accessibilityProblems(page)).toEqual([]);
      await startTalking(page);
      playTurn();
      await voice(page, "hearing").waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await microphone(page).click();
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.getByRole("button", { name: "Timeline" }).click();
      await page.getByLabel("After the end of speech").waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    },
    40_000,
  );
});
