import { describe, expect, it } from "vitest";
import { newTurnTaking, takeTurns } from "./turn-taking.ts";
import type { TurnTakingEffect, TurnTakingEvent, TurnTakingRules } from "./turn-taking-types.ts";

const RULES: TurnTakingRules = { patience: "normal", language: "en" };

type Done = TurnTakingEffect & { at: number };

/** Tells events and the ticks they ask for, up to a time; returns what was done, ticks apart. */
function play(events: readonly TurnTakingEvent[], { rules = RULES, until = 200_000 } = {}) {
  let state = newTurnTaking(rules);
  let wakeAt: number | null = null;
  const done: Done[] = [];
  const tell = (event: TurnTakingEvent) => {
    const next = takeTurns(state, event);
    state = next.state;
    for (const effect of next.effects) {
      if (effect.type === "wake_at") wakeAt = effect.at;
      else done.push({ ...effect, at: event.at });
    }
  };
  const tickUntil = (at: number) => {
    for (let due = wakeAt; due !== null && due <= at; due = wakeAt) {
      wakeAt = null;
      tell({ type: "tick", at: due });
    }
  };
  for (const event of events) {
    tickUntil(event.at - 1);
    tell(event);
  }
  tickUntil(until);
  return { done, state, wakeAt };
}

const started = (at: number): TurnTakingEvent => ({ type: "speech_started", at });
const ended = (at: number): TurnTakingEvent => ({ type: "speech_ended", at, endedAt: at - 240 });
const partial = (at: number, text: string): TurnTakingEvent => ({ type: "partial", at, text });
const final = (at: number, text: string): TurnTakingEvent => ({ type: "final", at, text });
const speaking = (at: number, text: string): TurnTakingEvent => ({
  type: "agent_speaking",
  at,
  text,
  isReadingOut: false,
});
const reading = (at: number, text: string): TurnTakingEvent => ({
  type: "agent_speaking",
  at,
  text,
  isReadingOut: true,
});
const agent = (at: number, type: "agent_thinking" | "agent_working" | "agent_silent"): TurnTakingEvent => ({
  at,
  type,
});

/** Somebody says this in one breath that ends at 1,000, and it is final at 1,400. */
const said = (text: string) => [
  started(200),
  partial(800, text.replace(/[.?!]$/, "")),
  ended(1_240),
  final(1_400, text),
];
const kinds = (done: readonly Done[]) => done.map(({ type }) => type).filter((type) => type !== "transcript");
const takenAfter = (events: readonly TurnTakingEvent[], rules = RULES) => {
  const taken = play(events, { rules }).done.find(({ type }) => type === "take_turn");
  return taken ? taken.at - 1_000 : null;
};

