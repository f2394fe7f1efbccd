import { OperatorError } from "../../domain/error.ts";

/** What is taken over of an offer. Nothing else of it is looked at by anybody. */
export interface AudioOffer {
  readonly mid: string;
  readonly isBundled: boolean;
  readonly direction: "sendrecv" | "sendonly" | "recvonly";
  readonly iceUsername: string;
  readonly icePassword: string;
  readonly fingerprints: readonly string[];
  readonly setup: "actpass" | "active" | "passive";
  /** The payload type of Opus. */
  readonly payloadType: number;
  /** Who sends; null when it is not said. */
  readonly source: number | null;
}

const LONGEST_OFFER = 40_000;
const MOST_FINGERPRINTS = 4;

/** The grammar of RFC 8839 (section 5.4), RFC 8122 (section 5), RFC 8842 and RFC 8866, as far as it is of use here. */
const ICE_USERNAME = /^a=ice-ufrag:([\w+/]{4,256})$/;
const ICE_PASSWORD = /^a=ice-pwd:([\w+/]{22,256})$/;
const FINGERPRINT = /^a=fingerprint:(sha-(?:256|384|512) (?:[\dA-F]{2}:){31,63}[\dA-F]{2})$/i;
const SETUP = /^a=setup:(actpass|active|passive)$/;
const MID = /^a=mid:([\w.-]{1,32})$/;
const OPUS = /^a=rtpmap:(\d{1,3}) opus\/48000\/2$/i;
const SOURCE = /^a=ssrc:(\d{1,10})(?: |$)/;
const DIRECTION = /^a=(sendrecv|sendonly|recvonly|inactive)$/;

/**
 * Reads an offer of audio. Throws `invalid_field`, with the way out, for one that cannot be answered. Candidates are
 * passed over: the client comes to us, and no packet is sent to an address that only an offer names.
 */
export function readOffer(sdp: string): AudioOffer {
  if (sdp.length > LONGEST_OFFER) throw refusal(`has ${sdp.length} characters; at most ${LONGEST_OFFER} are taken`);
  const lines = sdp.split(/\r?\n/);
  if (lines[0] !== "v=0") throw refusal("does not begin with v=0, so it is no SDP (RFC 8866)");
  const audio = audioSectionOf(lines);
  const fingerprints = all(audio, FINGERPRINT);
  const direction = (first(audio, DIRECTION) ?? "sendrecv") as AudioOffer["direction"] | "inactive";
  if (direction === "inactive") throw refusal("says that no audio is to flow (a=inactive)");
  const payloadType = Number(needed(audio, OPUS, "offers no Opus (a=rtpmap:… opus/48000/2), the only codec taken"));
  if (payloadType > 127) throw refusal(`gives Opus the payload type ${payloadType}; there are 0 to 127`);
  if (fingerprints.length === 0) throw refusal("names no certificate (a=fingerprint:sha-256 …)");
  return {
    direction,
    payloadType,
    fingerprints: fingerprints.slice(0, MOST_FINGERPRINTS),
    mid: first(audio, MID) ?? "0",
    isBundled: lines.some((line) => line.startsWith("a=group:BUNDLE")),
    iceUsername: needed(audio, ICE_USERNAME, "has no a=ice-ufrag of 4 to 256 characters"),
    icePassword: needed(audio, ICE_PASSWORD, "has no a=ice-pwd of 22 to 256 characters"),
    setup: needed(audio, SETUP, "does not say who begins DTLS (a=setup:actpass)") as AudioOffer["setup"],
    source: sourceOf(audio),
  };
}

/** Returns the lines that speak of the audio: its own before those of the whole session. */
function audioSectionOf(lines: readonly string[]): string[] {
  const sections = lines.flatMap((line, place) => (line.startsWith("m=") ? [place] : []));
  const [start] = sections;
  if (start === undefined) throw refusal("has no audio section (m=audio)");
  if (sections.length > 1 || !/^m=audio [1-9]\d* UDP\/TLS\/RTP\/SAVPF /.test(lines[start] as string))
    throw refusal("must have one section and no more, of audio over DTLS-SRTP (m=audio … UDP/TLS/RTP/SAVPF)");
  return [...lines.slice(start), ...lines.slice(0, start)];
}

function first(lines: readonly string[], pattern: RegExp): string | undefined {
  return all(lines, pattern)[0];
}

