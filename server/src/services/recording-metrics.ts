import { Counter, type Registry } from "prom-client";

/** Counts what is stored of recordings, and what had to be given up. */
export function recordingMetrics(registry: Registry): {
  stored: (bytes: number) => void;
  lost: (duration: number) => void;
} {
  const registers = [registry];
  const bytes = new Counter({
    name: "operator_recording_bytes_stored_total",
    help: "Bytes of audio stored in recordings.",
    registers,
  });
  const seconds = new Counter({
    name: "operator_recording_lost_seconds_total",
    help: "Audio that recordings lack, for the database was away too long.",
    registers,
  });
  return { stored: (count) => bytes.inc(count), lost: (duration) => seconds.inc(duration / 1000) };
}
