import { describe, expect, it } from "vitest";
import {
  isOperatorVoice,
  type LikeableVoice,
  OPERATOR_VOICES,
  type VoiceOwner,
  voicesLike,
} from "./operator-voices.ts";

const voice = (id: string, gender: LikeableVoice["gender"], ...languages: string[]): LikeableVoice => ({
  id,
  gender,
  languages,
});

const FIRST: VoiceOwner = {
  name: "first",
  voices: [
    voice("anna", "female", "en"),
    voice("bea", "female", "en"),
    voice("carl", "male", "en"),
    voice("dora", "female", "de"),
  ],
};
const SECOND: VoiceOwner = {
  name: "second",
  voices: [voice("eve", "female"), voice("finn", "male"), voice("gus", "male")],
};
const PLAIN: VoiceOwner = { name: "plain", voices: [voice("hal", "neutral", "en", "de")] };
const ALL = [FIRST, SECOND, PLAIN];

const shown = (provider: string, id: string, language: string, owners: readonly VoiceOwner[]) =>
  voicesLike({ provider, id }, language, owners).map((name) => `${name.provider}:${name.id}`);

describe("Who speaks as a voice", () => {
  it.each([
    ["Female 1", "en", ALL, ["first:anna", "second:eve", "plain:hal"]],
    ["Female 2", "en", ALL, ["first:bea", "second:eve", "plain:hal"]],
    ["Female 3, which begins again with the first", "en", ALL, ["first:anna", "second:eve", "plain:hal"]],
    ["Male 2", "en", ALL, ["first:carl", "second:gus", "plain:hal"]],
    ["Female 1", "de", ALL, ["first:dora", "second:eve", "plain:hal"]],
    ["Male 1, whom the first does not have in that language", "de", ALL, ["second:finn", "plain:hal", "first:dora"]],
    ["Neutral 1", "en", ALL, ["plain:hal", "first:anna", "second:eve"]],
    ["Male 1, where there is no man", "en", [PLAIN], ["plain:hal"]],
    ["Female 1, in a language of nobody", "sw", [FIRST], ["first:anna"]],
    ["Female 1, where nobody speaks", "en", [], []],
    ["Somebody", "en", ALL, ["first:anna", "second:eve", "plain:hal"]],
  ])("finds for operator %s in %s", (name, language, owners, expected) => {
    expect(shown("operator", name.split(",")[0] ?? "", language, owners)).toEqual(expected);
  });

  it.each([
    ["first", "bea", "en", ["first:bea", "second:eve", "plain:hal"]],
    ["second", "gus", "en", ["second:gus", "first:carl", "plain:hal"]],
    ["second", "gus", "de", ["second:gus", "plain:hal", "first:dora"]],
    ["first", "carl", "de", ["second:finn", "plain:hal", "first:dora", "first:carl"]],
    ["second", "my-clone", "de", ["second:my-clone", "first:dora", "plain:hal", "second:eve"]],
    ["gone", "anna", "de", ["first:dora", "second:eve", "plain:hal"]],
  ])("finds for %s %s in %s", (provider, id, language, expected) => {
    expect(shown(provider, id, language, ALL)).toEqual(expected);
  });

  it("gives each persona's own voice another one elsewhere, as long as there are enough", () => {
    const [, one] = shown("second", "finn", "en", [SECOND, { name: "other", voices: SECOND.voices }]);
    const [, other] = shown("second", "gus", "en", [SECOND, { name: "other", voices: SECOND.voices }]);
    expect([one, other]).toEqual(["other:finn", "other:gus"]);
  });

  it("lists the platform's own voices, each under a name that is understood", () => {
    expect(OPERATOR_VOICES.map(({ id, gender }) => `${id}: ${gender}`)).toContain("Male 2: male");
    expect(OPERATOR_VOICES.every(({ id }) => isOperatorVoice(id))).toBe(true);
    expect(["Female 0", "female 1", "Female", "Female 100", "Bella"].filter(isOperatorVoice)).toEqual([]);
  });
});
