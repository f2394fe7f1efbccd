/** Returns the value below which the share `quantile` (0 to 1) of the samples lies; NaN without samples. */
export function quantile(samples: readonly number[], quantile: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))] ?? Number.NaN;
}

/** Returns the middle value. */
export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}
