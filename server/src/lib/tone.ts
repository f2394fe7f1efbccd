/** So much of the whole lies in the one frequency of a tone; speech and music spread theirs. */
const PURITY = 0.9;

/** Returns the root mean square of samples. */
export function levelOf(samples: Int16Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return samples.length === 0 ? 0 : Math.sqrt(sum / samples.length);
}

/**
 * Returns the frequency of samples that are one tone, in Hz; null where they are not. The frequency is that of the
 * sinusoid that predicts each sample best from the two before it (x[n] = 2 cos ω · x[n-1] − x[n-2]), and how much of the
 * whole lies there is measured by Goertzel's algorithm.
 */
export function toneIn(samples: Int16Array, sampleRateHz: number): number | null {
  let product = 0;
  let energy = 0;
  for (let at = 2; at < samples.length; at += 1) {
    const middle = samples[at - 1] as number;
    product += middle * ((samples[at] as number) + (samples[at - 2] as number));
    energy += middle * middle;
  }
  if (energy === 0) return null;
  const cosine = product / energy / 2;
  if (Math.abs(cosine) >= 1) return null;
  return shareAt(samples, cosine) >= PURITY ? (Math.acos(cosine) / (2 * Math.PI)) * sampleRateHz : null;
}

function shareAt(samples: Int16Array, cosine: number): number {
  let before = 0;
  let last = 0;
  let total = 0;
  for (const sample of samples) {
    const next = sample + 2 * cosine * last - before;
    before = last;
    last = next;
    total += sample * sample;
  }
  const power = last * last + before * before - 2 * cosine * last * before;
  return (2 * power) / (samples.length * total);
}
