import { FRAME_MS } from "../../domain/audio.ts";

/** A frame's time on the wire, by the clock of RTP for Opus. */
export interface FrameTime {
  /** In ticks of 48 kHz, wraps at 32 bits. */
  readonly timestamp: number;
  /** Whether it is the first after a pause (the marker bit, RFC 3551, section 4.1). */
  readonly isFirst: boolean;
}

/** Sends frames 20 ms apart, also when they come early. */
export interface PacedFrames {
  /** Takes the next frame; sends it now when it is time, else later. */
  send(frame: Int16Array): void;
  /** Throws away what is not sent yet. */
  clear(): void;
}

const TICKS_PER_MS = 48;
/** A frame this little early is sent with it: timers are no better. */
const TOLERANCE = 10;
/** A grid that is this late is given up: there was a pause. */
const LONGEST_DELAY = 100;
/** A second of frames; who sends more at once does not pace at all. */
const MOST_WAITING = 50;

/** Makes a pacer for one stream. `emit` sends a frame. */
export function pacedFrames(emit: (frame: Int16Array, time: FrameTime) => void): PacedFrames {
  const waiting: Int16Array[] = [];
  let timer: NodeJS.Timeout | null = null;
  /** When the next frame is due, and its timestamp then. */
  let dueAt = performance.now();
  let timestamp = 0;
  let isFirst = true;

  const emitAt = (frame: Int16Array, now: number) => {
    if (now - dueAt > LONGEST_DELAY) {
      timestamp += Math.round(now - dueAt) * TICKS_PER_MS;
      dueAt = now;
      isFirst = true;
    }
    emit(frame, { timestamp: timestamp % 2 ** 32, isFirst });
    dueAt += FRAME_MS;
    timestamp += FRAME_MS * TICKS_PER_MS;
    isFirst = false;
  };
  const drain = () => {
    timer = null;
    const now = performance.now();
    while (waiting.length > 0 && dueAt - now <= TOLERANCE) emitAt(waiting.shift() as Int16Array, now);
    if (waiting.length > 0) timer = setTimeout(drain, dueAt - now);
  };
  return {
    send(frame) {
      if (waiting.length >= MOST_WAITING) return;
      // The caller may use the same frame again for what it says next.
      waiting.push(frame.slice());
      if (timer === null) drain();
    },
    clear() {
      waiting.length = 0;
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
