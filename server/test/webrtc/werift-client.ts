import { setTimeout as delay } from "node:timers/promises";
import { RTCPeerConnection, RTCRtpCodecParameters, type RTCRtpSender, RtpHeader, RtpPacket } from "werift";
import { type OpusCodec, openOpus } from "../../src/lib/opus.ts";

const RATE = 48_000;
const FRAME = RATE / 50;

/** A client that speaks WebRTC, as far as a test needs one. */
export interface WeriftClient {
  offer: string;
  peer: RTCPeerConnection;
  /** All that was heard, at 48 kHz. */
  heard: number[];
  /** The timestamps of what was heard. */
  timestamps: number[];
  accept(answerSdp: string): Promise<void>;
  /** Says a tone in packets of 20 ms, in real time; `keeps` says which packets get through. */
  say(toneHz: number, packets: number, keeps?: (number: number) => boolean): Promise<void>;
  /** Sends bytes as if they were Opus. */
  sendRaw(payload: Buffer): Promise<void>;
  close(): Promise<void>;
}

/** Opens a client on the loopback, with its offer made. */
export async function openWeriftClient(): Promise<WeriftClient> {
  const codec = new RTCRtpCodecParameters({ mimeType: "audio/opus", clockRate: RATE, channels: 2, payloadType: 111 });
  const peer = new RTCPeerConnection({
    codecs: { audio: [codec], video: [] },
    iceServers: [],
    iceUseIpv4: false,
    iceUseIpv6: false,
    iceAdditionalHostAddresses: ["127.0.0.1"],
  });
  const { sender } = peer.addTransceiver("audio", { direction: "sendrecv" });
  await peer.setLocalDescription(await peer.createOffer());
  const opus = openOpus(RATE);
  return {
    offer: (peer.localDescription as { sdp: string }).sdp,
    peer,
    accept: (answerSdp) => accept(peer, answerSdp),
    ...hearing(peer, opus),
    ...saying(sender, opus),
    async close() {
      await peer.close();
      opus.close();
    },
  };
}

async function accept(peer: RTCPeerConnection, answerSdp: string): Promise<void> {
  const connected = new Promise<void>((resolve, reject) => {
    peer.connectionStateChange.subscribe((state) => {
      if (state === "connected") resolve();
      if (state === "failed") reject(new Error("The client could not connect."));
    });
  });
  await peer.setRemoteDescription({ type: "answer", sdp: answerSdp });
  await connected;
}

function hearing(peer: RTCPeerConnection, opus: OpusCodec): Pick<WeriftClient, "heard" | "timestamps"> {
  const heard: number[] = [];
  const timestamps: number[] = [];
  for (const transport of peer.dtlsTransports)
    transport.onRtp.subscribe(({ header, payload }) => {
      timestamps.push(header.timestamp);
      heard.push(...opus.decode(payload));
    });
  return { heard, timestamps };
}

function saying(sender: RTCRtpSender, opus: OpusCodec): Pick<WeriftClient, "say" | "sendRaw"> {
  // Both wrap soon.
  let sequence = 65_530;
  let timestamp = 2 ** 32 - 10 * FRAME;
  const send = async (payload: Buffer, isKept = true) => {
    sequence = (sequence + 1) & 0xffff;
    timestamp = (timestamp + FRAME) % 2 ** 32;
    const header = new RtpHeader({ sequenceNumber: sequence, timestamp });
    if (isKept) await sender.sendRtp(new RtpPacket(header, payload));
  };
  return {
    async say(toneHz, packets, keeps = () => true) {
      const began = performance.now();
      for (let number = 0; number < packets; number++) {
        await send(opus.encode(toneOf(toneHz, RATE, { start: number * FRAME, length: FRAME })), keeps(number));
        await delay(Math.max(0, began + (number + 1) * 20 - performance.now()));
      }
    },
    sendRaw: (payload) => send(payload),
  };
}

/** Returns a piece of a tone. */
export function toneOf(toneHz: number, rate: number, { start, length }: { start: number; length: number }): Int16Array {
  return Int16Array.from({ length }, (_, at) => 8_000 * Math.sin((2 * Math.PI * toneHz * (start + at)) / rate));
}

/** Returns how high a tone is, from how often it crosses zero upwards. */
export function pitchOf(samples: readonly number[], rate: number): number {
  let crossings = 0;
  for (let at = 1; at < samples.length; at++) if (samples[at - 1]! < 0 && samples[at]! >= 0) crossings++;
  return (crossings * rate) / samples.length;
}

/** Returns how loud something is, as the root of its mean square. */
export function levelOf(samples: readonly number[]): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length);
}

/** Waits until something is so. Throws after 20 s. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const began = performance.now(); !(await isSo()); await delay(5))
    if (performance.now() - began > 20_000) throw new Error(`It never came to be: ${isSo}`);
}
