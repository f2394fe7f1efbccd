import { AUDIO_FORMATS, type AudioFormat, durationOf, samplesPerFrame } from "../domain/audio.ts";
import { OperatorError } from "../domain/error.ts";
import { type AudioCodec, openAudioCodec } from "../speech/audio-codec.ts";
import type { LineEnd } from "../speech/line-rate.ts";
import type { Line } from "../speech/mouth.ts";

/** How far ahead of its time audio is sent: what a client keeps to bridge what the network does to it. */
const LEAD = 120;
/** How many frames travel in one message: a message for each costs more than its audio. The lead makes up for it. */
const GRAIN = 2;
/** How much audio a client may send at once, and how much of it a second it gets back. */
const BURST = 3_000;
const PER_SECOND = 1_200;
/** What the smallest message counts for, so that there are not too many. */
const LEAST = 5;

/** The other end of a line: a socket that carries audio as binary messages. */
export interface AudioSocket {
  /** The way in which audio travels; null where a client hears nothing and says nothing. */
  readonly format: AudioFormat | null;
  /** Sends a message. */
  send(message: Buffer): void;
  /** Has the client throw away what it has not played. */
  clear(): void;
}

/** A line over a client's socket. */
export interface AudioLine extends LineEnd {
  /** Reads a message of the client. Throws `invalid_field` for one of the wrong size, `rate_limited` for too much audio. */
  read(message: Buffer, now: number): Int16Array;
  /** Lets go of what it holds. */
  close(): void;
}

const SILENT: AudioFormat = "pcm_8000";

/** Opens a line over a socket. */
export function openAudioLine({ format, send, clear }: AudioSocket): AudioLine {
  const { sampleRateHz } = AUDIO_FORMATS[format ?? SILENT];
  const codec = openAudioCodec(format ?? SILENT);
  const messages = gatherFrames(codec, { send: format === null ? () => undefined : send, clear });
  let left = BURST;
  let countedAt = performance.now();
  return {
    sampleRateHz,
    line: {
      lead: LEAD,
      ahead: LEAD,
      grain: GRAIN,
      isContinuous: false,
      ...messages,
    },
    incoming: (samples) => samples,
    read(message, now) {
      if (format === null)
        throw new OperatorError("invalid_field", "This session has no audio: it was opened with audio=none.");
      const samples = codec.decode(message);
      left = Math.min(BURST, left + ((now - countedAt) / 1000) * PER_SECOND);
      countedAt = now;
      const duration = Math.max(LEAST, durationOf(samples.length, sampleRateHz));
      if (duration > left) {
        const words =
          "Audio comes faster than it can be spoken; what is too much is dropped. Send it as it is captured.";
        throw new OperatorError("rate_limited", words);
      }
      left -= duration;
      return samples;
    },
    close: () => codec.close(),
  };
}

/**
 * Makes messages of frames: one of what came before each `flush`, or several of no more than a message holds. What was not
 * sent before a `clear` is not sent.
 */
function gatherFrames(
  codec: AudioCodec,
  { send, clear }: Pick<AudioSocket, "send" | "clear">,
): Pick<Line, "send" | "flush" | "clear"> {
  const gathered = new Int16Array(samplesPerFrame(codec.sampleRateHz) * codec.mostFrames);
  let length = 0;
  const flush = () => {
    if (length > 0) send(codec.encode(gathered.subarray(0, length)));
    length = 0;
  };
  return {
    send: (frame) => {
      gathered.set(frame, length);
      length += frame.length;
      if (length === gathered.length) flush();
    },
    flush,
    clear: () => {
      length = 0;
      clear();
    },
  };
}
