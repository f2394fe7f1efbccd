import type { RTCPeerConnection, RTCRtpSender } from "werift";
import { type AudioOffer, writeAnswer, writeOffer } from "./offer.ts";

type Werift = typeof import("werift");

/** A peer that has answered an offer and waits for the client to come. */
export interface Negotiated {
  readonly peer: RTCPeerConnection;
  readonly sender: RTCRtpSender;
  readonly payloadType: number;
  readonly answerSdp: string;
  /** When the client gave the last sign that it is there, by `performance.now()`. */
  lastSign(): number;
}

/** How to answer. */
export interface PeerOptions {
  /** What clients are told, of one family; never empty. */
  readonly addresses: readonly string[];
  /** The port to take; null for any. */
  readonly port: number | null;
  readonly sampleRateHz: number;
}

/** A client has one or two networks; who tries more addresses than these is none. */
const MOST_ADDRESSES = 16;

/**
 * Answers an offer. We are an agent that only answers (ICE lite): what an offer names is never called, so nobody can
 * have us look around in our network. Returns null when the port is taken. Throws what the library throws; then the
 * socket is closed again.
 */
export async function answerOffer(werift: Werift, offer: AudioOffer, options: PeerOptions): Promise<Negotiated | null> {
  const gate = signGate();
  const { payloadType } = offer;
  const opus = new werift.RTCRtpCodecParameters({
    mimeType: "audio/opus",
    clockRate: 48_000,
    channels: 2,
    payloadType,
  });
  const peer = new werift.RTCPeerConnection({
    codecs: { audio: [opus], video: [] },
    iceServers: [],
    iceLite: true,
    // One socket: the library makes one for each address, and the machine's own are told by us.
    iceUseIpv4: false,
    iceUseIpv6: false,
    iceAdditionalHostAddresses: options.addresses.slice(0, 1),
    // The library refuses a range of one; half a port more names no other.
    icePortRange: options.port === null ? undefined : [options.port, options.port + 0.5],
    iceFilterStunResponse: (message, [host, port]) =>
      gate.admit(String(message.getAttributeValue("USERNAME")), `${host} ${port}`),
  });
  try {
    const { sender } = peer.addTransceiver("audio", { direction: "sendrecv" });
    await peer.setRemoteDescription({ type: "offer", sdp: writeOffer(offer) });
    await peer.setLocalDescription(await peer.createAnswer());
    const ours = ourSideOf(peer);
    if (ours === null) {
      await peer.close();
      return null;
    }
    gate.open(`${ours.iceUsername}:${offer.iceUsername}`);
    for (const transport of peer.dtlsTransports) transport.onRtp.subscribe(gate.sign);
    const { addresses, sampleRateHz } = options;
    const answerSdp = writeAnswer(offer, { ...ours, source: sender.ssrc, addresses, sampleRateHz });
    return { peer, sender, payloadType, answerSdp, lastSign: gate.lastSign };
  } catch (error) {
    await peer.close();
    throw error;
  }
}

function ourSideOf(peer: RTCPeerConnection) {
  const [dtls] = peer.dtlsTransports;
  const [candidate] = dtls?.iceTransport.localCandidates ?? [];
  if (dtls === undefined || candidate === undefined) return null;
  const { usernameFragment, password } = dtls.iceTransport.localParameters;
  const { fingerprints } = dtls.localParameters;
  return { iceUsername: usernameFragment, icePassword: password, fingerprints, port: candidate.port };
}

/**
 * Lets only connectivity checks in that name both sides' secrets of this session (RFC 8445, section 7.3), from a few
 * addresses: the library itself checks neither, and remembers every address.
 */
function signGate() {
  let name: string | null = null;
  let last = performance.now();
  const known = new Set<string>();
  const sign = () => {
    last = performance.now();
  };
  return {
    sign,
    lastSign: () => last,
    open(expected: string) {
      name = expected;
    },
    admit(named: string, address: string): boolean {
      if (named !== name || (known.size >= MOST_ADDRESSES && !known.has(address))) return false;
      known.add(address);
      sign();
      return true;
    },
  };
}
