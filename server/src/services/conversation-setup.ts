import type { CompiledQuery } from "kysely";
import { z } from "zod";
import type { Database } from "../db/database.ts";
import { cancelJob } from "../db/jobs.ts";
import { attemptInsert, isUntried } from "../db/webhook-attempts.ts";
import { DELIVER_WEBHOOKS, laneOf } from "../db/delivery-lanes.ts";
import { recordDeliveries } from "../db/webhook-deliveries.ts";
import type { WebhookEndpointRow } from "../db/webhook-endpoints.ts";
import { runWhole, unsynced } from "../db/whole-transaction.ts";
import { renameLegacyFields } from "../domain/agent-config.ts";
import { contextSchema, mergeContext } from "../domain/context.ts";
import type { EventEnvelope } from "../domain/event.ts";
import { newId } from "../domain/ids.ts";
import { keysAt } from "../domain/signing-key.ts";
import type { DeliveryExchange } from "../domain/webhook-delivery.ts";
import { inputProblem } from "../lib/issue-text.ts";
import type { JsonObject } from "../lib/json.ts";
import { parseJson } from "../lib/json-depth.ts";
import { mergeDeep } from "../lib/merge.ts";
import type { SafeFetch } from "../lib/safe-fetch.ts";
import type { SecretBox } from "../lib/secret-box.ts";
import type { SigningKeys } from "../lib/signature.ts";
import { wellFormed } from "../lib/well-formed.ts";
import type { ActivityLog } from "../ports/activity-log.ts";
import { openKeys } from "./webhook-keys.ts";
import { logDelivery } from "./webhook-lanes.ts";
import type { WebhookOutbox } from "./webhook-outbox.ts";
import { attemptOf, sendWebhook } from "./webhook-sender.ts";

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
  /** What was answered, to be stored with the conversation, or by `keep` where none comes of it. */
  answers: readonly SetupAnswer[];
}

/** What an endpoint answered, before it stands on record. */
export interface SetupAnswer {
  readonly endpointId: string;
  /** What puts it on record, in any transaction. */
  readonly statements: readonly CompiledQuery[];
  /** To be called once it stands there. */
  onStored(): void;
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

/** How long after the time limit a question whose asker is gone is taken up by others, in ms. */
const LEEWAY = 30_000;

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
   * answers something else is passed over. What was asked is put on record while it is asked. Should the process die
   * before what was answered is stored, it is sent once more, as an event that nobody waits for.
   */
  async ask(request: SetupRequest): Promise<SetupOutcome> {
    const { envelope, briefing } = request;
    const endpoints = this.#services.outbox.subscribers("conversation.setup", envelope.livemode);
    if (endpoints.length === 0) return { briefing, failures: [], answers: [] };
    const questions = endpoints.map((endpoint) => this.#questionTo(endpoint, envelope));
    const asked = questions.filter((question) => "keys" in question);
    const sending = Promise.all(asked.map((question) => this.#send(question, envelope)));
    const [exchanges] = await Promise.all([sending, this.#record(asked, envelope)]);
    const faults = questions.flatMap((question) => ("fault" in question ? [question.fault] : []));
    const answered = await this.#takeAnswers(request, exchanges);
    return { ...answered, failures: [...faults, ...answered.failures] };
  }

  /** Stores answers by themselves; never rejects. What could not be stored is still to be sent, as if the process had died. */
  async keep(answers: readonly SetupAnswer[]): Promise<void> {
    const { database, onError } = this.#services;
    const storing = answers.map(async ({ endpointId, statements, onStored }) => {
      try {
        await runWhole(database, statements);
        onStored();
      } catch (error) {
        onError(error, endpointId);
      }
    });
    await Promise.all(storing);
  }

  #questionTo(endpoint: WebhookEndpointRow, envelope: EventEnvelope): Question | { fault: string } {
    const { secretBox, onError } = this.#services;
    const subject = laneOf(endpoint.id, envelope.conversation_id);
    try {
      return { id: newId("whd"), endpoint, subject, keys: keysAt(openKeys(secretBox, endpoint), new Date()) };
    } catch (error) {
      onError(error, endpoint.id);
      return { fault: `${endpoint.id} could not be asked; the installation's own log says why.` };
    }
  }

  async #record(questions: readonly Question[], envelope: EventEnvelope): Promise<void> {
    if (questions.length === 0) return;
    const { database, timeLimit } = this.#services;
    const deliveries = questions.map(({ id, endpoint }) => ({ id, endpointId: endpoint.id, envelope }));
    // The conversation, which is waited for, is stored after it.
    await runWhole(database, [unsynced.compile(database), recordDeliveries(database, deliveries, timeLimit + LEEWAY)]);
  }

  async #send(question: Question, envelope: EventEnvelope): Promise<Asked> {
    const { fetch, timeLimit } = this.#services;
    const { id, endpoint, keys } = question;
    const body = JSON.stringify(envelope);
    const exchange = await sendWebhook(fetch, { url: endpoint.url, keys, deliveryId: id, body, timeLimit });
    return { ...question, exchange };
  }

  async #takeAnswers(request: SetupRequest, asked: readonly Asked[]): Promise<SetupOutcome> {
    const failures: string[] = [];
    const answers: SetupAnswer[] = [];
    let { briefing } = request;
    for (const one of asked) {
      const taken = await takeAnswer(one.exchange, briefing, request);
      if ("problem" in taken) failures.push(`${one.endpoint.id}: ${taken.problem}`);
      else briefing = taken.briefing;
      answers.push(this.#answerOf(one, request.envelope, "problem" in taken ? wellFormed(taken.problem) : null));
    }
    return { briefing, failures, answers };
  }

  #answerOf(asked: Asked, envelope: EventEnvelope, error: string | null): SetupAnswer {
    const { database, activityLog } = this.#services;
    const { id: deliveryId, endpoint, subject, exchange } = asked;
    const attempt = { ...attemptOf(exchange), error, trigger: "event" as const, deliveryId };
    const claim = { seenDueAt: null, isMine: isUntried };
    const verdict = { next: error === null ? ("delivered" as const) : ("dead" as const) };
    const { conversation_id, livemode, payload } = envelope;
    const about = { endpoint_id: endpoint.id, conversation_id, livemode, type: payload.type };
    return {
      endpointId: endpoint.id,
      statements: [
        attemptInsert(database, { ...attempt, ...claim }, verdict),
        cancelJob(database, { kind: DELIVER_WEBHOOKS, subject }),
      ],
      onStored: () => logDelivery(activityLog, { ...about, exchange, problem: error, deliveryId }),
    };
  }
}

/** What an endpoint is asked. */
interface Question {
  /** The delivery's id. */
  id: string;
  endpoint: WebhookEndpointRow;
  /** Its lane. */
  subject: string;
  keys: SigningKeys;
}

interface Asked extends Question {
  exchange: DeliveryExchange;
}

/** Adds an answer to what is known; says what is wrong with one that cannot be used. */
async function takeAnswer(
  exchange: DeliveryExchange,
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
