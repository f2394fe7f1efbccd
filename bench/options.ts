/** What a benchmark is told on the command line. */
export interface BenchOptions {
  /** Smaller numbers, to see that it works; its figures prove nothing. */
  isQuick: boolean;
  /** Only the measures of these names; null for all. */
  only: readonly string[] | null;
  /** Where the server leaves CPU profiles; null for none. */
  profileDirectory: string | null;
}
