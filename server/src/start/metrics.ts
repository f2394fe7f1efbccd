import type { Logger } from "pino";
import type { Registry } from "prom-client";
import { type Database, poolStateOf } from "../db/database.ts";
import { backlogMetrics } from "../services/backlog-metrics.ts";
import { eventMetrics } from "../services/event-metrics.ts";
import { createRegistry, requestMetrics } from "../services/metrics.ts";
import { gaugesOf, processMetrics } from "../services/process-metrics.ts";

/** What is measured of the platform. */
export interface Metrics {
  registry: Registry;
  /** Is told of every request that was answered. */
  requestAnswered: ReturnType<typeof requestMetrics>;
  /** Is told of every batch of events that was stored. */
  eventsStored: ReturnType<typeof eventMetrics>;
  /** Shows a number that is read when somebody looks. */
  gauge: ReturnType<typeof gaugesOf>;
}

interface Measured {
  database: Database;
  logger: Logger;
  /** How to stop. */
  undo: (() => Promise<unknown> | void)[];
}

/** Begins to measure this process, its database and what waits in the installation. */
export function startMetrics({ database, logger, undo }: Measured): Metrics {
  const registry = createRegistry();
  undo.push(processMetrics(registry));
  backlogMetrics(registry, database, (error) => logger.warn({ err: error }, "What waits could not be counted."));
  const gauge = gaugesOf(registry);
  const pool = () => poolStateOf(database);
  gauge("operator_database_connections_open", "Open connections of the database pool.", () => pool().total);
  gauge("operator_database_connections_idle", "Those of them that are idle.", () => pool().idle);
  gauge("operator_database_requests_waiting", "Requests that wait for a connection.", () => pool().waiting);
  return { registry, gauge, requestAnswered: requestMetrics(registry), eventsStored: eventMetrics(registry) };
}
