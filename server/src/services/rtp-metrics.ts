import { Counter, type Registry } from "prom-client";

/**
 * Counts the frames of calls by SIP whose time came, by how late they were sent; `steps` are the limits in ms, ascending,
 * and what is beyond the last was sent later or left out. Returns what is told of frames, by those steps.
 */
export function rtpMetrics(registry: Registry, steps: readonly number[]): (frames: readonly number[]) => void {
  const total = new Counter({
    name: "operator_rtp_frames_total",
    help: "Frames of 20 ms of calls by SIP whose time to be sent came, by how late they were.",
    labelNames: ["late"],
    registers: [registry],
  });
  const labels = [...steps.map((most) => `up to ${most} ms`), `over ${steps.at(-1)} ms`];
  return (frames) => {
    for (const [place, late] of labels.entries()) total.inc({ late }, frames[place] ?? 0);
  };
}
