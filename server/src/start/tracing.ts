import type { TurnObserver } from "../ports/turn-observer.ts";
import { startTracing } from "../providers/opentelemetry/tracing.ts";
import type { Begun } from "./started.ts";

/** Starts writing traces where the environment names a collector; returns what is to be told of the turns. */
export async function startTraces({ environment, logger, undo }: Begun): Promise<TurnObserver[]> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: headers } = environment;
  if (endpoint === undefined) return [];
  try {
    const tracing = await startTracing({
      endpoint,
      headers,
      serviceName: environment.OTEL_SERVICE_NAME,
      onError: (error) => logger.warn({ err: error }, "The collector does not take traces; conversations go on."),
    });
    undo.push(() => tracing.close());
    return [tracing.observer];
  } catch (error) {
    const message = "No traces are written: their packages, @opentelemetry/*, are not installed. Run npm ci.";
    logger.warn({ err: error }, message);
    return [];
  }
}
