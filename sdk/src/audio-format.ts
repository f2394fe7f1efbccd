/** How audio travels over a session: little-endian samples of 16 bits, G.711, or one Opus packet of 20 ms a message. */
export type AudioFormat = "pcm_16000" | "pcm_8000" | "pcmu" | "pcma" | "opus";

const BYTES_PER_MS: Readonly<Record<Exclude<AudioFormat, "opus">, number>> = {
  pcm_16000: 32,
  pcm_8000: 16,
  pcmu: 8,
  pcma: 8,
};
/** How long the audio of an Opus packet is. */
const OPUS_PACKET = 20;

/** Returns for how many ms a message of audio lasts. */
export function durationOf(format: AudioFormat, bytes: Uint8Array): number {
  return format === "opus" ? OPUS_PACKET : bytes.length / BYTES_PER_MS[format];
}
