import type { CarrierName } from "./phone-number.ts";

/** How many calls there may be at once, both ways. */
export interface CallLimits {
  /** In the whole installation. */
  readonly all: number;
  /** Over a carrier; one that is not named has no limit of its own. */
  readonly perCarrier: ReadonlyMap<string, number>;
  /** From and to a number of ours. */
  readonly perNumber: ReadonlyMap<string, number>;
}

/** How many calls there are, by the number of ours that carries them. */
export type CallLoad = readonly { readonly carrier: CarrierName; readonly number: string; readonly count: number }[];

/** A call that waits for a line. */
export interface WaitingCall {
  readonly id: string;
  readonly conversationId: string;
  readonly carrier: CarrierName;
  readonly number: string;
}

/** Counts the lines that are left, and takes them. */
export class FreeLines {
  readonly #limits: CallLimits;
  #count = 0;
  readonly #perCarrier = new Map<string, number>();
  readonly #perNumber = new Map<string, number>();

  constructor(limits: CallLimits, load: CallLoad) {
    this.#limits = limits;
    for (const { carrier, number, count } of load) this.#add(carrier, number, count);
  }

  /** How many calls the installation may take on. */
  get left(): number {
    return Math.max(0, this.#limits.all - this.#count);
  }

  /** The numbers that carry as many calls as they may. */
  get fullNumbers(): string[] {
    return [...this.#limits.perNumber]
      .filter(([name, most]) => of(this.#perNumber, name) >= most)
      .map(([name]) => name);
  }

  /** The carriers that do. */
  get fullCarriers(): string[] {
    const { perCarrier } = this.#limits;
    return [...perCarrier].filter(([name, most]) => of(this.#perCarrier, name) >= most).map(([name]) => name);
  }

  /** Takes a line. Returns whether there was one. */
  take({ carrier, number }: { readonly carrier: string; readonly number: string }): boolean {
    const { perCarrier, perNumber } = this.#limits;
    const isFree =
      this.left > 0 &&
      of(this.#perCarrier, carrier) < (perCarrier.get(carrier) ?? Number.POSITIVE_INFINITY) &&
      of(this.#perNumber, number) < (perNumber.get(number) ?? Number.POSITIVE_INFINITY);
    if (isFree) this.#add(carrier, number, 1);
    return isFree;
  }

  #add(carrier: string, number: string, count: number): void {
    this.#count += count;
    this.#perCarrier.set(carrier, of(this.#perCarrier, carrier) + count);
    this.#perNumber.set(number, of(this.#perNumber, number) + count);
  }
}

function of(counts: ReadonlyMap<string, number>, name: string): number {
  return counts.get(name) ?? 0;
}