describe("the end of a turn", () => {
  it.each([
    ["a sentence with a full stop", "I would like to book a table.", 400],
    ["a question", "Do you open on Sundays?", 400],
    ["a question without a mark", "do you open on sundays", 550],
    ["a short answer", "yes", 400],
    ["words that could go on", "i would like to book a table", 850],
    ["a greeting", "Good morning.", 850],
    ["a word that leans on", "i need some more", 1_200],
    ["a preposition", "could you send it to", 1_700],
    ["a conjunction, whatever its punctuation", "It broke because.", 1_700],
    ["a comma", "On Friday,", 1_700],
    ["an announcement", "my number is", 1_700],
    ["an um", "i need um", 2_200],
    ["a group of a number", "my number is zero seven nine", 2_000],
    ["a whole number", "my number is zero seven nine one two three four five six seven", 1_000],
    ["digits that nobody announced", "four seven one", 1_500],
  ])("comes after %s in good time", (_, text, after) => {
    expect(takenAfter(said(text))).toBe(after);
  });

  it.each([
    ["de", "ich suche ein geschenk für", 1_700],
    ["de", "ja bitte", 400],
    ["fr", "j'appelle parce que", 1_700],
    ["fr", "oui merci", 400],
    ["es", "necesito un taxi para", 1_700],
    ["es", "no gracias", 400],
    ["it", "vorrei un tavolo per", 1_700],
    ["it", "va bene", 400],
    ["pt", "eu gostaria de", 1_700],
    ["pt", "não obrigado", 400],
    ["nl", "ik wil graag een afspraak met", 1_700],
    ["nl", "ja graag", 400],
    ["pl", "chciałbym zarezerwować stolik", 850],
    ["pl", "Chciałbym zarezerwować stolik.", 400],
    ["de-AT", "ja bitte", 400],
  ])("goes by the words of %s: %s", (language, text, after) => {
    expect(takenAfter(said(text), { ...RULES, language })).toBe(after);
  });

  it.each([
    ["low", 595],
    ["normal", 850],
    ["high", 1_360],
  ] as const)("comes sooner or later with %s patience", (patience, after) => {
    expect(takenAfter(said("i would like to book a table"), { ...RULES, patience })).toBe(after);
  });

  it("comes sooner when the provider is sure of it, and later when it is sure of the contrary", () => {
    const hinted = (probability: number) => [
      ...said("i would like to book a table"),
      { type: "end_of_turn_hint", at: 1_410, probability } as const,
    ];
    expect(takenAfter(hinted(0.95))).toBe(510);
    expect(takenAfter(hinted(0.05))).toBe(1_275);
    expect(takenAfter(hinted(0.5))).toBe(850);
  });

  it("waits for digits once the agent asked for them", () => {
    const asked = [speaking(-4_000, "What is your phone number?"), agent(-500, "agent_silent")];
    expect(takenAfter([...asked, ...said("zero seven")])).toBe(2_000);
    expect(takenAfter([...asked, ...said("Why do you need that?")])).toBe(400);
  });

  it("takes the partial transcript when the final does not come", () => {
    const { done } = play([started(200), partial(800, "yes please"), ended(1_240)]);
    expect(done.at(-1)).toMatchObject({
      type: "take_turn",
      text: "yes please",
      speechEndedAt: 1_000,
      finalAt: null,
      at: 2_200,
    });
  });

  it("does not take again what a late final repeats, and takes what it adds", () => {
    const late = (text: string) =>
      play([started(200), partial(800, "yes please"), ended(1_240), final(3_000, text)]).done;
    expect(kinds(late("Yes, please."))).toEqual(["begin_reply", "take_turn"]);
    expect(late("Yes, please, and a coffee.").filter(({ type }) => type === "take_turn")).toMatchObject([
      { text: "yes please" },
      { text: "and a coffee." },
    ]);
  });

  it("goes on over pauses, and takes all of it", () => {
    const { done } = play([
      ...said("i would like to"),
      started(2_000),
      partial(2_400, "book a table"),
      ended(2_900),
      final(3_000, "book a table."),
    ]);
    expect(kinds(done)).toEqual(["begin_reply", "take_turn"]);
    expect(done.at(-1)).toMatchObject({ text: "i would like to book a table.", at: 3_060 });
  });

  it("tells each change of what is understood", () => {
    const { done } = play([
      started(200),
      partial(400, "yes"),
      partial(600, "yes"),
      partial(700, "yes please"),
      ended(1_240),
      final(1_300, "Yes please."),
    ]);
    expect(done.flatMap((one) => (one.type === "transcript" ? one.text : []))).toEqual([
      "yes",
      "yes please",
      "Yes please.",
    ]);
  });

  it("comes at the next pause once somebody has spoken for a minute, and without one after 75 s", () => {
    const talk = Array.from({ length: 200 }, (_, index) =>
      partial(1_000 + index * 500, `and ${"so ".repeat(index % 7)}on and`),
    );
    expect(play([started(200), ...talk.filter(({ at }) => at < 61_000), ended(61_000)]).done.at(-1)).toMatchObject({
      type: "take_turn",
      at: 61_000,
    });
    const endless = play([started(200), ...talk]).done.find(({ type }) => type === "take_turn");
    expect(endless?.at).toBeGreaterThanOrEqual(75_200);
    expect(endless?.at).toBeLessThan(76_000);
  });

  it("comes although a noise goes on under the last word", () => {
    expect(play([started(200), partial(800, "What does it cost?")]).done.at(-1)).toMatchObject({
      type: "take_turn",
      at: 3_800,
    });
  });

  it("is nobody's when a voice had no words, or only an um", () => {
    expect(play([started(200), ended(1_240), final(1_400, "")]).done).toEqual([
      { type: "ignored", text: "", reason: "noise", at: 1_400 },
    ]);
    expect(play([started(200), ended(1_240)]).done).toEqual([
      { type: "ignored", text: "", reason: "noise", at: 6_240 },
    ]);
    expect(play(said("um")).done.at(-1)).toMatchObject({ type: "ignored", text: "um", at: 4_000 });
  });
});

