const FIRST_GAP = 1_000;
const LONGEST_GAP = 60_000;
/** Notices come in bursts. */
const GATHER = 100;
/** After that long without a notice, the next one is heeded at once again. */
const QUIET = 5 * 60_000;

interface Source {
  heededAt: number;
  gap: number;
  timer: NodeJS.Timeout | null;
}

/**
 * Heeds the notices of servers that their tools changed: the first almost at once, those that follow it with growing
 * pauses, so that a server which never stops cannot keep the platform busy. None is lost: the last is heeded in the end.
 */
export class McpNotices {
  readonly #heed: (serverId: string) => void;
  readonly #sources = new Map<string, Source>();

  constructor(heed: (serverId: string) => void) {
    this.#heed = heed;
  }

  /** Takes a notice. */
  take(serverId: string): void {
    const source = this.#sources.get(serverId) ?? { heededAt: Number.NEGATIVE_INFINITY, gap: 0, timer: null };
    this.#sources.set(serverId, source);
    if (source.timer !== null) return;
    const now = performance.now();
    if (now - source.heededAt > QUIET) source.gap = 0;
    const wait = Math.max(GATHER, source.heededAt + source.gap - now);
    source.timer = setTimeout(() => {
      source.timer = null;
      source.heededAt = performance.now();
      source.gap = Math.min(LONGEST_GAP, Math.max(FIRST_GAP, source.gap * 2));
      this.#heed(serverId);
    }, wait).unref();
  }

  /** Forgets what was to be heeded. */
  close(): void {
    for (const { timer } of this.#sources.values()) clearTimeout(timer ?? undefined);
    this.#sources.clear();
  }
}
