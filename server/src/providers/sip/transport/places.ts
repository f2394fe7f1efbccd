import { isIP } from "node:net";
import { lookup, Resolver } from "node:dns/promises";
import { defaultPort, type Endpoint, type SipProtocol } from "./flow.ts";

/** What is looked up. */
export interface PlaceQuery {
  readonly host: string;
  readonly port: number | null;
  readonly protocol: SipProtocol;
  /** The name servers that are asked for SRV records, as `address` or `address:port`; those of the system without it. */
  readonly nameServers?: readonly string[] | undefined;
}

const MOST_PLACES = 8;

/**
 * Returns where a host is to be reached, the best first (RFC 3263, sections 4.2 and 4.3): an address is its own place; a
 * name with a port is looked up; for a name without one its SRV records are asked first. How it is spoken to is known
 * from the settings, so that NAPTR is not asked. Rejects when there is no such place.
 */
export async function placesOf({ host, port, protocol, nameServers }: PlaceQuery): Promise<Endpoint[]> {
  if (isIP(host) !== 0) return [{ address: host, port: port ?? defaultPort(protocol) }];
  if (port !== null) return addressesOf(host, port);
  const name = `${protocol === "tls" ? "_sips._tcp" : `_sip._${protocol}`}.${host}`;
  const services = await servicesOf(name, nameServers);
  if (services.length === 0) return addressesOf(host, defaultPort(protocol));
  const places: Endpoint[] = [];
  // Nothing can be sent to port 0: such a record offers nothing, as one without a target (RFC 2782).
  for (const service of services.filter((each) => each.port !== 0).slice(0, MOST_PLACES)) {
    // One that cannot be found leaves the others.
    places.push(...(await addressesOf(service.name, service.port).catch(() => [])));
  }
  if (places.length === 0) throw new Error(`None of the SRV records of ${host} names a place that can be reached.`);
  return places.slice(0, MOST_PLACES);
}

async function addressesOf(host: string, port: number): Promise<Endpoint[]> {
  const found = await lookup(host, { all: true });
  return found.slice(0, MOST_PLACES).map(({ address }) => ({ address, port }));
}

interface Service {
  readonly name: string;
  readonly port: number;
  readonly priority: number;
  readonly weight: number;
}

/** Sorts by priority, and those of one priority by chance according to their weight (RFC 2782). */
async function servicesOf(name: string, nameServers: PlaceQuery["nameServers"]): Promise<Service[]> {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  if (nameServers !== undefined) resolver.setServers(nameServers);
  const services: Service[] = await resolver.resolveSrv(name).catch(() => []);
  const ranked = services.map((service) => ({
    service,
    chance: Math.random() ** (1 / Math.max(service.weight, 0.01)),
  }));
  ranked.sort((a, b) => a.service.priority - b.service.priority || b.chance - a.chance);
  return ranked.map(({ service }) => service);
}
