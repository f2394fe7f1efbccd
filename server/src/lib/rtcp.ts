import { read16, read32, write16, write32 } from "./rtp.ts";

/** How well the packets of a source came (RFC 3550, section 6.4.1). */
export interface ReceptionReport {
  readonly source: number;
  /** Of 256, since the report before. */
  readonly fractionLost: number;
  /** In all; below 0 when more came than were expected, since some came twice. */
  readonly lost: number;
  /** The highest sequence number, with the count of its wraps above it. */
  readonly highestSequence: number;
  /** In ticks of the payload's clock. */
  readonly jitter: number;
  /** The middle 32 bits of the time in the source's last report; 0 before the first. */
  readonly lastReport: number;
  /** Since that came, in parts of 65,536 of a second. */
  readonly delaySinceLastReport: number;
}

/** What a sender says of what it sent. */
export interface SenderInfo {
  /** The time of the report on a wall clock, in ms since 1970. */
  readonly time: number;
  /** The same moment by the timestamps of its packets. */
  readonly timestamp: number;
  readonly packets: number;
  readonly bytes: number;
}

/** One packet of RTCP that is of use to us. */
export type RtcpPacket =
  | {
      readonly type: "report";
      readonly source: number;
      /** The middle 32 bits of the sender's time; null when it sent no audio (a receiver's report). */
      readonly middleOfTime: number | null;
      readonly receptions: readonly ReceptionReport[];
    }
  | { readonly type: "bye"; readonly sources: readonly number[] };

const VERSION = 2;
const SENDER_REPORT = 200;
const RECEIVER_REPORT = 201;
const DESCRIPTION = 202;
const BYE = 203;
const CANONICAL_NAME = 1;
const RECEPTION_BYTES = 24;
/** From 1900, where the clock of NTP begins, to 1970. */
const NTP_OFFSET_SECONDS = 2_208_988_800;
/** So many packets of one datagram are looked at. */
const MOST_PACKETS = 16;

/** Reads a datagram of RTCP; null for anything that is none (RFC 3550, appendix A.2). What is of no use is passed over. */
export function readRtcp(bytes: Uint8Array): RtcpPacket[] | null {
  const packets: RtcpPacket[] = [];
  let at = 0;
  for (let count = 0; at < bytes.length && count < MOST_PACKETS; count++) {
    const end = endOf(bytes, at);
    if (end === null) return null;
    const type = bytes[at + 1] as number;
    if (count === 0 && type !== SENDER_REPORT && type !== RECEIVER_REPORT) return null;
    const packet = readPacket(type, bytes.subarray(at, end));
    if (packet !== null) packets.push(packet);
    at = end;
  }
  return packets.length === 0 ? null : packets;
}

/** Returns where the packet that begins there ends; null when it is none, or longer than the bytes. */
function endOf(bytes: Uint8Array, at: number): number | null {
  if (at + 4 > bytes.length || (bytes[at] as number) >> 6 !== VERSION) return null;
  const end = at + 4 + read16(bytes, at + 2) * 4;
  return end <= bytes.length ? end : null;
}

function readPacket(type: number, bytes: Uint8Array): RtcpPacket | null {
  const count = (bytes[0] as number) & 0x1f;
  if (type === BYE) {
    const most = Math.min(count, bytes.length / 4 - 1);
    return { type: "bye", sources: Array.from({ length: most }, (_, place) => read32(bytes, 4 + place * 4)) };
  }
  if (type !== SENDER_REPORT && type !== RECEIVER_REPORT) return null;
  const start = type === SENDER_REPORT ? 28 : 8;
  if (bytes.length < start + count * RECEPTION_BYTES) return null;
  return {
    type: "report",
    source: read32(bytes, 4),
    middleOfTime: type === SENDER_REPORT ? read32(bytes, 10) : null,
    receptions: Array.from({ length: count }, (_, place) => readReception(bytes, start + place * RECEPTION_BYTES)),
  };
}

function readReception(bytes: Uint8Array, at: number): ReceptionReport {
  const lost = read32(bytes, at + 4) & 0xffffff;
  return {
    source: read32(bytes, at),
    fractionLost: bytes[at + 4] as number,
    lost: lost >= 0x800000 ? lost - 0x1000000 : lost,
    highestSequence: read32(bytes, at + 8),
    jitter: read32(bytes, at + 12),
    lastReport: read32(bytes, at + 16),
    delaySinceLastReport: read32(bytes, at + 20),
  };
}

/** What a datagram of ours says. */
export interface OurReport {
  /** Our SSRC, and the name that stays when it changes (CNAME): no more than 255 bytes. */
  readonly source: number;
  readonly name: string;
  /** Null when nothing was sent since the last report. */
  readonly sent: SenderInfo | null;
  readonly received: ReceptionReport | null;
  /** Whether we leave. */
  readonly isLast: boolean;
}

/** Writes a compound packet: a report, who we are, and a farewell if it is the last (RFC 3550, section 6.1). */
export function writeRtcp(report: OurReport): Buffer {
  const parts = [writeReport(report), writeDescription(report)];
  if (report.isLast) {
    const bye = headed(BYE, 1, 8);
    write32(bye, 4, report.source);
    parts.push(bye);
  }
  return Buffer.concat(parts);
}

function writeReport({ source, sent, received }: OurReport): Buffer {
  const start = sent === null ? 8 : 28;
  const length = start + (received === null ? 0 : RECEPTION_BYTES);
  const packet = headed(sent === null ? RECEIVER_REPORT : SENDER_REPORT, received === null ? 0 : 1, length);
  write32(packet, 4, source);
  if (sent !== null) {
    write32(packet, 8, (Math.floor(sent.time / 1000) + NTP_OFFSET_SECONDS) % 2 ** 32);
    write32(packet, 12, Math.floor(((sent.time % 1000) / 1000) * 2 ** 32));
    write32(packet, 16, sent.timestamp);
    write32(packet, 20, sent.packets % 2 ** 32);
    write32(packet, 24, sent.bytes % 2 ** 32);
  }
  if (received !== null) writeReception(packet, start, received);
  return packet;
}

function writeReception(packet: Buffer, at: number, report: ReceptionReport): void {
  write32(packet, at, report.source);
  write32(packet, at + 4, Math.max(-0x800000, Math.min(0x7fffff, report.lost)) & 0xffffff);
  packet[at + 4] = report.fractionLost;
  write32(packet, at + 8, report.highestSequence);
  write32(packet, at + 12, report.jitter);
  write32(packet, at + 16, report.lastReport);
  write32(packet, at + 20, report.delaySinceLastReport);
}

function writeDescription({ source, name }: OurReport): Buffer {
  const text = Buffer.from(name);
  // A list of items ends with at least one byte of 0, at a whole word.
  const packet = headed(DESCRIPTION, 1, 4 * Math.ceil((11 + text.length) / 4));
  write32(packet, 4, source);
  packet[8] = CANONICAL_NAME;
  packet[9] = text.length;
  packet.set(text, 10);
  return packet;
}

function headed(type: number, count: number, length: number): Buffer {
  const packet = Buffer.alloc(length);
  packet[0] = (VERSION << 6) | count;
  packet[1] = type;
  write16(packet, 2, length / 4 - 1);
  return packet;
}
