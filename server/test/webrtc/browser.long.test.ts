import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BROWSER } from "../../src/testing/browser.ts";
import type { MediaLine } from "../../src/ports/media-line.ts";
import { createWebrtcConnector } from "../../src/providers/webrtc/connector.ts";
import { levelOf, toneOf, until } from "./werift-client.ts";

const RATE = 16_000;
const FRAME = RATE / 50;
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--use-fake-ui-for-media-stream",
  "--use-fake-device-for-media-stream",
  "--autoplay-policy=no-user-gesture-required",
  // A machine without a network is a machine, too.
  "--allow-loopback-in-peer-connection",
];

/** A page that offers its microphone, and measures what it hears; `hang up` closes its end. */
const PAGE = `<!doctype html><title>WebRTC</title><script type="module">
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const peer = new RTCPeerConnection();
  for (const track of stream.getTracks()) peer.addTrack(track, stream);
  peer.ontrack = ({ track }) => {
    const audio = new Audio();
    audio.srcObject = new MediaStream([track]);
    void audio.play();
    const context = new AudioContext();
    window.analyser = context.createAnalyser();
    analyser.fftSize = 8192;
    context.createMediaStreamSource(audio.srcObject).connect(analyser);
    window.loudest = () => {
      const levels = new Float32Array(analyser.frequencyBinCount);
      analyser.getFloatFrequencyData(levels);
      const place = levels.indexOf(Math.max(...levels));
      return { frequency: (place * context.sampleRate) / analyser.fftSize, decibels: levels[place] };
    };
  };
  await peer.setLocalDescription();
  await new Promise((done) => {
    if (peer.iceGatheringState === "complete") done();
    peer.onicegatheringstatechange = () => peer.iceGatheringState === "complete" && done();
  });
  const answer = await fetch("/offer", { method: "POST", body: peer.localDescription.sdp });
  await peer.setRemoteDescription({ type: "answer", sdp: await answer.text() });
  window.state = () => peer.connectionState;
  window.hangUp = () => peer.close();
</script>`;

interface Visit {
  page: Page;
  line: MediaLine;
  heard: number[];
}

describe.skipIf(BROWSER === null)("WebRTC with Chromium", () => {
  let browser: Browser;
  let server: Server;
  let offered: { line: MediaLine; heard: number[] } | null = null;
  const timings = { connectWithin: 15_000, silentFor: 3_000 };
  const connector = createWebrtcConnector({ addresses: ["127.0.0.1"], ports: null, timings });
  const controller = new AbortController();

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.method !== "POST") return response.setHeader("content-type", "text/html").end(PAGE);
      let sdp = "";
      request.setEncoding("utf8").on("data", (piece: string) => {
        sdp += piece;
      });
      request.on("end", () => void answer(sdp).then((text) => response.end(text)));
      return undefined;
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    browser = await chromium.launch({ executablePath: BROWSER as string, args: FLAGS });
  });

  afterAll(async () => {
    controller.abort();
    await browser?.close();
    server.close();
  });

  async function answer(sdp: string): Promise<string> {
    const heard: number[] = [];
    const { signal } = controller;
    const onAudio = (samples: Int16Array) => heard.push(...samples);
    try {
      const line = await connector.answer(sdp, { sampleRateHz: RATE, onAudio, signal });
      offered = { line, heard };
      return line.answerSdp;
    } catch (error) {
      return String(error);
    }
  }

  async function visit(): Promise<Visit> {
    offered = null;
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await until(() => offered?.line.isConnected === true);
    const { line, heard } = offered as unknown as Visit;
    return { page, line, heard };
  }

  it("hears its microphone, is heard, and is closed when it hangs up", async () => {
    const { page, line, heard } = await visit();
    // The fake microphone beeps once a second.
    await until(() => heard.length > 2 * RATE);
    const frames = Array.from({ length: Math.floor(heard.length / FRAME) }, (_, place) =>
      levelOf(heard.slice(place * FRAME, (place + 1) * FRAME)),
    );
    expect(Math.max(...frames)).toBeGreaterThan(500);
    let said = 0;
    const talking = setInterval(() => {
      line.send(toneOf(1_000, RATE, { start: said, length: FRAME }));
      said += FRAME;
    }, 20);
    try {
      await until(async () => {
        const { frequency, decibels } = await page.evaluate<{ frequency: number; decibels: number }>(
          "window.loudest ? loudest() : { frequency: 0, decibels: -200 }",
        );
        return Math.abs(frequency - 1_000) < 30 && decibels > -60;
      });
    } finally {
      clearInterval(talking);
    }
    await page.evaluate("hangUp()");
    // Chromium says nothing when it hangs up: it only stops.
    expect(await line.closed).toBe("Nothing was heard of the client for 3 s.");
    await page.close();
  }, 60_000);
});
