import { describe, expect, it } from "vitest";
import {
  applyEvent,
  EMPTY_TRANSCRIPT,
  OperatorApiError,
  type ServerEvent,
  type Transcript,
} from "../../sdk/src/index.ts";
import { parseRgb, readableOn } from "../src/widget/contrast.ts";
import { ConversationKeeper } from "../src/widget/kept-conversation.ts";
import { readOptions } from "../src/widget/options.ts";
import { problemOf } from "../src/widget/problem.ts";
import { isThinking, latestNews, spokenEntries } from "../src/widget/spoken-entries.ts";
import { LANGUAGES, spokenFor, textsIn } from "../src/widget/languages.ts";
import { ENGLISH, filled, type TextName, textsWith } from "../src/widget/texts.ts";

const DEMO = "demo_9Qx4B7Kd2Mv";
const PLACE = { source: "https://operator.example/widget.js", pageLanguage: null };

describe("what a page says of the widget", () => {
  it("is filled up with what is usual", () => {
    expect(readOptions({ demo: DEMO }, PLACE)).toEqual({
      demo: DEMO,
      host: "https://operator.example",
      color: null,
      position: "right",
      theme: "auto",
      title: null,
      greeting: null,
      language: "en",
      texts: ENGLISH,
      isOpen: false,
      hasLauncher: true,
    });
  });

  it.each([
    [{ position: "left" }, { position: "left" }],
    [{ position: "above" }, { position: "right" }],
    [{ theme: "dark" }, { theme: "dark" }],
    [{ color: " " }, { color: null }],
    [{ open: "" }, { isOpen: true }],
    [{ open: "false" }, { isOpen: false }],
    [{ launcher: "none" }, { hasLauncher: false }],
    [{ host: "https://other.example/x" }, { host: "https://other.example" }],
    [{ texts: '{"send":"Senden"}' }, { texts: { ...ENGLISH, send: "Senden" } }],
  ])("%j is read as %j", (given, read) => {
    expect(readOptions({ demo: DEMO, ...given }, PLACE)).toMatchObject(read);
  });

  it.each([
    [{ demo: "x" }, "data-demo"],
    [{ demo: DEMO, texts: "Senden" }, "data-texts"],
    [{ demo: DEMO, host: "operator" }, "data-host"],
  ])("%j is refused, and says which attribute is wrong", (given, name) => {
    expect(() => readOptions(given, PLACE)).toThrow(name);
  });
});

describe("texts", () => {
  it("take the place of those of the same name", () => {
    expect(textsWith(ENGLISH, { end: "Beenden", other: "x", send: 1, toString: "y" })).toEqual({
      ...ENGLISH,
      end: "Beenden",
    });
  });

  it("hold values in braces, and leave braces that mean nothing", () => {
    expect(filled("{name} in {minutes} min {x}", { name: "Ada", minutes: 3 })).toBe("Ada in 3 min {x}");
  });
});

describe("the languages of the widget", () => {
  it.each([
    ["de", "de"],
    ["DE-ch", "de"],
    ["pt_BR", "pt"],
    ["ja", "en"],
    ["toString", "en"],
    ["", "en"],
    [null, "en"],
  ])("who asks for %j is spoken to in %j", (asked, spoken) => {
    expect(spokenFor(asked)).toBe(spoken);
    expect(textsIn(asked)).toBe(LANGUAGES[spoken]);
  });

  it.each(Object.keys(LANGUAGES))("%s says everything, with the values of the English texts", (code) => {
    const valuesIn = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const [name, text] of Object.entries(LANGUAGES[code] ?? {})) {
      expect(text.trim(), name).not.toBe("");
      expect(valuesIn(text), name).toEqual(valuesIn(ENGLISH[name as TextName]));
    }
  });

  it.each([
    [{ language: "fr" }, "de", "fr", "Envoyer"],
    [{}, "de-AT", "de", "Senden"],
    [{}, "ja", "en", "Send"],
    [{ language: "ja" }, "de", "ja", "Send"],
    [{ language: "it", texts: '{"send":"Spedisci"}' }, null, "it", "Spedisci"],
  ])("a page that says %j, itself in %j, has a widget in %j", (given, pageLanguage, language, send) => {
    const read = readOptions({ demo: DEMO, ...given }, { ...PLACE, pageLanguage });
    expect(read.language).toBe(language);
    expect(read.texts.send).toBe(send);
  });
});

