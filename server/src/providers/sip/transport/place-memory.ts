import type { Endpoint } from "./flow.ts";

/** A place that gave no answer is asked after the others for so long, in ms. */
const SLOW_FOR = 120_000;
/** How long a place is left alone at most, whatever it asks for, in ms. */
const LONGEST_REST = 300_000;

/** Remembers of the places of a trunk which gave no answer, and which asked to be left alone. */
export class PlaceMemory {
  readonly #slow = new Map<string, number>();
  readonly #resting = new Map<string, number>();

  /** Notes that a place gave no answer. */
  isSilent(place: Endpoint): void {
    this.#slow.set(keyOf(place), performance.now() + SLOW_FOR);
  }

  /** Notes that a place wants no request for so long, in ms: a 503 with Retry-After (RFC 3261, section 21.5.4). */
  rest(place: Endpoint, time: number): void {
    this.#resting.set(keyOf(place), performance.now() + Math.min(time, LONGEST_REST));
  }

  /** Notes that a place has answered. */
  answered(place: Endpoint): void {
    this.#slow.delete(keyOf(place));
  }

  /** Leaves out those that are to be left alone, and puts last those that gave no answer lately. */
  sort<Place extends Endpoint>(places: readonly Place[]): Place[] {
    const now = performance.now();
    forgetPast(this.#slow, now);
    forgetPast(this.#resting, now);
    const awake = places.filter((place) => !this.#resting.has(keyOf(place)));
    const isSlow = (place: Place) => this.#slow.has(keyOf(place));
    return [...awake.filter((place) => !isSlow(place)), ...awake.filter(isSlow)];
  }

  /** How long from now it takes until the first of them may be asked again, in ms; 0 when one may be now. */
  restOf(places: readonly Endpoint[]): number {
    if (places.length === 0) return 0;
    const now = performance.now();
    return Math.max(0, Math.min(...places.map((place) => (this.#resting.get(keyOf(place)) ?? now) - now)));
  }
}

function keyOf({ address, port }: Endpoint): string {
  return `${address} ${port}`;
}

function forgetPast(times: Map<string, number>, now: number): void {
  for (const [key, until] of times) if (until <= now) times.delete(key);
}
