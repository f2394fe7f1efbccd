/** How many connections there may be at a time: of all, and of one address. */
export interface SlotLimits {
  readonly all: number;
  readonly perAddress: number;
}

/** The places for connections that others open. */
export interface SlotOptions {
  /** Of everybody together; an address that is known may have the whole of it. */
  readonly everybody: SlotLimits;
  /** The share of strangers: what is left of the whole is there for trunks whatever strangers do. */
  readonly strangers: SlotLimits;
  /** Tells whether an address is a trunk's or that of a call, or else a stranger's. */
  knows(address: string): boolean;
}

/** Counts the connections that others opened, so that nobody takes them all (RFC 3261, section 26.1.5). */
export class ConnectionSlots {
  readonly #options: SlotOptions;
  readonly #taken = new Map<string, number>();
  #size = 0;

  constructor(options: SlotOptions) {
    this.#options = options;
  }

  /** Takes a place for an address and returns what gives it back; null when there is none. */
  take(address: string): (() => void) | null {
    const { everybody, strangers, knows } = this.#options;
    const fromThere = this.#taken.get(address) ?? 0;
    if (this.#size >= everybody.all || fromThere >= everybody.perAddress) return null;
    const isStranger = !knows(address);
    if (isStranger && (fromThere >= strangers.perAddress || this.#ofStrangers() >= strangers.all)) return null;
    this.#taken.set(address, fromThere + 1);
    this.#size += 1;
    let isTaken = true;
    return () => {
      if (isTaken) this.#giveBack(address);
      isTaken = false;
    };
  }

  /** Who has proven meanwhile who it is, or has a call, is no stranger any more. */
  #ofStrangers(): number {
    let count = 0;
    for (const [address, taken] of this.#taken) if (!this.#options.knows(address)) count += taken;
    return count;
  }

  #giveBack(address: string): void {
    this.#size -= 1;
    const left = (this.#taken.get(address) ?? 1) - 1;
    if (left === 0) this.#taken.delete(address);
    else this.#taken.set(address, left);
  }
}
