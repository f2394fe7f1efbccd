import { frequencyOf, tone } from "../tones.ts";

/** What sounds: each letter and digit is a tone of its own, so that what was heard can be read. */
const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
const LOWEST_HZ = 400;
const STEP_HZ = 80;
/** How long a letter sounds, in ms: longer than two frames of 20 ms, so that one of them holds nothing else. */
const LETTER_MS = 60;

/** Leaves of a text what can be heard of it, each letter once where it stands twice in a row. */
export function audibleOf(text: string): string {
  const letters = [...text.toLowerCase()].filter((letter) => LETTERS.includes(letter));
  return letters.filter((letter, place) => letter !== letters[place - 1]).join("");
}

/** Speaks a text in tones: PCM of 16 bits, little-endian. */
export function spokenTones(text: string, rateHz: number): Buffer {
  const letters = [...text.toLowerCase()].filter((letter) => LETTERS.includes(letter));
  const samples = letters.flatMap((letter) => [
    ...tone({ hz: LOWEST_HZ + STEP_HZ * LETTERS.indexOf(letter), ms: LETTER_MS, rateHz, height: 0.4 }),
  ]);
  return Buffer.from(Int16Array.from(samples, (sample) => Math.round(sample * 32_767)).buffer);
}

/** Reads the letter that sounds in a frame of PCM; null in silence, and where one letter goes over into the next. */
export function letterIn(frame: Uint8Array, rateHz: number): string | null {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const samples = Float32Array.from({ length: frame.byteLength / 2 }, (_, at) => view.getInt16(at * 2, true) / 32_768);
  const half = samples.length / 2;
  const places = [samples.subarray(0, half), samples.subarray(half)].map(
    (part) => (frequencyOf(part, rateHz) - LOWEST_HZ) / STEP_HZ,
  );
  const place = Math.round(places[0] ?? 0);
  const isPure = places.every((one) => Math.abs(one - place) < 0.35);
  return isPure ? (LETTERS[place] ?? null) : null;
}