describe("a problem is told", () => {
  const refusal = (status: number | null, code: string, retryAfterSeconds: number | null = null) =>
    new OperatorApiError(code, { status, type: "unknown", code, retryAfterSeconds });
  const microphone = (problem: string) => Object.assign(new Error(problem), { name: "MicrophoneError", problem });
  it.each([
    [refusal(404, "not_found"), "withdrawn", false],
    [refusal(403, "not_allowed"), "not_allowed", false],
    [refusal(429, "rate_limited", 90), "busy", true],
    [refusal(409, "not_released"), "unavailable", true],
    [refusal(null, "unreachable"), "offline", true],
    [microphone("refused"), "microphone_refused", true],
    [microphone("in_use"), "microphone_failed", true],
    [new TypeError("x"), "unavailable", true],
  ])("%s as %s", (error, text, canTryAgain) => {
    expect(problemOf(error)).toMatchObject({ text, canTryAgain });
  });

  it("with the minutes to wait", () => {
    expect(problemOf(refusal(429, "rate_limited", 90)).minutes).toBe(2);
  });
});

describe("a conversation", () => {
  const store = (initial: Record<string, string> = {}) => {
    const values = new Map(Object.entries(initial));
    return {
      getItem: (key: string) => values.get(key) ?? null,
      setItem: (key: string, value: string) => void values.set(key, value),
      removeItem: (key: string) => void values.delete(key),
    };
  };
  const KEPT = {
    sessionUrl: "wss://operator.example/conversations/conv_1/session",
    token: "ot_1",
    channel: "chat_realtime",
    isStarted: true,
  } as const;

  it("is kept for its link alone, until none is", () => {
    const place = store();
    const keeper = new ConversationKeeper(place, DEMO);
    keeper.keep(KEPT);
    expect(keeper.read()).toEqual(KEPT);
    expect(new ConversationKeeper(place, "demo_00000000000").read()).toBeNull();
    keeper.keep(null);
    expect(keeper.read()).toBeNull();
  });

  it.each(["{", "null", "1", "{}", '{"sessionUrl":"x","token":"y"}'])("is none where %j is kept", (text) => {
    expect(new ConversationKeeper(store({ [`operator-widget:${DEMO}`]: text }), DEMO).read()).toBeNull();
  });

  it("is not kept where the browser lends no storage, and goes on", () => {
    const fail = () => {
      throw new Error("forbidden");
    };
    const keeper = new ConversationKeeper({ getItem: fail, setItem: fail, removeItem: fail }, DEMO);
    keeper.keep(KEPT);
    expect(keeper.read()).toBeNull();
  });
});

describe("what a visitor is shown", () => {
  const after = (...payloads: object[]): Transcript =>
    payloads.reduce<Transcript>((transcript, payload, index) => {
      const event = { id: `ev_${index}`, created_at: "2025-06-19T09:30:00.000Z", payload };
      return applyEvent(transcript, event as unknown as ServerEvent);
    }, EMPTY_TRANSCRIPT);
  const CALL = {
    type: "agent.tool_call.created",
    call_id: "call_1",
    name: "find_hour",
    arguments: '{"secret":1}',
    generation_id: "gen_1",
  };
  const SAID = { type: "agent.message.completed", generation_id: "gen_1", text: "At ten." };
  const ASKED = { type: "user.message.received", text: "When?", client_event_id: null };

  it("is what was said, and nothing of the tools behind it", () => {
    const shown = spokenEntries(after({ type: "conversation.started" }, ASKED, CALL, SAID));
    expect(JSON.stringify(shown)).not.toContain("find_hour");
    expect(shown.map(({ who, text }) => [who, text])).toContainEqual(["agent", "At ten."]);
  });

  it("is read out once it is whole", () => {
    expect(latestNews(after({ type: "agent.message.delta", generation_id: "gen_1", text: "At" }))).toBeNull();
    expect(latestNews(after(SAID))?.text).toBe("At ten.");
  });

  it("is a sign that the agent thinks, until there is something to read", () => {
    const thinking = { ...EMPTY_TRANSCRIPT, isAnswering: true };
    expect(isThinking(thinking)).toBe(true);
    expect(isThinking({ ...thinking, userSpeech: { text: "When", isSpeaking: true } })).toBe(false);
    expect(isThinking(EMPTY_TRANSCRIPT)).toBe(false);
  });
});

describe("on a colour stands what can be read", () => {
  it.each([
    ["rgb(15, 95, 78)", "#ffffff"],
    ["rgb(255, 221, 0)", "#000000"],
    ["rgba(0, 0, 0, 1)", "#ffffff"],
    ["rgb(130, 211, 184)", "#000000"],
  ] as const)("on %s, %s", (colour, text) => {
    expect(readableOn(parseRgb(colour) as [number, number, number])).toBe(text);
  });

  it("and a text that is no colour is none", () => {
    expect(parseRgb("currentcolor")).toBeNull();
  });
});
