/** Writes how long something took: 84 ms, 1.9 s. */
export function milliseconds(value: number): string {
  return value < 1_000 ? `${Math.max(0, Math.round(value))} ms` : `${(value / 1_000).toFixed(1)} s`;
}
