import { Counter, Histogram, Registry } from "prom-client";
import type { Activity, ActivityLog } from "../ports/activity-log.ts";

/** From a millisecond to a minute: what people wait for. */
export const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** How many values a label may take; what comes after them is `other`, so that nobody can fill the memory with names. */
const MOST_VALUES = 200;

/** Keeps a label to the first 200 values that it takes. */
export function boundedLabel(): (value: string) => string {
  const seen = new Set<string>();
  return (value) => {
    if (seen.has(value)) return value;
    if (seen.size >= MOST_VALUES) return "other";
    seen.add(value.slice(0, 200));
    return value.slice(0, 200);
  };
}

/** A request that was answered. */
interface MeasuredRequest {
  method: string;
  /** The route's pattern; "" for an unknown path. */
  route: string;
  status: number;
  /** In ms; null where it says nothing, as for a stream that its reader ended. */
  duration: number | null;
}

/** Makes the registry of one platform's metrics (Prometheus, "Metric and label naming"). */
export function createRegistry(): Registry {
  return new Registry();
}

/** Counts the requests to the API and measures how long their answers took. */
export function requestMetrics(registry: Registry): (request: MeasuredRequest) => void {
  const registers = [registry];
  const total = new Counter({
    name: "operator_http_requests_total",
    help: "Requests answered, by route, method and status.",
    labelNames: ["route", "method", "status"],
    registers,
  });
  const seconds = new Histogram({
    name: "operator_http_request_duration_seconds",
    help: "How long answers took.",
    labelNames: ["route", "method"],
    buckets: SECONDS,
    registers,
  });
  return ({ method, route, status, duration }) => {
    const labels = { route: route === "" ? "unknown" : route, method };
    total.inc({ ...labels, status });
    if (duration !== null) seconds.observe(labels, duration / 1000);
  };
}

/** Counts what passes on its way into a log of activities. */
export function countedLog(registry: Registry, log: ActivityLog): ActivityLog {
  const registers = [registry];
  const total = new Counter({
    name: "operator_activities_total",
    help: "Activities taken down in the log, by kind and outcome.",
    labelNames: ["kind", "outcome"],
    registers,
  });
  const seconds = new Histogram({
    name: "operator_activity_duration_seconds",
    help: "How long activities took.",
    labelNames: ["kind"],
    buckets: SECONDS,
    registers,
  });
  return {
    record(activity: Activity) {
      const { kind, outcome, duration } = activity;
      total.inc({ kind, outcome });
      if (duration !== null) seconds.observe({ kind }, duration / 1000);
      log.record(activity);
    },
  };
}

/** Counts the activities that were given up because too many waited for the database. */
export function droppedActivities(registry: Registry): (count: number) => void {
  const total = new Counter({
    name: "operator_activities_dropped_total",
    help: "Activities that were given up, for too many waited for the database.",
    registers: [registry],
  });
  return (count) => total.inc(count);
}
