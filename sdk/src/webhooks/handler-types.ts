import type { ServerEventType } from "../wire.ts";
import type { DeliveryMemory } from "./delivery-memory.ts";
import type { WebhookRequest, WebhookResponse } from "./http-exchange.ts";
import type { ProcedureOutput, SetupAnswer, SetupEvent, WebhookEvent } from "./sent-objects.ts";
import type { SecretSource } from "./signing-secret.ts";
import type { Delivery, Tool, ToolFunction } from "./tool.ts";

/** Handlers of events by type. */
export type EventHandlers = {
  readonly [Type in Exclude<ServerEventType, "conversation.setup">]?: (
    event: WebhookEvent<Type>,
    delivery: Delivery,
  ) => unknown;
};

/** What a failure was about. */
export interface HandlerFailure {
  /** The type of the event, `procedure.ended`, or the tool's name. */
  readonly what: string;
  /** The delivery's or call's id; null when none was proven. */
  readonly id: string | null;
}

/** What to do with what the platform sends. */
export interface WebhookHandlerOptions {
  /** The signing keys of everything that comes here: the webhook endpoint's, and that of tools and outputs. */
  readonly secret: SecretSource;
  /** What to do on an event. One that has no handler is thanked for. */
  readonly on?: EventHandlers;
  /** Answers `conversation.setup`, in 5 s: what the conversation is to know, and what is different in it. */
  readonly setup?: (
    event: SetupEvent,
    delivery: Delivery,
  ) => SetupAnswer | undefined | Promise<SetupAnswer | undefined>;
  /** What to do when a procedural agent ends whose `post_url` leads here. */
  readonly procedureEnded?: (output: ProcedureOutput, delivery: Delivery) => unknown;
  /** First-party tools by name. Those of `defineTool` have typed arguments. */
  readonly tools?: Readonly<Record<string, Tool | ToolFunction>>;
  /**
   * What the platform calls before the path that arrives here: `https://shop.example`, with whatever a proxy strips from the path. Without it
   * the Host header is believed, and http and https are both tried.
   */
  readonly publicUrl?: string;
  /** 30 if absent. */
  readonly toleranceSeconds?: number;
  /** The largest body that is read; 1 MiB if absent. */
  readonly maxBodyBytes?: number;
  /** What was answered already; in this process's memory if absent. */
  readonly memory?: DeliveryMemory;
  /** Is told what a handler threw, or that it was too slow; written to the console if absent. */
  readonly onError?: (error: unknown, about: HandlerFailure) => void;
}

/** Takes what the platform sends. `nodeListener`, `expressHandler`, `fastifyPlugin` and `fetchHandler` put it into a server. */
export interface WebhookHandler {
  readonly maxBodyBytes: number;
  /** Checks a request, does what it calls for, and says what to answer. Never rejects. */
  handle(request: WebhookRequest): Promise<WebhookResponse>;
}
