/** A voice as far as one voice can stand for another. */
export interface LikeableVoice {
  readonly id: string;
  readonly gender: "female" | "male" | "neutral";
  /** The ISO 639 codes of the languages it speaks; empty for any. */
  readonly languages: readonly string[];
}

/** Somebody who speaks, with the voices they have. */
export interface VoiceOwner {
  readonly name: string;
  readonly voices: readonly LikeableVoice[];
}

/** A voice by its name, as an agent's configuration has it. */
export interface VoiceName {
  readonly provider: string;
  readonly id: string;
}

/** The provider of the platform's own voices. */
export const OPERATOR = "operator";

type Gender = LikeableVoice["gender"];
/** What is looked for: the n-th voice of a gender, counted from 0, in a language; null for any. */
interface Wish {
  readonly gender: Gender | null;
  readonly place: number;
  readonly language: string | null;
}

const GENDERS: Readonly<Record<string, Gender>> = { Female: "female", Male: "male", Neutral: "neutral" };
const OWN_NAME = /^(Female|Male|Neutral) ([1-9][0-9]?)$/;

/** The platform's own voices that are listed; a higher number is understood too, and begins again with the first. */
export const OPERATOR_VOICES = ["Female 1", "Male 1", "Female 2", "Male 2", "Female 3", "Male 3", "Neutral 1"].map(
  (id) => ({ id, name: id, gender: genderOf(id) }),
);

function genderOf(id: string): Gender {
  return GENDERS[id.split(" ")[0] ?? ""] ?? "neutral";
}

/** Tells whether a text names one of the platform's own voices: `Female 1`, `Male 2`, `Neutral 1` … */
export function isOperatorVoice(id: string): boolean {
  return OWN_NAME.test(id);
}

/**
 * Lists who can speak as that voice in that language, an ISO 639 code, the best first; `owners` are in the
 * installation's order. Each of them has one line, with the voice that is most alike: of the same gender, then a
 * neutral one, then any; the second voice of a gender is the second of it everywhere, and counting begins again where
 * there are fewer.
 *
 * - One of the platform's own voices is spoken by the first who has that gender in that language.
 * - Another's voice is spoken by itself, but gives way to those who speak the language when it is known not to.
 * - A voice that its provider does not list may be a user's own, or gone: the provider's first stands in last.
 * - Who does not speak the language is left out, unless nobody does.
 */
export function voicesLike(voice: VoiceName, language: string, owners: readonly VoiceOwner[]): VoiceName[] {
  const named = owners.find(({ name }) => name === voice.provider);
  if (named === undefined) {
    const wish = { ...ownWish(voice.id), language };
    const able = alike(owners, wish);
    return able.length > 0 ? able : alike(owners, { ...wish, language: null });
  }
  const others = owners.filter((owner) => owner !== named);
  const known = named.voices.find(({ id }) => id === voice.id);
  if (known === undefined) {
    const wish = { gender: null, place: 0, language };
    return [voice, ...alike(others, wish), ...alike([named], wish)];
  }
  const wish = { gender: known.gender, place: placeOf(known, named), language };
  return speaks(known, language) ? [voice, ...alike(others, wish)] : [...alike([named, ...others], wish), voice];
}

function ownWish(id: string): Pick<Wish, "gender" | "place"> {
  const [, gender = "", number = "1"] = OWN_NAME.exec(id) ?? [];
  return { gender: GENDERS[gender] ?? null, place: Number(number) - 1 };
}

/** The place of a voice among those of its gender and language, so that two personas stay two voices elsewhere. */
function placeOf(voice: LikeableVoice, owner: VoiceOwner): number {
  const [language = null] = voice.languages;
  const peers = owner.voices.filter((peer) => peer.gender === voice.gender && speaks(peer, language));
  return Math.max(0, peers.indexOf(voice));
}

function speaks({ languages }: LikeableVoice, language: string | null): boolean {
  return language === null || languages.length === 0 || languages.includes(language);
}

function alike(owners: readonly VoiceOwner[], wish: Wish): VoiceName[] {
  const found = owners.flatMap((owner) => mostAlike(owner, wish) ?? []);
  return found.toSorted((one, other) => one.distance - other.distance).map(({ provider, id }) => ({ provider, id }));
}

function mostAlike({ name, voices }: VoiceOwner, wish: Wish): (VoiceName & { distance: number }) | null {
  const able = voices.filter((voice) => speaks(voice, wish.language));
  const distance = Math.min(...able.map(({ gender }) => distanceOf(gender, wish.gender)));
  const nearest = able.filter(({ gender }) => distanceOf(gender, wish.gender) === distance);
  const voice = nearest[wish.place % nearest.length];
  return voice === undefined ? null : { provider: name, id: voice.id, distance };
}

function distanceOf(gender: Gender, wished: Gender | null): number {
  if (wished === null || gender === wished) return 0;
  return gender === "neutral" ? 1 : 2;
}
