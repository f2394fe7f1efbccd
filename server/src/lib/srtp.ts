import { type Cipher, createCipheriv, createHmac, timingSafeEqual } from "node:crypto";
import { isRtcp, read16, read32, rtpHeaderLength, write32 } from "./rtp.ts";

/** The master key and the master salt of one direction (RFC 3711, section 3.2.1), and how long its tags are. */
export interface SrtpKeys {
  /** 16 bytes. */
  readonly key: Uint8Array;
  /** 14 bytes. */
  readonly salt: Uint8Array;
  /** 10 or 4 bytes: `AES_CM_128_HMAC_SHA1_80` and `_32` of RFC 4568. RTCP always has 10. */
  readonly tagBytes: 4 | 10;
}

/** What a packet grows by at most. */
export const MOST_SRTP_BYTES = 14;

const BLOCK = 16;
const RTCP_TAG_BYTES = 10;
const RTCP_INDEX_BYTES = 4;
const IS_ENCRYPTED = 0x80000000;
const LARGEST_RTCP_INDEX = 0x7fffffff;
/** Labels of the keys of a session (RFC 3711, sections 4.3.1 and 4.3.2). */
const RTP_LABELS = { key: 0, tag: 1, salt: 2 };
const RTCP_LABELS = { key: 3, tag: 4, salt: 5 };
/** How far behind the newest a packet may be; RFC 3711 wants 64 at least. */
const REPLAY_WINDOW = 128;
/** A call has one source, and another after a change of the other end's equipment. */
const MOST_SOURCES = 8;

/** Enciphers and proves the packets of one protocol with the keys of a session. */
class SessionKeys {
  readonly #cipher: Cipher;
  readonly #salt: Uint8Array;
  readonly #tagKey: Uint8Array;
  #counters = Buffer.alloc(0);

  constructor({ key, salt }: SrtpKeys, labels: typeof RTP_LABELS) {
    const derived = (label: number, length: number) => deriveKey(key, salt, { label, length });
    this.#cipher = createCipheriv("aes-128-ecb", derived(labels.key, 16), null).setAutoPadding(false);
    this.#salt = derived(labels.salt, 14);
    this.#tagKey = derived(labels.tag, 20);
  }

