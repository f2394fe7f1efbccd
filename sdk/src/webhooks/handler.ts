import { createDeliveryMemory } from "./delivery-memory.ts";
import type { HandlerFailure, WebhookHandler, WebhookHandlerOptions } from "./handler-types.ts";
import type { WebhookRequest, WebhookResponse } from "./http-exchange.ts";
import { readArguments } from "./tool-arguments.ts";
import { type FoundTool, findTool } from "./tool-address.ts";
import { addressesOf } from "./request-address.ts";
import { headerOf } from "./request-headers.ts";
import { json, refusal, TAKEN, tooLarge } from "./responses.ts";
import {
  isEvent,
  isObject,
  isProcedureOutput,
  type SetupAnswer,
  type SetupEvent,
  type WebhookEvent,
} from "./sent-objects.ts";
import type { Signed } from "./signature.ts";
import { keysOf, type Secret } from "./signing-secret.ts";
import { SingleRuns } from "./single-runs.ts";
import type { Delivery, Tool } from "./tool.ts";
import { ToolError } from "./tool-error.ts";
import { WebhookVerificationError } from "./verification-error.ts";
import { bodyBytes, verifyBody, verifyToolCall } from "./verify.ts";

const MAX_BODY_BYTES = 1024 * 1024;
/** The platform waits 5 s for the answer to `conversation.setup`, 15 s for any other, of which the way takes some. */
const SETUP_TIME_LIMIT = 4_500;
const TIME_LIMIT = 14_000;

/**
 * Makes a handler of everything that the platform sends: it checks the signature, hands over what came with its types,
 * and answers as the platform expects. A request for one of the `tools` is known by its address, everything else by its body. What
 * comes again under the same id is answered alike and not handled again. A handler that throws is answered with 500, upon which
 * the platform sends again later. Throws TypeError for an empty secret.
 */
export function createWebhookHandler(options: WebhookHandlerOptions): WebhookHandler {
  if (typeof options.secret !== "function") keysOf(options.secret);
  const { maxBodyBytes = MAX_BODY_BYTES, memory = createDeliveryMemory() } = options;
  const receiver = { options, maxBodyBytes, tools: toolsOf(options), runs: new SingleRuns(memory) };
  return {
    maxBodyBytes,
    handle: async (request) => {
      try {
        return await take(receiver, request);
      } catch (error) {
        return refuse(receiver, error);
      }
    },
  };
}

interface Receiver {
  readonly options: WebhookHandlerOptions;
  readonly maxBodyBytes: number;
  readonly tools: ReadonlyMap<string, Tool>;
  readonly runs: SingleRuns;
}

/** Something that is proven to come from the platform. */
interface Task {
  readonly what: string;
  readonly signed: Signed;
  readonly timeLimit: number;
  perform(delivery: Delivery): Promise<WebhookResponse>;
}

function toolsOf({ tools = {} }: WebhookHandlerOptions): ReadonlyMap<string, Tool> {
  return new Map(
    Object.entries(tools).map(([name, tool]) => [name, typeof tool === "function" ? { run: tool } : tool]),
  );
}

async function take(receiver: Receiver, request: WebhookRequest): Promise<WebhookResponse> {
  const body = bodyBytes(request.body);
  if (body.length > receiver.maxBodyBytes) return tooLarge(receiver.maxBodyBytes);
  const urls = addressesOf(request, receiver.options.publicUrl);
  const [url] = urls;
  if (url === undefined) return refusal(400, "The address of the request cannot be read.");
  const method = request.method.toUpperCase();
  const found = findTool(receiver.tools, method, url.pathname);
  const { secret, toleranceSeconds } = receiver.options;
  const keys: Secret = typeof secret === "function" ? await secret() : secret;
  const proof = { payload: body, headers: request.headers, secret: keys, toleranceSeconds, url: urls };
  if (found !== null) {
    const { idempotencyKey: id, signedAt } = await verifyToolCall({ ...proof, method });
    return perform(receiver, toolTask(found, { id, signedAt }, { headers: request.headers, url, body }));
  }
  if (method !== "POST") return refusal(405, `There is no tool at ${method} ${url.pathname}.`, { allow: "POST" });
  const sent = await verifyBody(proof);
  const task = taskOf(receiver, sent.signed, sent.body);
  if (task !== null) return perform(receiver, task);
  const names = [...receiver.tools.keys()].join(", ");
  return refusal(404, `There is no tool at ${url.pathname}.${names === "" ? "" : ` There is ${names}.`}`);
}

