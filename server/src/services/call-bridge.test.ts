import { describe, expect, it } from "vitest";
import { samplesPerFrame, type VoiceRate } from "../domain/audio.ts";
import { OperatorError } from "../domain/error.ts";
import type { LineEnd } from "../speech/line-rate.ts";
import { CallBridge } from "./call-bridge.ts";
import type { ConversationCall } from "./conversation-call.ts";
import { type Guest, GuestLine } from "./guest-line.ts";
import type { SecondCall } from "./second-call.ts";
import type { VoiceSession } from "./voice-session.ts";

const TONE_HZ = 400;
const FRAMES = 50;

/** A second of a tone at a rate, in frames of 20 ms. */
function toneFrames(rate: VoiceRate): Int16Array[] {
  const size = samplesPerFrame(rate);
  return Array.from({ length: FRAMES }, (_, frame) =>
    Int16Array.from({ length: size }, (_sample, at) =>
      Math.round(8_000 * Math.sin((2 * Math.PI * TONE_HZ * (frame * size + at)) / rate)),
    ),
  );
}

/** How often a second the samples rise through nothing, which is the pitch of a tone. */
function pitchOf(frames: readonly Int16Array[], rate: VoiceRate): number {
  const samples = frames.flatMap((frame) => [...frame]);
  const rises = samples.filter((sample, at) => at > 0 && (samples[at - 1] as number) < 0 && sample >= 0).length;
  return (rises * rate) / samples.length;
}

function bridgeBetween(userRate: VoiceRate, otherRate: VoiceRate) {
  let line: GuestLine | null = null;
  const voice = {
    yieldTo: (guest: Guest) => (line = new GuestLine(guest, userRate)),
    giveBack: () => undefined,
  } as unknown as VoiceSession;
  const toOther: Int16Array[] = [];
  const phone = { sampleRateHz: otherRate, send: (frame: Int16Array) => toOther.push(frame.slice()) };
  const keysTo = { user: [] as string[], other: [] as string[] };
  const takingKeys = (keys: string[]) => ({ sendDigits: async (digits: string) => void keys.push(digits) });
  const second = {
    phone: { ...phone, ...takingKeys(keysTo.other) },
    onAudio: () => undefined,
    onDigit: () => undefined,
  } as unknown as SecondCall;
  const call = { voice, isLeft: false, phone: takingKeys(keysTo.user), passKey: null } as unknown as ConversationCall;
  const bridge = new CallBridge(call, () => undefined);
  bridge.hold();
  bridge.join(second);
  return { bridge, call, second, toOther, keysTo, line: line as unknown as GuestLine };
}

describe("two people on lines of different rates", () => {
  it.each<[VoiceRate, VoiceRate]>([
    [8_000, 16_000],
    [16_000, 8_000],
    [8_000, 8_000],
    [16_000, 16_000],
  ])("hear each other at the pitch at which they speak, %i Hz and %i Hz", (userRate, otherRate) => {
    const { second, toOther, line } = bridgeBetween(userRate, otherRate);
    for (const frame of toneFrames(userRate)) line.hear(frame);
    expect(toOther.length).toBeGreaterThan(FRAMES - 5);
    expect(new Set(toOther.map(({ length }) => length))).toEqual(new Set([samplesPerFrame(otherRate)]));
    expect(Math.abs(pitchOf(toOther.slice(5), otherRate) - TONE_HZ)).toBeLessThan(15);

    const toUser: Int16Array[] = [];
    const end: LineEnd = {
      sampleRateHz: userRate,
      incoming: (samples) => samples,
      line: {
        lead: 0,
        ahead: 0,
        grain: 1,
        isContinuous: false,
        send: (frame) => toUser.push(frame.slice()),
        flush: () => undefined,
        clear: () => undefined,
      },
    };
    toneFrames(otherRate).forEach((frame, index) => {
      second.onAudio(frame);
      line.tick(index * 20, end);
    });
    expect(toUser.length).toBeGreaterThan(FRAMES - 8);
    expect(new Set(toUser.map(({ length }) => length))).toEqual(new Set([samplesPerFrame(userRate)]));
    expect(Math.abs(pitchOf(toUser.slice(8), userRate) - TONE_HZ)).toBeLessThan(15);
  });
});

describe("keys that are pressed on lines that are joined", () => {
  it("go to the other, until the agent has the user again", () => {
    const { bridge, call, second, keysTo } = bridgeBetween(8_000, 8_000);
    for (const digit of "42#") call.passKey?.(digit);
    second.onDigit("9");
    expect(keysTo).toEqual({ user: ["9"], other: ["4", "2", "#"] });
    bridge.close();
    expect(call.passKey).toBeNull();
  });

  it("are none where the other has left by then", () => {
    const { call, second } = bridgeBetween(8_000, 8_000);
    second.phone.sendDigits = () => Promise.reject(new OperatorError("call_over", "The call is over."));
    expect(() => call.passKey?.("1")).not.toThrow();
  });
});