describe("a head start", () => {
  it("is taken when the end is likely, and used when nothing more comes", () => {
    const { done } = play(said("Do you open on Sundays?"));
    expect(kinds(done)).toEqual(["begin_reply", "take_turn"]);
    expect(done.filter(({ type }) => type !== "transcript")).toMatchObject([
      { text: "Do you open on Sundays" },
      { text: "Do you open on Sundays" },
    ]);
  });

  it("is thrown away when the user goes on", () => {
    const { done } = play([
      started(200),
      partial(800, "yes"),
      ended(1_240),
      started(1_300),
      partial(1_395, "yes but not today"),
      ended(2_500),
      final(2_600, "yes but not today."),
    ]);
    expect(kinds(done).slice(0, 2)).toEqual(["begin_reply", "discard_reply"]);
    expect(kinds(done).at(-1)).toBe("take_turn");
  });

  it("survives the final's punctuation, and the turn is taken as it was begun", () => {
    const { done } = play([started(200), partial(800, "yes please"), ended(1_240), final(1_300, "Yes, please.")]);
    expect(kinds(done)).toEqual(["begin_reply", "take_turn"]);
    expect(done.at(-1)).toMatchObject({ text: "yes please" });
  });
});

const TEXT = "Your appointment is on Tuesday the fourth at half past ten with Doctor Weber.";
const DIGITS = "Your number is four seven one, nine nine two, zero three eight.";
const phases: Record<string, TurnTakingEvent> = {
  thinking: agent(0, "agent_thinking"),
  working: agent(0, "agent_working"),
  speaking: speaking(0, TEXT),
  "reading out": reading(0, DIGITS),
};
const SHAKE = ["pause_playback", "resume_playback", "ignored"];
const STOP = ["interrupt"];

describe("what is said while the agent is", () => {
  it.each([
    ["speaking", "mm hm", SHAKE],
    ["speaking", "yeah yeah okay", SHAKE],
    ["speaking", "on Tuesday the fourth at half past", SHAKE],
    ["speaking", "", SHAKE],
    ["speaking", "I can't on Tuesday", ["pause_playback", ...STOP]],
    ["speaking", "no", ["pause_playback", ...STOP]],
    ["speaking", "stop", ["pause_playback", ...STOP]],
    ["speaking", "okay wait", ["pause_playback", ...STOP]],
    ["reading out", "four seven one", ["ignored"]],
    ["reading out", "okay", ["ignored"]],
    ["reading out", "nice", ["ignored"]],
    ["reading out", "", ["ignored"]],
    ["reading out", "what was the first one", STOP],
    ["reading out", "hold on", STOP],
    ["reading out", "that's not my number at all", STOP],
    ["thinking", "okay", ["ignored"]],
    ["thinking", "", ["ignored"]],
    ["thinking", "for four people", STOP],
    ["thinking", "stop", STOP],
    ["working", "thank you", ["ignored"]],
    ["working", "actually make it Thursday", STOP],
    ["working", "wait", STOP],
  ])('%s: "%s"', (phase, text, effects) => {
    const { done } = play([phases[phase] as TurnTakingEvent, ...said(text)], { until: 10_000 });
    expect(kinds(done).slice(0, effects.length)).toEqual(effects);
    // Nothing is lost: what stops the agent becomes a turn.
    if (effects.includes("interrupt")) expect(done.at(-1)).toMatchObject({ type: "take_turn", text });
    else expect(kinds(done)).toEqual(effects);
  });

  it("answers to a question near its end are turns", () => {
    const { done } = play([speaking(-2_500, "Would you like the room with the balcony?"), ...said("yes")]);
    expect(kinds(done)).toContain("take_turn");
  });

  it("does not keep the agent paused for a voice that says no words, nor pause it for ever new", () => {
    const noises = Array.from({ length: 20 }, (_, index) => [
      started(index * 3_000 + 500),
      ended(index * 3_000 + 1_500),
      final(index * 3_000 + 1_600, ""),
    ]).flat();
    const { done } = play([speaking(0, TEXT), ...noises]);
    expect(done.filter(({ type }) => type === "pause_playback")).toHaveLength(2);
    const endless = play([speaking(0, TEXT), started(500)]).done;
    expect(kinds(endless)).toEqual(["pause_playback", "resume_playback"]);
  });

  it("pauses an agent that begins to speak while the user does", () => {
    expect(kinds(play([agent(0, "agent_thinking"), started(500), speaking(900, TEXT)], { until: 900 }).done)).toEqual([
      "pause_playback",
    ]);
  });
});

