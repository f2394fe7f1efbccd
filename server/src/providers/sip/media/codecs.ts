import type { VoiceRate } from "../../../domain/audio.ts";

/** The codecs of calls by SIP. */
export type CodecName = "opus" | "g722" | "pcmu" | "pcma";

/** How a codec is named and clocked in RTP. */
export interface Codec {
  readonly name: CodecName;
  /** Its name in descriptions. */
  readonly encoding: string;
  /** Of its timestamps: G.722 has 8,000 by an old mistake that stays (RFC 3551, section 4.5.2). */
  readonly clockHz: 8_000 | 48_000;
  readonly channels: 1 | 2;
  /** The payload type that it has everywhere; null where each description gives one. */
  readonly staticType: number | null;
  /** The payload type that our offers give it. */
  readonly ourType: number;
  /** Of the samples that it keeps. */
  readonly sampleRateHz: VoiceRate;
  readonly parameters: string | null;
}

/** RFC 7587, section 6: mono, no more than wide band, and no pauses, since timing is heard by them. */
const OPUS_PARAMETERS = "minptime=20;maxplaybackrate=16000;sprop-maxcapturerate=16000;stereo=0;sprop-stereo=0;usedtx=0";

const WHOLE = { clockHz: 8_000, channels: 1, parameters: null } as const;

/** All codecs there are, by name (RFC 3551, table 4; RFC 7587). */
export const CODECS: Readonly<Record<CodecName, Codec>> = {
  opus: {
    name: "opus",
    encoding: "opus",
    clockHz: 48_000,
    channels: 2,
    staticType: null,
    ourType: 111,
    sampleRateHz: 16_000,
    parameters: OPUS_PARAMETERS,
  },
  g722: { ...WHOLE, name: "g722", encoding: "G722", staticType: 9, ourType: 9, sampleRateHz: 16_000 },
  pcmu: { ...WHOLE, name: "pcmu", encoding: "PCMU", staticType: 0, ourType: 0, sampleRateHz: 8_000 },
  pcma: { ...WHOLE, name: "pcma", encoding: "PCMA", staticType: 8, ourType: 8, sampleRateHz: 8_000 },
};

/** A payload type and what it stands for: a codec, or keys (RFC 4733) by a clock. */
export interface Format {
  readonly payloadType: number;
  readonly codec: Codec | null;
  readonly clockHz: number;
}

/** The payload types of keys in our offers, by the clock of the codec that they go with (RFC 4733, section 2.1). */
const KEY_TYPES = { 8_000: 101, 48_000: 110 } as const;

/** Returns what an offer of ours lists: codecs by preference, then keys by each of their clocks. */
export function offeredFormats(names: readonly CodecName[]): Format[] {
  const codecs = names.map((name) => CODECS[name]);
  const clocks = [...new Set(codecs.map(({ clockHz }) => clockHz))];
  return [
    ...codecs.map((codec) => ({ payloadType: codec.ourType, codec, clockHz: codec.clockHz })),
    ...clocks.map((clockHz) => ({ payloadType: KEY_TYPES[clockHz], codec: null, clockHz })),
  ];
}

/** Tells whether two formats are of the same codec, or both of keys by the same clock. */
export function isSameFormat(a: Format, b: Format): boolean {
  return a.codec?.name === b.codec?.name && a.clockHz === b.clockHz;
}

/** Of keys for a codec: those by its own clock, else any. */
export function keysFor(codec: Codec, formats: readonly Format[]): Format | null {
  const keys = formats.filter((format) => format.codec === null);
  return keys.find(({ clockHz }) => clockHz === codec.clockHz) ?? keys[0] ?? null;
}
