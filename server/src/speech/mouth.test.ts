import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { scriptedTextToSpeech } from "../testing/scripted-text-to-speech.ts";
import { type Line, Mouth } from "./mouth.ts";

const nothing = (): void => undefined;

/** A mouth whose voice is at hand at once, over a line that notes after which tick each frame was sent. */
function setUp({
  grain,
  lead,
  chunkLength = 100,
  isContinuous = false,
}: Pick<Line, "grain" | "lead"> & { chunkLength?: number; isContinuous?: boolean }) {
  const provider = scriptedTextToSpeech({ name: "p", perCharacter: 20, chunkLength });
  const mouth = new Mouth({
    sampleRateHz: 8_000,
    choices: () => [{ provider, voiceId: "v" }],
    language: () => "en",
    wording: (text) => text,
    hasOwnVoice: () => false,
    onFirstAudio: nothing,
    onFailure: nothing,
    wake: nothing,
    watch: { onBegun: nothing, onDone: nothing, onFrame: nothing, onFirstAudio: nothing },
  });
  const sent: number[] = [];
  /** How many samples at the end of each frame are silent. */
  const silent: number[] = [];
  let ticks = 0;
  const send = (frame: Int16Array) => {
    sent.push(ticks);
    silent.push(frame.length - 1 - frame.findLastIndex((sample) => sample !== 0));
  };
  const line: Line = { lead, ahead: lead, grain, isContinuous, send, flush: nothing, clear: nothing };
  const begin = performance.now();
  mouth.connect(line, begin);
  /** Lets the time pass in which all of `TEXT` is sent. */
  const playOut = async () => {
    for (let count = 0; count < 60; count++) {
      mouth.tick(begin + 20 * ++ticks);
      await turn();
    }
  };
  return { mouth, line, sent, silent, playOut };
}

/** Says 26 frames of 20 ms. */
const TEXT = "Twenty-six characters now.";

describe("a mouth", () => {
  it("sends the first of what is said when it is there, before the next tick", async () => {
    const { mouth, sent } = setUp({ grain: 2, lead: 120 });
    mouth.say("gen", TEXT);
    void mouth.finish("gen");
    await expect.poll(() => sent.length).toBeGreaterThan(0);
    expect(new Set(sent)).toEqual(new Set([0]));
  });

  it.each([30, 50, 128])(
    "puts no silence between pieces of %s ms, which end in the middle of a frame",
    async (chunkLength) => {
      const { mouth, sent, silent, playOut } = setUp({ grain: 2, lead: 120, chunkLength });
      mouth.say("gen", TEXT);
      void mouth.finish("gen");
      await expect.poll(() => sent.length).toBeGreaterThan(0);
      await playOut();
      expect(sent).toHaveLength(TEXT.length);
      expect(Math.max(...silent)).toBeLessThan(5);
    },
  );

  it("sends no further ahead than the line keeps after nothing was said for a while", async () => {
    const { mouth, line, sent } = setUp({ grain: 2, lead: 120, chunkLength: 520 });
    mouth.connect(line, performance.now() - 200);
    mouth.say("gen", TEXT);
    void mouth.finish("gen");
    await expect.poll(() => sent.length).toBeGreaterThan(0);
    expect(sent.length).toBeLessThanOrEqual(7);
  });

  it.each([1, 2, 4])("sends frames in time that leave %s at once over a line that keeps little", (grain) => {
    const { mouth, line } = setUp({ grain, lead: 40, isContinuous: true });
    const late: number[] = [];
    let now = 1_000;
    const send = () => late.push(now - 1_000 - 20 * late.length);
    mouth.connect({ ...line, send }, now);
    for (; now < 2_000; now += 5) mouth.tick(now);
    expect(late.length).toBeGreaterThan(45);
    expect(Math.max(...late)).toBeLessThanOrEqual(0);
  });

  it.each([1, 2, 3])("sends %s frames at a time from then on, and all of them", async (grain) => {
    const { mouth, sent, playOut } = setUp({ grain, lead: 120 });
    mouth.say("gen", TEXT);
    void mouth.finish("gen");
    await expect.poll(() => sent.length).toBeGreaterThan(0);
    await playOut();
    expect(sent).toHaveLength(TEXT.length);
    // The first ticks still fill what the line keeps, and the last frames are those that are left.
    const sizes = [...new Set(sent)].map((at) => sent.filter((other) => other === at).length);
    expect(new Set(sizes.slice(3, -1))).toEqual(new Set([grain]));
  });
});
