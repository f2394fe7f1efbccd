import {
  type Attributes,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import type {
  ModelCallReport,
  ObservedConversation,
  ToolCallReport,
  TurnEndReport,
  TurnObserver,
} from "../../ports/turn-observer.ts";

/** What the conventions call vendors whose names differ from ours. */
const PROVIDER_NAMES: Readonly<Record<string, string>> = { google: "gcp.gemini" };

/**
 * Writes a trace of every turn: a span `turn` with one for each model call and each tool call, named as OpenTelemetry's
 * semantic conventions for generative AI (v1.41) name them. Nothing of what was said, given or returned is in them.
 */
export function turnSpans(tracer: Tracer): TurnObserver {
  return {
    turnBegan(conversation, startedAt) {
      const span = tracer.startSpan(
        "turn",
        { startTime: startedAt, attributes: aboutTurn(conversation) },
        ROOT_CONTEXT,
      );
      return {
        modelCalled: (report) => modelSpan(tracer, span, report),
        toolReturned: (report) => toolSpan(tracer, span, report),
        ended: (report) => endTurn(span, startedAt, report),
      };
    },
    toolReturnedLate: (conversation, report) => toolSpan(tracer, null, report, aboutConversation(conversation)),
  };
}

function aboutConversation({ conversationId, agentVersionId, agentName, livemode }: ObservedConversation): Attributes {
  return {
    ...(conversationId === null ? {} : { "gen_ai.conversation.id": conversationId }),
    "gen_ai.agent.id": agentVersionId,
    ...(agentName === null ? {} : { "gen_ai.agent.name": agentName }),
    "operator.livemode": livemode,
  };
}

function aboutTurn(conversation: ObservedConversation): Attributes {
  const requestId = conversation.requestId();
  return {
    "gen_ai.operation.name": "invoke_agent",
    ...aboutConversation(conversation),
    ...(requestId === null ? {} : { "operator.request.id": requestId }),
  };
}

function endTurn(span: Span, startedAt: number, report: TurnEndReport): void {
  span.setAttributes({
    "operator.turn.interrupted": report.interrupted,
    "operator.turn.steps": report.steps,
    ...(report.response === null ? {} : { "operator.turn.response_ms": report.response }),
  });
  span.end(startedAt + report.duration);
}

interface Times {
  startedAt: number;
  duration: number;
}

/** Writes a span that is over already, below a turn's; of its own where no turn waits any more. */
function writeSpan(tracer: Tracer, parent: Span | null, what: Times & { name: string; kind: SpanKind } & Ending): void {
  const { name, kind, startedAt, duration, attributes, errorType } = what;
  const context = parent === null ? ROOT_CONTEXT : trace.setSpan(ROOT_CONTEXT, parent);
  const span = tracer.startSpan(name, { kind, startTime: startedAt, attributes }, context);
  if (errorType !== null) {
    // Without a message: vendors quote in theirs what they were sent.
    span.setStatus({ code: SpanStatusCode.ERROR });
    span.setAttribute("error.type", errorType);
  }
  span.end(startedAt + duration);
}

interface Ending {
  attributes: Attributes;
  errorType: string | null;
}

function modelSpan(tracer: Tracer, turn: Span, report: ModelCallReport): void {
  const { model, isSimulated, outcome, startedAt, duration, firstPart, inputTokens, outputTokens } = report;
  const slash = model.indexOf("/");
  const vendor = model.slice(0, Math.max(0, slash));
  const attributes: Attributes = {
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": PROVIDER_NAMES[vendor] ?? vendor,
    "gen_ai.system": PROVIDER_NAMES[vendor] ?? vendor,
    "gen_ai.request.model": model.slice(slash + 1),
    "operator.model.simulated": isSimulated,
    "operator.model.outcome": outcome,
    ...(firstPart === null ? {} : { "operator.model.first_part_ms": firstPart }),
    ...(inputTokens === null ? {} : { "gen_ai.usage.input_tokens": inputTokens }),
    ...(outputTokens === null ? {} : { "gen_ai.usage.output_tokens": outputTokens }),
  };
  const errorType = outcome === "failed" ? "failed" : null;
  const name = `chat ${model.slice(slash + 1)}`;
  writeSpan(tracer, turn, { name, kind: SpanKind.CLIENT, startedAt, duration, attributes, errorType });
}

// eslint-disable-next-line max-params -- as `writeSpan`, and what a turn's span says of the conversation otherwise
function toolSpan(tracer: Tracer, turn: Span | null, report: ToolCallReport, conversation: Attributes = {}): void {
  const { ns, callId, outcome, startedAt, duration, inBackground } = report;
  // A model may make up any name, out of whatever was said.
  const tool = ns === "unknown" ? "unknown" : report.name;
  const attributes: Attributes = {
    ...conversation,
    "gen_ai.operation.name": "execute_tool",
    "gen_ai.tool.name": tool,
    "gen_ai.tool.call.id": callId,
    "operator.tool.ns": ns,
    "operator.tool.outcome": outcome.status,
    "operator.tool.background": inBackground,
  };
  const errorType = outcome.status === "succeeded" ? null : outcome.status;
  const kind = ns === "syscall" ? SpanKind.INTERNAL : SpanKind.CLIENT;
  writeSpan(tracer, turn, { name: `execute_tool ${tool}`, kind, startedAt, duration, attributes, errorType });
}
