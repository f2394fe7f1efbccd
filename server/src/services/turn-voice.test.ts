import { describe, expect, it } from "vitest";
import type { PayloadOf } from "../domain/event-payloads.ts";
import type { SpokenMessage } from "../runtime/turn-types.ts";
import type { HeardMessage } from "../speech/mouth.ts";
import { NO_VOICE_TIMES, TurnMessages, type TurnVoice } from "./turn-voice.ts";

const message = (text: string, generationId = "gen_1"): SpokenMessage => {
  return { generationId, text, interrupted: false, hasToolCalls: true };
};

function setUp() {
  const finishing = new Map<string, (heard: string | null) => void>();
  let cut: HeardMessage[] = [];
  const voice: TurnVoice = {
    turnBegan: () => undefined,
    turnEnded: () => undefined,
    callsChanged: () => undefined,
    say: () => undefined,
    play: () => undefined,
    finish: (id) => new Promise((resolve) => finishing.set(id, resolve)),
    silence: () => {
      for (const resolve of finishing.values()) resolve(null);
      return cut;
    },
    times: () => NO_VOICE_TIMES,
  };
  const log: PayloadOf<"agent.message.completed">[] = [];
  const messages = new TurnMessages(voice, async (payload) => {
    log.push(payload);
  });
  const hear = async (id: string, heard: string) => {
    finishing.get(id)?.(heard);
    await new Promise((resolve) => setImmediate(resolve));
  };
  const cutTo = (heard: HeardMessage[]) => {
    cut = heard;
    return messages.cut();
  };
  return { messages, voice, log, hear, cutTo };
}

describe("messages that are spoken", () => {
  it("are recorded once they were heard, and until then known to the model", async () => {
    const { messages, log, hear } = setUp();
    messages.say("gen_1", "Let me ");
    messages.say("gen_1", "check.");
    await messages.whole(message("Let me check."));
    expect(log).toEqual([]);
    expect(messages.unrecorded).toMatchObject([{ text: "Let me check.", has_tool_calls: true }]);
    await hear("gen_1", "Let me check.");
    expect(log).toMatchObject([{ text: "Let me check.", interrupted: false }]);
    expect(messages.unrecorded).toEqual([]);
  });

  it("are recorded in their order, whichever is said to be heard first", async () => {
    const { messages, log, hear } = setUp();
    await messages.whole(message("One."));
    await messages.whole(message("Two.", "gen_2"));
    await hear("gen_2", "Two.");
    expect(log).toEqual([]);
    await hear("gen_1", "One.");
    expect(log.map(({ text }) => text)).toEqual(["One.", "Two."]);
  });

  it("end their turn when the last was heard", async () => {
    const { messages, voice, hear } = setUp();
    let last: unknown = null;
    const waiting = messages.lastHeard(message("Bye."), voice).then((recorded) => {
      last = recorded;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(last).toBe(null);
    await hear("gen_1", "Bye.");
    await waiting;
    expect(last).toMatchObject([{ text: "Bye.", interrupted: false }]);
  });

  it("tell what was heard and what was not when they are cut off", async () => {
    const { messages, log, cutTo } = setUp();
    messages.say("gen_1", "We are open from nine to five.");
    const cut = cutTo([{ generationId: "gen_1", heard: "We are open", unheard: " from nine to five." }]);
    expect(cut).toMatchObject([{ text: "We are open", interrupted: true, cut_text: "from nine to five." }]);
    expect(log).toEqual([]);
  });

  it("leave nothing where nothing of them was heard", () => {
    const { messages, cutTo } = setUp();
    messages.say("gen_1", "Hello");
    expect(cutTo([{ generationId: "gen_1", heard: "", unheard: "Hello" }])).toEqual([]);
  });

  it("are not interrupted when all of them was heard", async () => {
    const { messages, cutTo } = setUp();
    await messages.whole(message("All of it. "));
    expect(cutTo([{ generationId: "gen_1", heard: "All of it.", unheard: " " }])).toMatchObject([
      { interrupted: false },
    ]);
  });

  it("are interrupted when nobody could say the rest of them", async () => {
    const { messages, log, hear } = setUp();
    await messages.whole(message("Said. Lost."));
    await hear("gen_1", "Said. ");
    expect(log).toMatchObject([{ text: "Said. ", interrupted: true }]);
  });
});