function all(lines: readonly string[], pattern: RegExp): string[] {
  return lines.flatMap((line) => pattern.exec(line)?.[1] ?? []);
}

function needed(lines: readonly string[], pattern: RegExp, problem: string): string {
  const found = first(lines, pattern);
  if (found === undefined) throw refusal(problem);
  return found;
}

function sourceOf(lines: readonly string[]): number | null {
  const source = Number(first(lines, SOURCE) ?? Number.NaN);
  return source < 2 ** 32 ? source : null;
}

function refusal(problem: string): OperatorError {
  return new OperatorError("invalid_field", `The offer ${problem}.`, { param: "payload.sdp" });
}

/** Writes what is taken over of an offer as an offer, in our own words, so that no other reader sees a stranger's. */
export function writeOffer(offer: AudioOffer): string {
  const { mid, payloadType } = offer;
  return join([
    ...SESSION_LINES,
    ...(offer.isBundled ? [`a=group:BUNDLE ${mid}`] : []),
    `m=audio 9 UDP/TLS/RTP/SAVPF ${payloadType}`,
    "c=IN IP4 0.0.0.0",
    "a=end-of-candidates",
    `a=ice-ufrag:${offer.iceUsername}`,
    `a=ice-pwd:${offer.icePassword}`,
    ...offer.fingerprints.map((fingerprint) => `a=fingerprint:${fingerprint}`),
    `a=setup:${offer.setup}`,
    `a=mid:${mid}`,
    `a=${offer.direction}`,
    "a=rtcp-mux",
    `a=rtpmap:${payloadType} opus/48000/2`,
    ...(offer.source === null ? [] : [`a=ssrc:${offer.source} cname:client`]),
  ]);
}

/** What an answer says of our side. */
export interface OurSide {
  readonly iceUsername: string;
  readonly icePassword: string;
  readonly fingerprints: readonly { readonly algorithm: string; readonly value: string }[];
  readonly source: number;
  readonly addresses: readonly string[];
  readonly port: number;
  /** How much of what is said is of use to us. */
  readonly sampleRateHz: number;
}

const ANSWERED = { sendrecv: "sendrecv", sendonly: "recvonly", recvonly: "sendonly" } as const;
/** Of host candidates (RFC 8445, section 5.1.2): the type's preference, the highest local one, component 1. */
const HOST_PRIORITY = 126 * 2 ** 24 + 255;

/** Writes the answer: an ICE agent that only answers (RFC 8445, section 2.5), and Opus in mono without pauses (RFC 7587). */
export function writeAnswer(offer: AudioOffer, ours: OurSide): string {
  const { mid, payloadType } = offer;
  const [address = "0.0.0.0"] = ours.addresses;
  const priority = (place: number) => HOST_PRIORITY + (65_535 - place) * 256;
  return join([
    ...SESSION_LINES,
    "a=ice-lite",
    ...(offer.isBundled ? [`a=group:BUNDLE ${mid}`] : []),
    `m=audio ${ours.port} UDP/TLS/RTP/SAVPF ${payloadType}`,
    `c=IN IP${address.includes(":") ? 6 : 4} ${address}`,
    ...ours.addresses.map(
      (each, place) => `a=candidate:${place + 1} 1 udp ${priority(place)} ${each} ${ours.port} typ host`,
    ),
    "a=end-of-candidates",
    `a=ice-ufrag:${ours.iceUsername}`,
    `a=ice-pwd:${ours.icePassword}`,
    ...ours.fingerprints.map(({ algorithm, value }) => `a=fingerprint:${algorithm} ${value}`),
    `a=setup:${offer.setup === "active" ? "passive" : "active"}`,
    `a=mid:${mid}`,
    `a=${ANSWERED[offer.direction]}`,
    "a=rtcp-mux",
    `a=rtpmap:${payloadType} opus/48000/2`,
    `a=fmtp:${payloadType} minptime=20;maxplaybackrate=${ours.sampleRateHz};stereo=0;useinbandfec=0;usedtx=0`,
    "a=ptime:20",
    `a=ssrc:${ours.source} cname:operator`,
    `a=ssrc:${ours.source} msid:operator voice`,
  ]);
}

const SESSION_LINES = ["v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "t=0 0"];

function join(lines: readonly string[]): string {
  return `${lines.join("\r\n")}\r\n`;
}
