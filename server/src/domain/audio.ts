/** The length of one frame, in ms: what the telephone network and WebRTC send at a time. */
export const FRAME_MS = 20;

/** A piece of one voice: signed samples of 16 bits. */
export interface AudioChunk {
  readonly samples: Int16Array;
  readonly sampleRateHz: number;
}

/** How audio travels over a session: `pcm_*` are little-endian samples of 16 bits, the others an RTP payload's bytes. */
export const AUDIO_FORMATS = {
  pcm_8000: { sampleRateHz: 8_000, codec: "pcm" },
  pcm_16000: { sampleRateHz: 16_000, codec: "pcm" },
  /** G.711 μ-law (ITU-T G.711). */
  pcmu: { sampleRateHz: 8_000, codec: "pcmu" },
  /** G.711 A-law. */
  pcma: { sampleRateHz: 8_000, codec: "pcma" },
  /** One Opus packet of 20 ms a message (RFC 6716), coded from 16 kHz. */
  opus: { sampleRateHz: 16_000, codec: "opus" },
} as const satisfies Record<string, { sampleRateHz: 8_000 | 16_000; codec: string }>;

/** The name of a way in which audio travels. */
export type AudioFormat = keyof typeof AUDIO_FORMATS;
/** The rates at which voices are handled within the platform. */
export type VoiceRate = (typeof AUDIO_FORMATS)[AudioFormat]["sampleRateHz"];

/** Tells whether a text names a way in which audio travels. */
export function isAudioFormat(name: string): name is AudioFormat {
  return Object.hasOwn(AUDIO_FORMATS, name);
}

/** Returns how many samples a frame has. */
export function samplesPerFrame(sampleRateHz: number): number {
  return (sampleRateHz * FRAME_MS) / 1000;
}

/** Returns how many ms a number of samples lasts. */
export function durationOf(samples: number, sampleRateHz: number): number {
  return (samples / sampleRateHz) * 1000;
}