  /** Turns the bytes from `start` to `end` into cipher or back: AES in counter mode (RFC 3711, section 4.1.1). */
  turn(bytes: Uint8Array, [start, end]: readonly [number, number], { source, index }: PacketName): void {
    const blocks = Math.ceil((end - start) / BLOCK);
    if (blocks === 0) return;
    const counters = this.#countersFor(blocks);
    const first = counters.subarray(0, BLOCK);
    first.set(this.#salt);
    first[14] = 0;
    first[15] = 0;
    xor32(first, 4, source);
    xor32(first, 8, Math.floor(index / 0x10000));
    first[12] = (first[12] as number) ^ ((index >>> 8) & 0xff);
    first[13] = (first[13] as number) ^ (index & 0xff);
    for (let block = 1; block < blocks; block++) {
      counters.copyWithin(block * BLOCK, 0, 14);
      counters[block * BLOCK + 14] = block >> 8;
      counters[block * BLOCK + 15] = block;
    }
    const stream = this.#cipher.update(counters);
    for (let i = start; i < end; i++) bytes[i] = (bytes[i] as number) ^ (stream[i - start] as number);
  }

  /** Returns the proof of some bytes and, where it is given, of the rollover counter that is not sent. */
  tag(bytes: Uint8Array, rollovers: number | null): Buffer {
    const hmac = createHmac("sha1", this.#tagKey).update(bytes);
    if (rollovers !== null) {
      const counter = Buffer.allocUnsafe(4);
      write32(counter, 0, rollovers);
      hmac.update(counter);
    }
    return hmac.digest();
  }

  #countersFor(blocks: number): Buffer {
    if (this.#counters.length < blocks * BLOCK) this.#counters = Buffer.alloc(blocks * BLOCK);
    return this.#counters.subarray(0, blocks * BLOCK);
  }
}

interface PacketName {
  readonly source: number;
  readonly index: number;
}

function xor32(bytes: Uint8Array, at: number, value: number): void {
  for (let i = 0; i < 4; i++) bytes[at + i] = (bytes[at + i] as number) ^ ((value >>> (24 - 8 * i)) & 0xff);
}

/** Derives a key of a session from the master key; it is never changed on the way (RFC 3711, section 4.3, rate 0). */
export function deriveKey(
  key: Uint8Array,
  salt: Uint8Array,
  { label, length }: { readonly label: number; readonly length: number },
): Buffer {
  const start = Buffer.alloc(BLOCK);
  start.set(salt);
  start[7] = (start[7] as number) ^ label;
  return createCipheriv("aes-128-ctr", key, start).update(Buffer.alloc(length));
}

/** Protects the packets that we send: of one source, or of several one after the other (RFC 3711, section 3.3). */
export class SrtpSender {
  readonly #rtp: SessionKeys;
  readonly #rtcp: SessionKeys;
  readonly #tagBytes: number;
  #rollovers = 0;
  #source = -1;
  #lastSequence = -1;
  #rtcpIndex = 0;

  constructor(keys: SrtpKeys) {
    this.#rtp = new SessionKeys(keys, RTP_LABELS);
    this.#rtcp = new SessionKeys(keys, RTCP_LABELS);
    this.#tagBytes = keys.tagBytes;
  }

  /** Protects the RTP that is in the first `length` bytes, in its place; returns its new length. A source's sequence numbers go up. */
  protect(bytes: Uint8Array, length: number): number {
    const packet = bytes.subarray(0, length);
    const sequence = read16(packet, 2);
    const source = read32(packet, 8);
    if (source !== this.#source) this.#rollovers = 0;
    else if (sequence < this.#lastSequence) this.#rollovers += 1;
    this.#source = source;
    this.#lastSequence = sequence;
    const index = this.#rollovers * 0x10000 + sequence;
    this.#rtp.turn(packet, [rtpHeaderLength(packet), length], { source, index });
    const tag = this.#rtp.tag(packet, this.#rollovers);
    for (let i = 0; i < this.#tagBytes; i++) bytes[length + i] = tag[i] as number;
    return length + this.#tagBytes;
  }

  /** Returns a datagram of RTCP protected. */
  protectRtcp(packet: Uint8Array): Buffer {
    this.#rtcpIndex = this.#rtcpIndex === LARGEST_RTCP_INDEX ? 1 : this.#rtcpIndex + 1;
    const proven = Buffer.alloc(packet.length + RTCP_INDEX_BYTES);
    proven.set(packet);
    this.#rtcp.turn(proven, [8, packet.length], { source: read32(packet, 4), index: this.#rtcpIndex });
    write32(proven, packet.length, this.#rtcpIndex + IS_ENCRYPTED);
    return Buffer.concat([proven, this.#rtcp.tag(proven, null).subarray(0, RTCP_TAG_BYTES)]);
  }
}

/** Remembers which of the last packets came. */
class ReplayWindow {
  readonly #seen = new Float64Array(REPLAY_WINDOW).fill(-1);
  highest = -1;

  has(index: number): boolean {
    return index <= this.highest - REPLAY_WINDOW || this.#seen[index % REPLAY_WINDOW] === index;
  }

  add(index: number): void {
    this.#seen[index % REPLAY_WINDOW] = index;
    this.highest = Math.max(this.highest, index);
  }
}

/** Opens protected packets, each of them once. */
export class SrtpReceiver {
  readonly #rtp: SessionKeys;
  readonly #rtcp: SessionKeys;
  readonly #tagBytes: number;
  readonly #rtpSeen = new Map<number, ReplayWindow>();
  readonly #rtcpSeen = new Map<number, ReplayWindow>();

  constructor(keys: SrtpKeys) {
    this.#rtp = new SessionKeys(keys, RTP_LABELS);
    this.#rtcp = new SessionKeys(keys, RTCP_LABELS);
    this.#tagBytes = keys.tagBytes;
  }

  /** Opens a packet of RTP in its place; null for one that is not proven, is no RTP, or came before. */
  open(bytes: Uint8Array): Uint8Array | null {
    const length = bytes.length - this.#tagBytes;
    const packet = bytes.subarray(0, Math.max(0, length));
    const start = isRtcp(packet) ? 0 : rtpHeaderLength(packet);
    if (start === 0) return null;
    const source = read32(packet, 8);
    const seen = this.#rtpSeen.get(source) ?? new ReplayWindow();
    const index = guessIndex(read16(packet, 2), seen.highest);
    if (index < 0 || seen.has(index)) return null;
    const tag = this.#rtp.tag(packet, Math.floor(index / 0x10000)).subarray(0, this.#tagBytes);
    if (!timingSafeEqual(tag, bytes.subarray(length))) return null;
    remember(this.#rtpSeen, source, seen).add(index);
    this.#rtp.turn(packet, [start, length], { source, index });
    return packet;
  }

  /** Opens a datagram of RTCP in its place; null for one that is not proven, is not enciphered, or came before. */
  openRtcp(bytes: Uint8Array): Uint8Array | null {
    const proven = bytes.length - RTCP_TAG_BYTES;
    const length = proven - RTCP_INDEX_BYTES;
    if (length < 8) return null;
    const tag = this.#rtcp.tag(bytes.subarray(0, proven), null).subarray(0, RTCP_TAG_BYTES);
    if (!timingSafeEqual(tag, bytes.subarray(proven))) return null;
    const word = read32(bytes, length);
    const source = read32(bytes, 4);
    const seen = this.#rtcpSeen.get(source) ?? new ReplayWindow();
    const index = word - IS_ENCRYPTED;
    if (index < 0 || seen.has(index)) return null;
    remember(this.#rtcpSeen, source, seen).add(index);
    this.#rtcp.turn(bytes, [8, length], { source, index });
    return bytes.subarray(0, length);
  }
}

/** Returns the index of a packet, by how often its sequence number has likely wrapped (RFC 3711, appendix A). */
function guessIndex(sequence: number, highest: number): number {
  if (highest < 0) return sequence;
  const rollovers = Math.floor(highest / 0x10000);
  const last = highest % 0x10000;
  if (last < 0x8000 && sequence - last > 0x8000) return (rollovers - 1) * 0x10000 + sequence;
  if (last >= 0x8000 && last - 0x8000 > sequence) return (rollovers + 1) * 0x10000 + sequence;
  return rollovers * 0x10000 + sequence;
}

/** Only who knows the key gets here; still no more than a few are kept. */
function remember(windows: Map<number, ReplayWindow>, source: number, window: ReplayWindow): ReplayWindow {
  windows.set(source, window);
  for (const oldest of windows.keys()) {
    if (windows.size <= MOST_SOURCES) break;
    windows.delete(oldest);
  }
  return window;
}
