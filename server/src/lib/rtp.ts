/** A packet of RTP as it came (RFC 3550, section 5.1). */
export interface RtpPacket {
  readonly payloadType: number;
  readonly isMarked: boolean;
  /** 16 bits, wraps. */
  readonly sequence: number;
  /** 32 bits, wraps. */
  readonly timestamp: number;
  /** The SSRC. */
  readonly source: number;
  /** A part of the bytes that were read, without padding. */
  readonly payload: Uint8Array;
}

/** The length of a header without contributing sources and extension. */
export const RTP_HEADER_BYTES = 12;
const VERSION = 2;

/** Returns the length of a packet's header with its contributing sources and its extension; 0 when it is no RTP. */
export function rtpHeaderLength(bytes: Uint8Array): number {
  const head = bytes[0] ?? 0;
  if (bytes.length < RTP_HEADER_BYTES || head >> 6 !== VERSION) return 0;
  const fixed = RTP_HEADER_BYTES + (head & 0x0f) * 4;
  if ((head & 0x10) === 0) return fixed <= bytes.length ? fixed : 0;
  if (fixed + 4 > bytes.length) return 0;
  const length = fixed + 4 + read16(bytes, fixed + 2) * 4;
  return length <= bytes.length ? length : 0;
}

/** Reads a packet of RTP; null for anything else. */
export function readRtp(bytes: Uint8Array): RtpPacket | null {
  const start = rtpHeaderLength(bytes);
  if (start === 0) return null;
  const padding = ((bytes[0] as number) & 0x20) === 0 ? 0 : (bytes[bytes.length - 1] as number);
  const end = bytes.length - padding;
  if (end < start || (padding === 0 && ((bytes[0] as number) & 0x20) !== 0)) return null;
  const second = bytes[1] as number;
  return {
    payloadType: second & 0x7f,
    isMarked: second >= 0x80,
    sequence: read16(bytes, 2),
    timestamp: read32(bytes, 4),
    source: read32(bytes, 8),
    payload: bytes.subarray(start, end),
  };
}

/** Writes the header of a packet without contributing sources, extension and padding at its beginning. */
export function writeRtpHeader(target: Uint8Array, header: Omit<RtpPacket, "payload">): void {
  target[0] = VERSION << 6;
  target[1] = header.payloadType | (header.isMarked ? 0x80 : 0);
  write16(target, 2, header.sequence);
  write32(target, 4, header.timestamp);
  write32(target, 8, header.source);
}

/**
 * Tells a packet of RTCP from one of RTP where both come to one port (RFC 5761, section 4): its type lies where RTP has
 * the marker and payload types that are not given out for that reason.
 */
export function isRtcp(bytes: Uint8Array): boolean {
  const type = bytes[1] ?? 0;
  return type >= 192 && type <= 223;
}

/** Reads 16 bits, the highest first. */
export function read16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
}

/** Reads 32 bits without a sign, the highest first. */
export function read32(bytes: Uint8Array, at: number): number {
  return read16(bytes, at) * 0x10000 + read16(bytes, at + 2);
}

/** Writes 16 bits, the highest first. */
export function write16(target: Uint8Array, at: number, value: number): void {
  target[at] = value >>> 8;
  target[at + 1] = value;
}

/** Writes 32 bits, the highest first. */
export function write32(target: Uint8Array, at: number, value: number): void {
  write16(target, at, Math.floor(value / 0x10000) & 0xffff);
  write16(target, at + 2, value & 0xffff);
}
