/** A port that was given back rests for so long: packets of the call before may still be on their way. */
const REST = 5_000;

/** Even ports with the odd ones above them (RFC 3550, section 11), each pair for one call at a time. */
export class PortPool {
  /** The one that was free for longest comes first. */
  readonly #free: { readonly port: number; readonly since: number }[] = [];
  readonly #now: () => number;

  /** `last` counts; an odd port at either end without its like is left out. */
  constructor({ first, last }: { readonly first: number; readonly last: number }, now = () => performance.now()) {
    this.#now = now;
    for (let port = first + (first % 2); port < last; port += 2)
      this.#free.push({ port, since: Number.NEGATIVE_INFINITY });
  }

  /** Returns the even port of a pair; null when none is free and rested. */
  take(): number | null {
    const [oldest] = this.#free;
    if (oldest === undefined || this.#now() - oldest.since < REST) return null;
    this.#free.shift();
    return oldest.port;
  }

  /** Takes a pair back. */
  giveBack(port: number): void {
    this.#free.push({ port, since: this.#now() });
  }
}
