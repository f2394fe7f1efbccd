import { Counter, Histogram, type Registry } from "prom-client";
import type { StoredBatch } from "../db/event-writer.ts";

/** Counts the events that are stored and the conversations that end, and measures the batches. */
export function eventMetrics(registry: Registry): (batch: StoredBatch) => void {
  const registers = [registry];
  const total = new Counter({
    name: "operator_events_stored_total",
    help: "Events stored in the logs of conversations, by type.",
    labelNames: ["type"],
    registers,
  });
  const ended = new Counter({
    name: "operator_conversations_ended_total",
    help: "Conversations that ended, by their final status.",
    labelNames: ["status"],
    registers,
  });
  const size = new Histogram({
    name: "operator_event_batch_size",
    help: "Events stored by one statement.",
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500],
    registers,
  });
  const seconds = new Histogram({
    name: "operator_event_batch_duration_seconds",
    help: "How long storing one batch of events took.",
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers,
  });
  return ({ payloads, duration }) => {
    size.observe(payloads.length);
    seconds.observe(duration / 1000);
    for (const payload of payloads) {
      total.inc({ type: payload.type });
      if (payload.type === "conversation.ended") ended.inc({ status: payload.status });
    }
  };
}
