/** How many samples are asked of the system at a time: 64 KB, so that a frame that is kept keeps little beside it. */
const SLAB = 32_768;

let slab = new Int16Array(SLAB);
let taken = 0;

/**
 * Returns room for so many samples, holding zeros. Small pieces are cut from larger ones: to ask the system for memory
 * for every frame of every conversation costs more than what is done with the frame.
 */
export function allocateSamples(length: number): Int16Array {
  if (length > SLAB / 8) return new Int16Array(length);
  if (taken + length > SLAB) {
    slab = new Int16Array(SLAB);
    taken = 0;
  }
  const samples = slab.subarray(taken, taken + length);
  taken += length;
  return samples;
}
