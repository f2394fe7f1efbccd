/** Where a codec leaves what it has made. */
export interface CodecOutput {
  /** Takes what is to be sent. */
  onPacket(bytes: Uint8Array<ArrayBuffer>): void;
  /** Takes what is to be played: samples of 16 kHz from −1 to 1. */
  onSamples(samples: Float32Array<ArrayBuffer>): void;
}

/** Writes what is captured the way it travels, and reads what comes. */
export interface VoiceCodec {
  encode(samples: Int16Array<ArrayBuffer>): void;
  decode(bytes: Uint8Array<ArrayBuffer>): void;
  /** Drops what was given to `decode` and has not come out yet. */
  dropDecoded(): void;
  close(): void;
}