function taskOf({ options }: Receiver, signed: Signed, body: unknown): Task | null {
  if (isEvent(body)) return eventTask(options, signed, body);
  if (!isProcedureOutput(body)) return null;
  return {
    what: "procedure.ended",
    signed,
    timeLimit: TIME_LIMIT,
    async perform(delivery) {
      await options.procedureEnded?.(body, delivery);
      return TAKEN;
    },
  };
}

function eventTask(options: WebhookHandlerOptions, signed: Signed, event: WebhookEvent): Task {
  const what = event.payload.type;
  if (isSetup(event)) {
    const { setup = () => undefined } = options;
    const answer = async (delivery: Delivery) => json(answerOf(await setup(event, delivery)));
    return { what, signed, timeLimit: SETUP_TIME_LIMIT, perform: answer };
  }
  return {
    what,
    signed,
    timeLimit: TIME_LIMIT,
    async perform(delivery) {
      const { on = {} } = options;
      const handlers = on as Readonly<Record<string, (event: WebhookEvent, delivery: Delivery) => unknown>>;
      if (Object.hasOwn(handlers, what)) await handlers[what]?.(event, delivery);
      return TAKEN;
    },
  };
}

function isSetup(event: WebhookEvent): event is SetupEvent {
  return event.payload.type === "conversation.setup";
}

/** The platform wants a context, if an empty one. Throws TypeError for what it would not take. */
function answerOf(answer: SetupAnswer | undefined): SetupAnswer {
  const { context = {}, ...rest } = answer ?? {};
  if (isObject(context)) return { context, ...rest };
  throw new TypeError("The answer to conversation.setup must be {context: {…}, override_config?: {…}}.");
}

interface ToolRequest extends Pick<WebhookRequest, "headers"> {
  readonly url: URL;
  readonly body: Uint8Array;
}

function toolTask(found: FoundTool, signed: Signed, request: ToolRequest): Task {
  const { name, tool, path } = found;
  return {
    what: name,
    signed,
    timeLimit: Math.max(1_000, (tool.time_limit_sec ?? 15) * 1_000 - 1_000),
    async perform(delivery) {
      try {
        const args = readArguments({
          path,
          query: request.url.searchParams,
          body: new TextDecoder().decode(request.body),
          contentType: headerOf(request.headers, "content-type") ?? "",
          schema: tool.input_schema,
        });
        return json(await tool.run(args, { ...delivery, name, idempotencyKey: delivery.id }));
      } catch (error) {
        if (error instanceof ToolError) return refusal(error.status, error.message);
        throw error;
      }
    },
  };
}

function perform(receiver: Receiver, { what, signed, timeLimit, perform: act }: Task): Promise<WebhookResponse> {
  const { id } = signed;
  const onError = (error: unknown) => report(receiver, error, { what, id });
  const run = async (signal: AbortSignal) => {
    try {
      return await act({ ...signed, signal });
    } catch (error) {
      onError(error);
      return refusal(500, `The handler of ${what} failed.`);
    }
  };
  return receiver.runs.answer({ id, timeLimit, run, onError });
}

/** A body that somebody parsed is a fault of the receiver's own; everything else that is refused is the sender's. */
function refuse(receiver: Receiver, error: unknown): WebhookResponse {
  if (error instanceof WebhookVerificationError && error.code !== "body_parsed")
    return refusal(error.code === "malformed_body" ? 400 : 401, error.message);
  report(receiver, error, { what: "request", id: null });
  return refusal(500, error instanceof WebhookVerificationError ? error.message : "The receiver failed.");
}

function report({ options }: Receiver, error: unknown, about: HandlerFailure): void {
  if (options.onError) return options.onError(error, about);
  // eslint-disable-next-line no-console -- where nobody wants to be told, a failure must still be seen somewhere
  console.error(`operator webhooks: ${about.what}${about.id === null ? "" : ` (${about.id})`} failed:`, error);
}
