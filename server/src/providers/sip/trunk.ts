import type { SipTrunkSettings } from "../../domain/sip-trunk.ts";
import { type AddressRange, parseAddress, parseAddressRange, rangeContains } from "../../lib/ip-address.ts";
import type { Credentials } from "./auth/digest.ts";
import { writeHostPort } from "./message/sip-uri.ts";
import type { Flow } from "./transport/flow.ts";
import { PlaceMemory } from "./transport/place-memory.ts";
import { placesOf } from "./transport/places.ts";
import type { Target } from "./transport/sip-transport.ts";

/** How long an answer of the DNS is used, in ms. */
const PLACES_LAST = 60_000;

/** A carrier or PBX at work: where it is, who it is, and how many calls go by it. */
export class Trunk {
  readonly settings: SipTrunkSettings;
  /** What its places have answered lately. */
  readonly memory = new PlaceMemory();
  readonly #nameServers: readonly string[] | undefined;
  readonly #ca: string | null;
  readonly #ranges: readonly AddressRange[];
  readonly #addresses = new Set<string>();
  #places: Promise<Target[]> | null = null;
  #known: readonly Target[] = [];
  #placesSince = 0;
  #calls = 0;
  /** Why it cannot be used, as its registration knows; null when it can. */
  registrationProblem: string | null = null;

  constructor(settings: SipTrunkSettings, ca: string | null, nameServers?: readonly string[]) {
    this.settings = settings;
    this.#nameServers = nameServers;
    this.#ca = ca;
    this.#ranges = settings.allowed_addresses.flatMap((text) => parseAddressRange(text) ?? []);
  }

  /** Its name in the settings. */
  get name(): string {
    return this.settings.name;
  }

  /** The domain of its addresses. */
  get domain(): string {
    return writeHostPort(this.settings.host, this.settings.port ?? null);
  }

  /** The domain in our own addresses. */
  get fromDomain(): string {
    return this.settings.from_domain ?? this.settings.host;
  }

  /** What proves who we are; null when nothing does. */
  get credentials(): Credentials | null {
    const { username, auth_username: authName, password } = this.settings;
    const name = authName ?? username;
    return name === undefined || password === undefined ? null : { username: name, password };
  }

  /** Whom its connections by TLS trust beside the system's. */
  get trust(): { readonly ca?: string } {
    return this.#ca === null ? {} : { ca: this.#ca };
  }

  /** Why it cannot be used now; null when it can. */
  get problem(): string | null {
    const rest = this.memory.restOf(this.#known);
    if (rest === 0) return this.registrationProblem;
    return `The trunk "${this.name}" asks to be left alone for ${Math.ceil(rest / 1000)} s more (503, Retry-After).`;
  }

  /** Returns where it may be asked now, the best first. Rejects when it cannot be found, or asks to be left alone. */
  async places(): Promise<Target[]> {
    const all = await this.#allPlaces();
    const awake = this.memory.sort(all);
    if (awake.length === 0 && all.length > 0) throw new Error("it asks to be left alone (503, Retry-After)");
    return awake;
  }

  #allPlaces(): Promise<Target[]> {
    if (this.#places !== null && Date.now() - this.#placesSince < PLACES_LAST) return this.#places;
    this.#placesSince = Date.now();
    const found = this.#findPlaces();
    this.#places = found;
    // Asked again at the next need.
    found.catch(() => {
      if (this.#places === found) this.#places = null;
    });
    return found;
  }

  /** Tells whether an address is one of its own. */
  knows(address: string): boolean {
    if (this.#addresses.has(address)) return true;
    const bytes = this.#ranges.length === 0 ? null : parseAddress(address);
    return bytes !== null && this.#ranges.some((range) => rangeContains(range, bytes));
  }

  /** Takes a place for one more call; false when there is none. */
  takeCall(): boolean {
    if (this.#calls >= this.settings.max_calls) return false;
    this.#calls += 1;
    return true;
  }

  /** Gives the place of a call back. */
  releaseCall(): void {
    this.#calls -= 1;
  }

  /** Returns the user part of our addresses there. */
  get user(): string {
    return this.settings.username ?? "operator";
  }

  async #findPlaces(): Promise<Target[]> {
    const { outbound_proxy: proxy, transport: protocol } = this.settings;
    const { host, port } = proxy ?? this.settings;
    const places = await placesOf({ host, port: port ?? null, protocol, nameServers: this.#nameServers });
    // The addresses of a carrier change now and then; more than a few hundred are none of one.
    if (this.#addresses.size > 256) this.#addresses.clear();
    for (const { address } of places) this.#addresses.add(address);
    this.#known = places.map((place) => ({ ...place, protocol, serverName: host, ...this.trust }));
    return [...this.#known];
  }
}

/** Writes the address at which we are reached by a way. */
export function contactUri(user: string, flow: Flow): string {
  const { address, port } = flow.advertised;
  const transport = flow.protocol === "udp" ? "" : `;transport=${flow.protocol}`;
  return `sip:${encodeUser(user)}@${writeHostPort(address, port)}${transport}`;
}

/** Writes a user part with percent signs where RFC 3261, section 25.1, wants them. */
export function encodeUser(user: string): string {
  return user.replace(/[^A-Za-z0-9\-_.!~*'()&=+$,;?/]/g, (character) => encodeURIComponent(character));
}
