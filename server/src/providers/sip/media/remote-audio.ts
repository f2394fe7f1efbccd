import { isIP, SocketAddress } from "node:net";
import { MediaRefusal } from "../call-media.ts";
import { CODECS, type Codec, type Format } from "./codecs.ts";
import { type CryptoLine, readCrypto } from "./sdes.ts";
import { attribute, type MediaSection, type SessionDescription } from "./sdp.ts";

/** Which way audio flows, seen from one side (RFC 8866, section 6.7). */
export type Direction = "sendrecv" | "sendonly" | "recvonly" | "inactive";

/** An address and a port, written as the system writes them. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** What the other side's description says of its audio. */
export interface RemoteAudio {
  readonly protocol: string;
  /** What is of use to us, in its order. */
  readonly formats: readonly Format[];
  readonly direction: Direction;
  /** Where it takes RTP; null while it takes none (`c=0.0.0.0`, the hold of RFC 2543). */
  readonly rtp: Endpoint | null;
  readonly rtcp: Endpoint | null;
  /** Whether RTP and RTCP may share a port (RFC 5761). */
  readonly isMuxed: boolean;
  readonly crypto: readonly CryptoLine[];
}

const DIRECTIONS = ["sendrecv", "sendonly", "recvonly", "inactive"] as const;
const NOT_LISTENING = {
  sendrecv: "sendonly",
  sendonly: "sendonly",
  recvonly: "inactive",
  inactive: "inactive",
} as const;
const RTPMAP = /^(\d{1,3}) ([\w.-]{1,32})\/(\d{1,6})(?:\/(\d{1,2}))?$/;
const NOWHERE = new Set(["0.0.0.0", "::"]);
const MOST_CRYPTO = 8;

/** Says whether a section is of audio by RTP that we could take part in. */
export function isUsableAudio({ kind, port, protocol }: MediaSection): boolean {
  return kind === "audio" && port > 0 && /^RTP\/S?AVPF?$/.test(protocol);
}

/** Reads what a description says of the audio in one of its sections. Throws a `MediaRefusal` for an address that is none. */
export function readAudio(description: SessionDescription, section: MediaSection): RemoteAudio {
  const { attributes } = section;
  const rtp = endpointOf(section.address ?? description.address, section.port);
  const direction = directionOf(section) ?? directionOf(description) ?? "sendrecv";
  return {
    protocol: section.protocol,
    formats: section.formats.flatMap((each) => formatOf(Number(each), section) ?? []),
    direction: rtp === null ? NOT_LISTENING[direction] : direction,
    rtp,
    rtcp: rtp && rtcpOf(rtp, attribute(attributes, "rtcp")),
    isMuxed: attribute(attributes, "rtcp-mux") !== undefined,
    crypto: attributes
      .filter(({ name }) => name === "crypto")
      .slice(0, MOST_CRYPTO)
      .flatMap(({ value }) => readCrypto(value) ?? []),
  };
}

function directionOf({ attributes }: Pick<MediaSection, "attributes">): Direction | undefined {
  return DIRECTIONS.find((direction) => attribute(attributes, direction) !== undefined);
}

function formatOf(payloadType: number, { attributes }: MediaSection): Format | null {
  if (!(payloadType >= 0 && payloadType <= 127)) return null;
  const map = attributes.find(({ name, value }) => name === "rtpmap" && value.startsWith(`${payloadType} `));
  if (map === undefined) {
    const codec = Object.values(CODECS).find(({ staticType }) => staticType === payloadType);
    return codec ? { payloadType, codec, clockHz: codec.clockHz } : null;
  }
  return formatNamed(payloadType, map.value.trim());
}

function formatNamed(payloadType: number, map: string): Format | null {
  const [, , name = "", clock = "", channels = "1"] = RTPMAP.exec(map) ?? [];
  const encoding = name.toLowerCase();
  const clockHz = Number(clock);
  if (encoding === "telephone-event") return clockHz > 0 ? { payloadType, codec: null, clockHz } : null;
  const isIt = (codec: Codec) =>
    codec.encoding.toLowerCase() === encoding && codec.clockHz === clockHz && codec.channels === Number(channels);
  const codec = Object.values(CODECS).find(isIt);
  return codec ? { payloadType, codec, clockHz } : null;
}

function endpointOf(address: string | null, port: number): Endpoint | null {
  if (address === null) throw new MediaRefusal(400, "The session description says no address (c=) for its audio.");
  if (NOWHERE.has(address)) return null;
  const family = isIP(address);
  if (family === 0 || isForMany(address))
    throw new MediaRefusal(488, `The audio is to be sent to ${address}: give the IP address of one machine.`);
  return { address: family === 4 ? address : new SocketAddress({ address, family: "ipv6" }).address, port };
}

function isForMany(address: string): boolean {
  return /^(22[4-9]|23\d|255)\./.test(address) || /^ff/i.test(address);
}

/** RFC 3605, and the port above where nothing is said (RFC 3550, section 11). */
function rtcpOf(rtp: Endpoint, named: string | undefined): Endpoint {
  const [, port, address] = /^(\d{1,5})(?: IN IP[46] (\S+))?$/.exec(named?.trim() ?? "") ?? [];
  const isPort = port !== undefined && Number(port) > 0 && Number(port) <= 65_535;
  // Only to the machine that has the audio: reports are for nobody else.
  if (!isPort || (address !== undefined && address !== rtp.address)) return above(rtp);
  return { address: rtp.address, port: Number(port) };
}

/** Returns the port above, where RTCP is by custom. */
export function above({ address, port }: Endpoint): Endpoint {
  return { address, port: Math.min(65_535, port + 1) };
}
