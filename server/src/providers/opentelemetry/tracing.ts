import type { SpanExporter } from "@opentelemetry/sdk-trace";
import type { TurnObserver } from "../../ports/turn-observer.ts";
import { turnSpans } from "./turn-spans.ts";

/** Where traces go, as the environment says (OpenTelemetry, "OTLP Exporter Configuration"). */
export interface TracingOptions {
  /** The collector's base address; traces go to `v1/traces` below it. */
  endpoint: string;
  headers: Readonly<Record<string, string>>;
  serviceName: string;
  /** Is told that the collector does not take traces; once, until it does again. */
  onError(error: unknown): void;
}

/** Traces being written. */
export interface Tracing {
  observer: TurnObserver;
  /** Sends what waits, if the collector takes it within two seconds. */
  close(): Promise<void>;
}

/** What waits at most; more is dropped, for a collector that is away must cost a conversation nothing. */
const MOST_WAITING = 4_096;
const SEND_EVERY = 2_000;
const SEND_WITHIN = 3_000;
const CLOSE_WITHIN = 2_000;

/** Starts writing traces. Throws when the packages for it, which are optional, are not installed. */
export async function startTracing(options: TracingOptions): Promise<Tracing> {
  const [{ BatchSpanProcessor, TracerProvider }, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all(
    [
      import("@opentelemetry/sdk-trace"),
      import("@opentelemetry/exporter-trace-otlp-http"),
      import("@opentelemetry/resources"),
    ],
  );
  const exporter = new OTLPTraceExporter({
    url: `${options.endpoint.replace(/\/+$/, "")}/v1/traces`,
    headers: { ...options.headers },
    timeoutMillis: SEND_WITHIN,
  });
  const processor = new BatchSpanProcessor({
    exporter: reporting(exporter, options.onError),
    maxQueueSize: MOST_WAITING,
    scheduledDelayMillis: SEND_EVERY,
    exportTimeoutMillis: SEND_WITHIN,
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ "service.name": options.serviceName }),
    spanProcessors: [processor],
  });
  return { observer: turnSpans(provider.getTracer("operator")), close: () => closeWithin(provider) };
}

async function closeWithin(provider: { shutdown(): Promise<void> }): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, CLOSE_WITHIN);
  });
  // That the collector did not take the last ones was reported as they were sent.
  await Promise.race([provider.shutdown().catch(() => undefined), late]);
  clearTimeout(timer);
}

/** Tells of the first of several failures in a row; the SDK itself keeps quiet. */
function reporting(exporter: SpanExporter, onError: (error: unknown) => void): SpanExporter {
  let isFailing = false;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        if (result.error && !isFailing) onError(result.error);
        isFailing = result.error !== undefined;
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  };
}
