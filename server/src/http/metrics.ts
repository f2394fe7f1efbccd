import type { FastifyInstance } from "fastify";
import { OperatorError } from "../domain/error.ts";
import { keyOf } from "./gate.ts";

/** What can be read by Prometheus. */
export interface MetricsSource {
  contentType: string;
  metrics(): Promise<string>;
}

const CONFIG = { access: "key", needsVersion: false, logged: "refusals" } as const;

/** Serves the metrics of this process in Prometheus' text format; docs/monitoring.md lists them. */
export function metricsRoutes(source: MetricsSource) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get("/metrics", { config: CONFIG, schema: { hide: true } }, async (request, reply) => {
      const { livemode, scopes } = keyOf(request);
      if (!livemode && !scopes?.includes("metrics:read")) throw notForTestKeys();
      return reply.type(source.contentType).send(await source.metrics());
    });
  };
}

function notForTestKeys(): OperatorError {
  const message = "The metrics are the whole installation's. Use a live key, or one with the scope metrics:read.";
  return new OperatorError("not_allowed", message);
}
