import type { VoiceRate } from "../domain/audio.ts";
import { createResampler } from "../lib/resampler.ts";
import type { Line } from "./mouth.ts";

/** A connection's end as the platform has it: a line, and the rate of what it carries both ways. */
export interface LineEnd {
  readonly line: Line;
  readonly sampleRateHz: VoiceRate;
  /** Brings what came over it to the rate that is wanted. */
  incoming(samples: Int16Array): Int16Array;
}

/** Makes a line whose samples are at that rate, whatever it carries itself. */
export function lineAtRate(end: LineEnd, sampleRateHz: VoiceRate): LineEnd {
  if (end.sampleRateHz === sampleRateHz) return end;
  const { line } = end;
  const outward = createResampler(sampleRateHz, end.sampleRateHz);
  const inward = createResampler(end.sampleRateHz, sampleRateHz);
  return {
    sampleRateHz,
    line: {
      lead: line.lead,
      ahead: line.ahead,
      grain: line.grain,
      isContinuous: line.isContinuous,
      send: (frame) => line.send(outward(frame)),
      flush: () => line.flush(),
      clear: () => line.clear(),
    },
    incoming: (samples) => inward(end.incoming(samples)),
  };
}
