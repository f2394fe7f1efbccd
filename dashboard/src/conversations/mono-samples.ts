/** Mixes samples of 16 bits in two channels to one, from −1 to 1, as a speaker plays them. */
export function monoOf(stereo: ArrayBuffer): Float32Array<ArrayBuffer> {
  const samples = new Int16Array(stereo, 0, 2 * Math.floor(stereo.byteLength / 4));
  const mono = new Float32Array(samples.length / 2);
  for (let at = 0; at < mono.length; at++) {
    const sum = (samples[2 * at] as number) + (samples[2 * at + 1] as number);
    mono[at] = Math.max(-1, Math.min(1, sum / 32_768));
  }
  return mono;
}
