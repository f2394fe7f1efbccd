import { describe, expect, it } from "vitest";
import * as intents from "./intents.ts";

const TABLE: [keyof typeof intents, { is: string[]; isNot: string[] }][] = [
  [
    "isYes",
    {
      is: ["yes", "Yes please", "ok, do it", "sure!", "y", "that's right"],
      isNot: ["no", "yesterday", "okra", "not ok"],
    },
  ],
  [
    "isNo",
    {
      is: ["no", "No thanks", "nope", "n", "not really", "wrong"],
      isNot: ["yes", "noon", "November 3", "nothing", "Norma"],
    },
  ],
  [
    "isCancel",
    {
      is: [
        "cancel",
        "Cancel it please",
        "stop",
        "never mind",
        "nevermind",
        "forget it",
        "ok, let's stop this",
        "I've changed my mind",
      ],
      isNot: ["cancel my appointment", "stop by tomorrow", "I had to cancel the trip", "no"],
    },
  ],
  [
    "isGoodbye",
    {
      is: [
        "bye",
        "Goodbye!",
        "thanks, that's all",
        "That will be all",
        "nothing else",
        "have a nice day",
        "good night",
      ],
      isNot: [
        "bytes",
        "is that all you have on Friday",
        "that is a goodbye party for my old colleague who leaves us next week on Friday",
      ],
    },
  ],
  [
    "asksForHuman",
    {
      is: [
        "human",
        "agent please",
        "a real person",
        "Can I talk to a human?",
        "connect me to someone",
        "I want a human",
        "transfer me to a representative",
        "operator",
      ],
      isNot: [
        "a table for one person",
        "I need a travel agent brochure",
        "how many people",
        "my manager is Ann Smith of the agency",
        "the real agent price",
      ],
    },
  ],
  [
    "asksWhoYouAre",
    {
      is: ["who are you?", "Are you a robot", "are you real?", "is this a bot?"],
      isNot: ["are you open?", "who is free?"],
    },
  ],
  [
    "asksForHelp",
    { is: ["help", "What can you do?", "?", "how does this work"], isNot: ["help me book a table", "can you do 3pm"] },
  ],
  ["isThanks", { is: ["thanks", "ok thank you so much", "cheers"], isNot: ["no", "thankful"] }],
  ["isHello", { is: ["hi", "Hello there", "good morning"], isNot: ["history", "heyday"] }],
  ["asksToRepeat", { is: ["what?", "pardon", "say that again"], isNot: ["what time is it", "repeat customer"] }],
  ["isQuestion", { is: ["what is this?", "do you have parking?"], isNot: ["Will Smith", "Ann?", "what a day"] }],
];

describe.each(TABLE)("%s", (name, { is, isNot }) => {
  it.each(is)("is true of: %s", (text) => expect(intents[name](text)).toBe(true));
  it.each(isNot)("is false of: %s", (text) => expect(intents[name](text)).toBe(false));
});
