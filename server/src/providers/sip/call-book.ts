import type { DialogOwner } from "./session/context.ts";
import type { Flow } from "./transport/flow.ts";

/** How long an address that a call led to is taken for one of its, in ms: longer than any request is on its way. */
const HOP_LASTS = 7_200_000;
const MOST_HOPS = 1_000;
/** How long it is known that there was a dialog, in ms. */
const ENDED_LASTS = 32_000;
const MOST_ENDED = 1_000;

/** The calls under way: found by their dialogs, known by their addresses, waited for at the end. */
export class CallBook {
  readonly #most: number;
  readonly #owners = new Map<string, DialogOwner>();
  /** How many dialogs began at an address. */
  readonly #peers = new Map<string, number>();
  /** When a request of ours last went to an address. */
  readonly #hops = new Map<string, number>();
  /** Dialogs that are over, and since when. */
  readonly #ended = new Map<string, number>();
  readonly #lingering = new Set<Promise<unknown>>();
  readonly #outgoing = new Set<{ hangUp(): void }>();
  #size = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** How many calls there are. */
  get size(): number {
    return this.#size;
  }

  /** Takes a place for one more call; false when there is none. */
  take(): boolean {
    if (this.#size >= this.#most) return false;
    this.#size += 1;
    return true;
  }

  /** Gives the place of a call back. */
  release(): void {
    this.#size -= 1;
  }

  /** Makes the owner of a dialog known, and returns what makes it forgotten. */
  own(dialog: { readonly callId: string; readonly localTag: string }, owner: DialogOwner, flow: Flow): () => void {
    const key = keyOf(dialog.callId, dialog.localTag);
    const { address } = flow.remote;
    this.#owners.set(key, owner);
    this.#peers.set(address, (this.#peers.get(address) ?? 0) + 1);
    let isForgotten = false;
    return () => {
      if (isForgotten) return;
      isForgotten = true;
      // A call that was answered has the same dialog as when it rang.
      if (this.#owners.get(key) === owner) {
        this.#owners.delete(key);
        this.#remember(key);
      }
      const left = (this.#peers.get(address) ?? 1) - 1;
      if (left === 0) this.#peers.delete(address);
      else this.#peers.set(address, left);
    };
  }

  /** Finds the owner of a dialog. */
  owner(callId: string, localTag: string): DialogOwner | null {
    return this.#owners.get(keyOf(callId, localTag)) ?? null;
  }

  /** Tells whether a dialog is over since a little while. */
  hasEnded(callId: string, localTag: string): boolean {
    return Date.now() - (this.#ended.get(keyOf(callId, localTag)) ?? Number.NEGATIVE_INFINITY) < ENDED_LASTS;
  }

  #remember(key: string): void {
    this.#ended.delete(key);
    if (this.#ended.size >= MOST_ENDED) this.#ended.delete(this.#ended.keys().next().value as string);
    this.#ended.set(key, Date.now());
  }

  /** Notes that a call leads to an address. */
  lead(flow: Flow): void {
    const { address } = flow.remote;
    this.#hops.delete(address);
    if (this.#hops.size >= MOST_HOPS) this.#hops.delete(this.#hops.keys().next().value as string);
    this.#hops.set(address, Date.now());
  }

  /** Tells whether calls lead to an address, or did a little while ago. */
  hasPeer(address: string): boolean {
    if (this.#peers.has(address)) return true;
    return Date.now() - (this.#hops.get(address) ?? Number.NEGATIVE_INFINITY) < HOP_LASTS;
  }

  /** Keeps a call of ours, whether it was answered or not; returns what makes it forgotten. */
  keep(call: { hangUp(): void }): () => void {
    this.#outgoing.add(call);
    return () => void this.#outgoing.delete(call);
  }

  /** Waits at the end for something that is still being said. */
  linger(work: Promise<unknown>): void {
    // What is said last is nobody's to hear of when it fails.
    const settled = work.catch(() => undefined).finally(() => this.#lingering.delete(settled));
    this.#lingering.add(settled);
  }

  /** Waits until no call is left, or the time is over. */
  async drained(within: number): Promise<void> {
    const until = Date.now() + within;
    while (this.#size > 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  /** Ends all calls, and waits for what is being said about that, or until the time is over. */
  async end(within: number): Promise<void> {
    for (const call of [...this.#outgoing]) call.hangUp();
    for (const owner of [...this.#owners.values()]) owner.end();
    const said = (async () => {
      await Promise.all([...this.#lingering]);
      await this.drained(within);
    })();
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([
      said,
      new Promise<void>((resolve) => {
        timer = setTimeout(resolve, within);
      }),
    ]);
    clearTimeout(timer);
  }
}

function keyOf(callId: string, localTag: string): string {
  return `${localTag} ${callId}`;
}