/** Random numbers from a seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const PIECES = [
  "",
  "yes",
  "mm hm",
  "stop",
  "I would like to",
  "my number is four",
  "on Tuesday the fourth",
  "um",
  "Do you open?",
  "a table for two.",
  "wait",
  "7 9 2",
];

/** Makes a conversation in which anything may happen, whose last voice is over and final. */
function anyEvents(seed: number, keepsToContract: boolean): TurnTakingEvent[] {
  const random = randomOf(seed);
  const pick = <Item>(from: readonly Item[]) => from[Math.floor(random() * from.length)] as Item;
  const events: TurnTakingEvent[] = [];
  let at = 0;
  let isActive = false;
  const voice = () => {
    isActive = !isActive;
    if (isActive) return events.push(started(at));
    return events.push(ended(at), final((at += 1 + random() * 400), pick(PIECES)));
  };
  const steps = [
    voice,
    voice,
    voice,
    () => events.push(partial(at, pick(PIECES))),
    () => events.push(agent(at, pick(["agent_thinking", "agent_working", "agent_silent"] as const))),
    () => events.push(pick([speaking, reading])(at, pick([TEXT, DIGITS, "Shall I?"]))),
    () => events.push({ type: "end_of_turn_hint", at, probability: random() }),
    () => keepsToContract || events.push(pick([started, ended])(at)),
    () => keepsToContract || events.push(final(at, pick(PIECES))),
    () => keepsToContract || events.push({ type: "tick", at }),
  ];
  for (let step = 0; step < 60; step += 1) {
    at += random() * 900;
    pick(steps)();
  }
  at += 500;
  if (isActive || !keepsToContract) events.push(ended(at));
  events.push(final(at + 300, ""));
  return events;
}

describe("whatever happens", () => {
  const seeds = Array.from({ length: 100 }, (_, index) => index + 1);

  it.each([true, false])(
    "nothing stays stuck, and each effect has its place (events in order: %s)",
    (keepsToContract) => {
      for (const seed of seeds) {
        const { done, state, wakeAt } = play(anyEvents(seed, keepsToContract));
        expect({ seed, wakeAt, paused: state.agent.pausedAt, begun: state.begun }).toEqual({
          seed,
          wakeAt: null,
          paused: null,
          begun: null,
        });
        expect({
          seed,
          left: state.words.settled + state.words.partial,
          unexplained: state.voice.isUnexplained,
        }).toEqual({ seed, left: "", unexplained: false });
        expect({ seed, fault: faultIn(done) }).toEqual({ seed, fault: null });
      }
    },
  );

  it("the words of every final are taken or ignored, in order", () => {
    for (const seed of seeds) {
      const events = anyEvents(seed, true).filter(({ type }) => type !== "partial");
      const heard = events.flatMap((event) => (event.type === "final" ? event.text : [])).join(" ");
      const used = play(events)
        .done.flatMap((one) => (one.type === "take_turn" || one.type === "ignored" ? one.text : []))
        .join(" ");
      expect(used.split(/\s+/).filter(Boolean)).toEqual(heard.split(/\s+/).filter(Boolean));
    }
  });

  it("the same events have the same effects, and the state is plain data of bounded size", () => {
    const events = anyEvents(7, false);
    expect(play(events)).toEqual(play(events));
    const long = "la ".repeat(50_000);
    const { state, done } = play(
      [speaking(0, long), agent(10, "agent_silent"), started(20), partial(30, long), partial(40, long)],
      { until: 50 },
    );
    expect(JSON.stringify(state).length).toBeLessThan(40_000);
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    expect(done.length).toBeLessThan(10);
    const finals = Array.from({ length: 3_000 }, (_, index) => final(100 + index, "and so on and"));
    expect(JSON.stringify(play([started(20), ...finals], { until: 4_000 }).state).length).toBeLessThan(40_000);
  });
});

interface Standing {
  isPaused: boolean;
  begun: string | null;
}

/** What must hold when an effect comes. */
const LEGAL: Partial<Record<TurnTakingEffect["type"], (standing: Standing, effect: Done) => boolean>> = {
  pause_playback: ({ isPaused }) => !isPaused,
  resume_playback: ({ isPaused }) => isPaused,
  begin_reply: ({ begun }) => begun === null,
  discard_reply: ({ begun }) => begun !== null,
  take_turn: ({ isPaused, begun }, one) => !isPaused && (begun === null || ("text" in one && begun === one.text)),
};

/** Finds an effect that is out of place. */
function faultIn(done: readonly Done[]): string | null {
  const standing: Standing = { isPaused: false, begun: null };
  for (const one of done) {
    if (LEGAL[one.type]?.(standing, one) === false) return `${one.type} at ${one.at}`;
    if (["pause_playback", "resume_playback", "interrupt"].includes(one.type)) {
      standing.isPaused = one.type === "pause_playback";
    }
    if (one.type === "begin_reply") standing.begun = one.text;
    if (one.type === "discard_reply" || one.type === "take_turn") standing.begun = null;
  }
  return standing.isPaused ? "left paused" : null;
}
