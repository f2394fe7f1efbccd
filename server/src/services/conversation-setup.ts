import { z } from "zod";
import type { Database } from "../db/database.ts";
import { insertSettledDeliveries, type SettledDelivery } from "../db/webhook-attempts.ts";
import { findSubscribers, type WebhookEndpointRow } from "../db/webhook-endpoints.ts";
import { renameLegacyFields } from "../domain/agent-config.ts";
import { contextSchema, mergeContext } from "../domain/context.ts";
import type { EventEnvelope } from "../domain/event.ts";
import { newId } from "../domain/ids.ts";
import { keysAt } from "../domain/signing-key.ts";
import { inputProblem } from "../lib/issue-text.ts";
import type { JsonObject } from "../lib/json.ts";
import { parseJson } from "../lib/json-depth.ts";
import { mergeDeep } from "../lib/merge.ts";
import type { SafeFetch } from "../lib/safe-fetch.ts";
import type { SecretBox } from "../lib/secret-box.ts";
import { wellFormed } from "../lib/well-formed.ts";
import type { ActivityLog } from "../ports/activity-log.ts";
import { openKeys } from "./webhook-keys.ts";
import { logDelivery } from "./webhook-lanes.ts";
import type { WebhookOutbox } from "./webhook-outbox.ts";
import { attemptOf, sendWebhook, type WebhookExchange } from "./webhook-sender.ts";

/** What a conversation is told before it begins. */
export interface Briefing {
  context: JsonObject;
  /** What is changed of the agent's configuration; null when nothing is. */
  override: JsonObject | null;
}

/** A conversation about to begin. */
export interface SetupRequest {
  /** Its `conversation.setup`, as it will stand in its log. */
  envelope: EventEnvelope;
  /** What whoever creates it says. */
  briefing: Briefing;
  /** Says why a configuration with that override could not be used; null when it can. */
  overrideProblem(override: JsonObject): Promise<string | null>;
}

/** What came of asking. */
export interface SetupOutcome {
  /** What was said before, with everything that was answered. */
  briefing: Briefing;
  /** Who gave no usable answer, and why: "whe_… did not answer within 5000 ms." */
  failures: string[];
}

interface Services {
  database: Database;
  fetch: SafeFetch;
  secretBox: SecretBox;
  activityLog: ActivityLog;
  outbox: WebhookOutbox;
  /** How long an endpoint may take to answer, in ms. */
  timeLimit: number;
  /** Is told of a fault of ours. */
  onError(error: unknown, endpointId: string): void;
}

/** What can be added to a context at once; more would be stored and sent with each change of it. */
const LARGEST_CONTEXT = 262_144;

const answerSchema = z.looseObject({
  context: contextSchema,
  override_config: z.record(z.string(), z.unknown()).nullable().optional(),
});

/** Asks webhook endpoints about conversations before they begin, on whatever channel. */
export class ConversationSetup {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /**
   * Asks every endpoint that wants `conversation.setup`, all at once, and adds their answers in the order of the
   * endpoints' creation: the later wins, and all win over what was said before. An endpoint that fails, is too slow or
   * answers something else is passed over. What was asked and answered is kept as a delivery, also when no conversation
   * comes of it.
   */
  async ask(request: SetupRequest): Promise<SetupOutcome> {
    const { database, outbox } = this.#services;
    const { envelope, briefing } = request;
    if (!outbox.wants("conversation.setup", envelope.livemode)) return { briefing, failures: [] };
    const endpoints = await findSubscribers(database, "conversation.setup", envelope.livemode);
    const body = JSON.stringify(envelope);
    const asked = await Promise.all(endpoints.map((endpoint) => this.#askOne(endpoint, body)));
    return this.#takeAnswers(request, asked);
  }

  async #askOne(endpoint: WebhookEndpointRow, body: string): Promise<Asked | { fault: string }> {
    const { fetch, secretBox, timeLimit, onError } = this.#services;
    const id = newId("whd");
    try {
      const keys = keysAt(openKeys(secretBox, endpoint), new Date());
      const exchange = await sendWebhook(fetch, { url: endpoint.url, keys, deliveryId: id, body, timeLimit });
      return { id, endpoint, exchange };
    } catch (error) {
      onError(error, endpoint.id);
      return { fault: `${endpoint.id} could not be asked; the installation's own log says why.` };
    }
  }

  async #takeAnswers(request: SetupRequest, asked: readonly (Asked | { fault: string })[]): Promise<SetupOutcome> {
    const { envelope } = request;
    const deliveries: SettledDelivery[] = [];
    const failures: string[] = [];
    let { briefing } = request;
    for (const one of asked) {
      if ("fault" in one) {
        failures.push(one.fault);
        continue;
      }
      const { id, endpoint, exchange } = one;
      const taken = await takeAnswer(exchange, briefing, request);
      if ("problem" in taken) failures.push(`${endpoint.id}: ${taken.problem}`);
      else briefing = taken.briefing;
      const error = "problem" in taken ? wellFormed(taken.problem) : null;
      const attempt = { ...attemptOf(exchange), error, trigger: "event" as const };
      deliveries.push({ id, endpointId: endpoint.id, envelope, attempt });
      this.#log({ id, endpoint, exchange }, envelope, error);
    }
    await insertSettledDeliveries(this.#services.database, deliveries);
    return { briefing, failures };
  }

  #log({ id, endpoint, exchange }: Asked, envelope: EventEnvelope, problem: string | null): void {
    const { conversation_id, livemode, payload } = envelope;
    logDelivery(this.#services.activityLog, {
      exchange,
      problem,
      deliveryId: id,
      endpoint_id: endpoint.id,
      conversation_id,
      livemode,
      type: payload.type,
    });
  }
}

interface Asked {
  id: string;
  endpoint: WebhookEndpointRow;
  exchange: WebhookExchange;
}

/** Adds an answer to what is known; says what is wrong with one that cannot be used. */
async function takeAnswer(
  exchange: WebhookExchange,
  before: Briefing,
  request: Pick<SetupRequest, "overrideProblem">,
): Promise<{ briefing: Briefing } | { problem: string }> {
  if (exchange.error !== null) return { problem: exchange.error };
  const answer = readAnswer(exchange.response?.body ?? "");
  if ("problem" in answer) return answer;
  const context = mergeContext(before.context, answer.context);
  if (JSON.stringify(context).length > LARGEST_CONTEXT) {
    return { problem: `With the answer's context, the context would be longer than ${LARGEST_CONTEXT} characters.` };
  }
  if (answer.override === null) return { briefing: { context, override: before.override } };
  const override = mergeDeep(before.override ?? {}, answer.override);
  const problem = await request.overrideProblem(override);
  return problem === null ? { briefing: { context, override } } : { problem: `The answer's ${problem}` };
}

/** Reads what an endpoint answered to `conversation.setup`. */
export function readAnswer(body: string): Briefing | { problem: string } {
  const json = readJson(body);
  if (json === undefined) return { problem: `The answer must be JSON, {"context": {…}}.` };
  const parsed = answerSchema.safeParse(json);
  if (!parsed.success) {
    const { param, message } = inputProblem(parsed.error.issues[0] as z.core.$ZodIssue, json);
    return { problem: `The answer is not usable: ${param === "" ? "it" : param} ${message}.` };
  }
  const { context, override_config } = wellFormed(parsed.data);
  const override = override_config ? (renameLegacyFields(override_config) as JsonObject) : null;
  return { context: context as JsonObject, override };
}

function readJson(body: string): unknown {
  try {
    return parseJson(body);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
