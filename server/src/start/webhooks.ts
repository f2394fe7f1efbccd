import { ConversationSetup } from "../services/conversation-setup.ts";
import type { JobKind, Jobs } from "../services/jobs.ts";
import { WebhookDeliveries } from "../services/webhook-deliveries.ts";
import { WebhookEndpoints } from "../services/webhook-endpoints.ts";
import { webhookLanes } from "../services/webhook-lanes.ts";
import { webhookResumption } from "../services/webhook-resumption.ts";
import { WebhookOutbox } from "../services/webhook-outbox.ts";
import type { Started } from "./started.ts";

/** Everything that sends events to those who want them. */
export interface Webhooks {
  outbox: WebhookOutbox;
  setup: ConversationSetup;
  endpoints: WebhookEndpoints;
  deliveries: WebhookDeliveries;
  /** The jobs that send what is pending. */
  jobKinds: readonly JobKind[];
}

/** Finds out who wants events, and gets ready to send them. */
export async function startWebhooks(started: Started & { jobs: Jobs }): Promise<Webhooks> {
  const { database, logger, undo, timings, jobs } = started;
  const outbox = new WebhookOutbox({
    database,
    jobs,
    onError: (error) => logger.error({ err: error }, "Who wants events could not be read; the former still get them."),
  });
  undo.push(() => outbox.close());
  await outbox.refresh();
  const timeLimits = { delivery: timings.webhookWithin, setup: timings.setupWithin };
  const setup = new ConversationSetup({
    ...started,
    outbox,
    timeLimit: timeLimits.setup,
    onError: (error, endpoint) => logger.error({ err: error, endpoint }, "A webhook endpoint could not be asked."),
  });
  const endpoints = new WebhookEndpoints({ ...started, outbox, timeLimits });
  const deliveries = new WebhookDeliveries({ database, endpoints, outbox });
  const lanes = webhookLanes({
    ...started,
    signingKeys: () => started.signingKey.keys(),
    timeLimit: timeLimits.delivery,
  });
  return { outbox, setup, endpoints, deliveries, jobKinds: [lanes, webhookResumption(database, jobs)] };
}
