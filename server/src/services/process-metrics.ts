import { monitorEventLoopDelay } from "node:perf_hooks";
import { Counter, Gauge, type Registry } from "prom-client";

const NANOSECONDS = 1e-9;
const MICROSECONDS = 1e-6;
/** In ms: fine enough to see what callers feel, and coarse enough to cost nothing. */
const LOOP_RESOLUTION = 20;

/**
 * Shows the process's memory, its processor time and the lag of its event loop, under the names that Prometheus' own
 * client libraries use. Returns what ends the watching.
 */
export function processMetrics(registry: Registry): () => void {
  const gauge = gaugesOf(registry);
  gauge("process_resident_memory_bytes", "Resident memory.", () => process.memoryUsage.rss());
  processorTime(registry);
  const startedAt = Date.now() / 1000 - process.uptime();
  gauge("process_start_time_seconds", "When the process was started, in seconds since 1970.", () => startedAt);
  gauge("nodejs_heap_size_used_bytes", "What of the heap is in use.", () => process.memoryUsage().heapUsed);
  gauge("nodejs_heap_size_total_bytes", "The size of the heap.", () => process.memoryUsage().heapTotal);
  gauge("nodejs_external_memory_bytes", "Memory of buffers outside of the heap.", () => process.memoryUsage().external);

  const lag = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION });
  lag.enable();
  const over = (time: number) => (Number.isNaN(time) ? 0 : Math.max(0, time * NANOSECONDS - LOOP_RESOLUTION / 1000));
  gauge("nodejs_eventloop_lag_mean_seconds", "Mean lag of the event loop since the last look.", () => over(lag.mean));
  gauge("nodejs_eventloop_lag_p99_seconds", "99th percentile of the lag of the event loop since the last look.", () =>
    over(lag.percentile(99)),
  );
  gauge("nodejs_eventloop_lag_max_seconds", "The longest lag of the event loop since the last look.", () => {
    const longest = over(lag.max);
    lag.reset();
    return longest;
  });
  return () => lag.disable();
}

function processorTime(registry: Registry): void {
  const counter: Counter = new Counter({
    name: "process_cpu_seconds_total",
    help: "Processor time used, by user and system together.",
    registers: [registry],
    collect() {
      const { user, system } = process.cpuUsage();
      counter.reset();
      counter.inc((user + system) * MICROSECONDS);
    },
  });
}

/** Makes gauges that are read when somebody looks. */
export function gaugesOf(registry: Registry): (name: string, help: string, read: () => number) => void {
  return (name, help, read) => {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [registry],
      collect: () => gauge.set(read()),
    });
  };
}
