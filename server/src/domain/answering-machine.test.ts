import { describe, expect, it } from "vitest";
import { type AnswerScreen, FRESH_SCREEN, heardNext, MACHINE_SCREEN } from "./answering-machine.ts";

type Sound = readonly ["speech" | "quiet" | "beep" | "music", duration: number];

const FRAME = 20;

function hear(sounds: readonly Sound[], from: AnswerScreen = FRESH_SCREEN): AnswerScreen {
  let screen = from;
  let at = 0;
  for (const [sound, duration] of sounds) {
    for (let passed = 0; passed < duration; passed += FRAME) {
      at += 1;
      const toneHz = sound === "beep" ? 1_000 : sound === "music" ? 500 + (at % 5) * 200 : null;
      screen = heardNext(screen, { duration: FRAME, isSound: sound !== "quiet", toneHz });
    }
  }
  return screen;
}

describe("who picked up", () => {
  it.each<[string, readonly Sound[], AnswerScreen["verdict"]]>([
    ["is not known before somebody speaks", [["quiet", 2_000]], "listening"],
    [
      "is a human who says hello and waits",
      [
        ["quiet", 500],
        ["speech", 600],
        ["quiet", 1_000],
      ],
      "human",
    ],
    [
      "is a human who says a firm's name and waits",
      [
        ["speech", 3_200],
        ["quiet", 1_000],
      ],
      "human",
    ],
    ["is held for a human who says nothing", [["quiet", 8_000]], "human"],
    ["is a machine that speaks without waiting", [["speech", 4_100]], "machine"],
    [
      "is a machine that breathes between sentences",
      [
        ["speech", 1_800],
        ["quiet", 600],
        ["speech", 2_000],
      ],
      "machine",
    ],
    [
      "is a machine that beeps at once",
      [
        ["quiet", 300],
        ["beep", 300],
      ],
      "ready",
    ],
    [
      "is not a machine for a blip",
      [
        ["quiet", 300],
        ["beep", 100],
        ["quiet", 100],
      ],
      "listening",
    ],
    ["is not a machine for a tune", [["music", 1_000]], "listening"],
    [
      "is ready after the beep",
      [
        ["speech", 6_000],
        ["beep", 400],
      ],
      "ready",
    ],
    [
      "is ready after a long pause where the beep was missed",
      [
        ["speech", 6_000],
        ["quiet", 2_000],
      ],
      "ready",
    ],
    [
      "is not ready in a short pause",
      [
        ["speech", 6_000],
        ["quiet", 1_500],
        ["speech", 500],
      ],
      "machine",
    ],
    ["is ready at last, however long it speaks", [["speech", 45_000]], "ready"],
  ])("%s", (_, sounds, verdict) => {
    expect(hear(sounds).verdict).toBe(verdict);
  });

  it("stays a human whatever is said then", () => {
    const human = hear([
      ["speech", 600],
      ["quiet", 1_000],
    ]);
    expect(
      hear(
        [
          ["speech", 20_000],
          ["beep", 1_000],
        ],
        human,
      ).verdict,
    ).toBe("human");
  });

  it("is waited for where the carrier has found a machine", () => {
    expect(hear([["speech", 300]], MACHINE_SCREEN).verdict).toBe("machine");
    expect(
      hear(
        [
          ["speech", 300],
          ["beep", 240],
        ],
        MACHINE_SCREEN,
      ).verdict,
    ).toBe("ready");
    expect(hear([["quiet", 2_000]], MACHINE_SCREEN).verdict).toBe("ready");
  });
});
