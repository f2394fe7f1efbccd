import { networkInterfaces } from "node:os";
import {
  type AddressBytes,
  type AddressRange,
  parseAddress,
  parseAddressRange,
  rangeContains,
} from "../../../lib/ip-address.ts";

/** An address of this machine's. */
interface OwnAddress {
  readonly address: string;
  readonly family: string;
  readonly isInternal: boolean;
  /** Of the network which it shares. */
  readonly range: AddressRange | null;
}

/** So long this machine is not asked again: each message of SIP would else ask the system, which costs more than reading it. */
const KNOWN_FOR = 2_000;

/** The addresses of this machine, as others can reach it: for Via and Contact (RFC 3261, sections 18.1.1 and 8.1.1.8). */
export class OwnAddresses {
  readonly #publicAddress: string | null;
  #known: readonly OwnAddress[] = [];
  #knownUntil = 0;

  constructor(publicAddress: string | null) {
    this.#publicAddress = publicAddress;
  }

  /**
   * Returns our own address as somebody else can reach it: that of the network which we share with them, else the public
   * one, else the first of this machine that is of the same kind.
   */
  for(remote: string): string {
    const target = parseAddress(remote);
    const own = this.#own();
    const shared = own.find(({ range }) => range !== null && target !== null && rangeContains(range, target));
    if (shared !== undefined) return shared.address;
    if (this.#publicAddress !== null) return this.#publicAddress;
    const family = familyOf(target);
    return own.find((address) => address.family === family && !address.isInternal)?.address ?? "127.0.0.1";
  }

  #own(): readonly OwnAddress[] {
    const now = performance.now();
    if (now < this.#knownUntil) return this.#known;
    this.#knownUntil = now + KNOWN_FOR;
    this.#known = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .map(({ address, family, internal, cidr }) => ({
        address,
        family,
        isInternal: internal,
        range: cidr === null ? null : parseAddressRange(cidr),
      }));
    return this.#known;
  }
}

function familyOf(address: AddressBytes | null): string {
  return address?.length === 16 ? "IPv6" : "IPv4";
}
