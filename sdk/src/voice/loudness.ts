/** What counts as silence and as full, in dB below the loudest sample there can be. */
const SILENCE = -54;
const FULL = -6;

/** Tells how loud samples are as one hears it: 0 for silence, 1 for a voice close to a microphone. */
export function loudness(samples: Float32Array): number {
  if (samples.length === 0) return 0;
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const decibels = 10 * Math.log10(sum / samples.length);
  return Math.min(1, Math.max(0, (decibels - SILENCE) / (FULL - SILENCE)));
}
