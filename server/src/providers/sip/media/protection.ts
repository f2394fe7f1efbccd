import { SrtpReceiver, SrtpSender } from "../../../lib/srtp.ts";
import type { Agreement } from "./negotiator.ts";
import type { CryptoLine } from "./sdes.ts";

/** How the packets of a call are protected at the moment: by SRTP (RFC 3711) with the keys that were agreed on, or not. */
export class Protection {
  #ours: { readonly line: CryptoLine; readonly sender: SrtpSender } | null = null;
  #theirs: { readonly line: CryptoLine; readonly receiver: SrtpReceiver } | null = null;

  /** Whether packets are protected: then one that can be opened is proven. */
  get isOn(): boolean {
    return this.#theirs !== null;
  }

  /** Goes by an agreement. Keys that are as before go on where they are. */
  use(crypto: Agreement["crypto"]): void {
    if (crypto === null) {
      this.#ours = null;
      this.#theirs = null;
      return;
    }
    const { ours, theirs } = crypto;
    if (!isSame(this.#ours?.line, ours)) this.#ours = { line: ours, sender: new SrtpSender(ours.keys) };
    if (!isSame(this.#theirs?.line, theirs)) this.#theirs = { line: theirs, receiver: new SrtpReceiver(theirs.keys) };
  }

  /** Protects the packet in the first `length` bytes; returns its new length. */
  protect(packet: Buffer, length: number): number {
    return this.#ours === null ? length : this.#ours.sender.protect(packet, length);
  }

  /** Returns a datagram of RTCP as it is to be sent. */
  protectRtcp(packet: Buffer): Buffer {
    return this.#ours === null ? packet : this.#ours.sender.protectRtcp(packet);
  }

  /** Opens a packet that came; null for one that was not made with the key. */
  open(bytes: Uint8Array): Uint8Array | null {
    return this.#theirs === null ? bytes : this.#theirs.receiver.open(bytes);
  }

  /** Opens a datagram of RTCP; null for one that was not made with the key. */
  openRtcp(bytes: Uint8Array): Uint8Array | null {
    return this.#theirs === null ? bytes : this.#theirs.receiver.openRtcp(bytes);
  }
}

function isSame(a: CryptoLine | undefined, b: CryptoLine): boolean {
  if (a === undefined || a.suite !== b.suite) return false;
  return Buffer.compare(a.keys.key, b.keys.key) === 0 && Buffer.compare(a.keys.salt, b.keys.salt) === 0;
}
