import { wavFile } from "../lib/wav.ts";
import { type SoundName, soundLoop } from "../speech/ambience.ts";

const SECONDS = 10;
const RATE = 16_000;
/** In a conversation a sound lies so far under the voices that alone it would hardly be heard: 14 dB. */
const GAIN = 5;
const LOUDEST = 32_767;

/** Returns a WAV file of a sound that can lie under a conversation, louder than it is there. */
export async function soundSample(name: SoundName): Promise<Buffer> {
  const loop = soundLoop(name, RATE);
  await loop.made;
  const samples = (loop.samples ?? new Int16Array(0)).slice(0, SECONDS * RATE);
  return wavFile(
    samples.map((sample) => Math.max(-LOUDEST, Math.min(LOUDEST, sample * GAIN))),
    RATE,
  );
}
