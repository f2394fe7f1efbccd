interface Tone {
  hz: number;
  ms: number;
  rateHz: number;
  /** Its highest sample. Default 0.5. */
  height?: number;
}

/** Makes a sine. */
export function tone({ hz, ms, rateHz, height = 0.5 }: Tone): Float32Array {
  const samples = new Float32Array(Math.round((ms * rateHz) / 1_000));
  return samples.map((_, index) => height * Math.sin((2 * Math.PI * hz * index) / rateHz));
}

/** Returns the root mean square of samples. */
export function rmsOf(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}

/** Measures the frequency of a tone by how often it rises through zero. */
export function frequencyOf(samples: Float32Array, rateHz: number): number {
  const rises: number[] = [];
  for (let index = 1; index < samples.length; index++) {
    const [before, after] = [samples[index - 1] as number, samples[index] as number];
    if (before < 0 && after >= 0) rises.push(index - after / (after - before));
  }
  const first = rises[0];
  const last = rises.at(-1);
  if (first === undefined || last === undefined || rises.length < 2) return 0;
  return ((rises.length - 1) * rateHz) / (last - first);
}
