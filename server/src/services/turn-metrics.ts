import { Counter, Histogram, type Registry } from "prom-client";
import type { ModelCallReport, ToolCallReport, TurnEndReport, TurnObserver } from "../ports/turn-observer.ts";
import { boundedLabel, SECONDS } from "./metrics.ts";

/** Counts turns, model calls and tool calls, and measures how long each took. */
export function turnMetrics(registry: Registry): TurnObserver {
  const modelCalled = modelCalls(registry);
  const toolReturned = toolCalls(registry);
  const watch = { modelCalled, toolReturned, ended: turns(registry) };
  return {
    turnBegan: () => watch,
    toolReturnedLate: (_conversation, report) => toolReturned(report),
  };
}

function turns(registry: Registry): (report: TurnEndReport) => void {
  const registers = [registry];
  const total = new Counter({
    name: "operator_turns_total",
    help: "Turns of agents, by whether the user interrupted them.",
    labelNames: ["interrupted"],
    registers,
  });
  const response = new Histogram({
    name: "operator_turn_response_seconds",
    help: "From the user's message to the first piece of the answer.",
    buckets: SECONDS,
    registers,
  });
  const duration = new Histogram({
    name: "operator_turn_duration_seconds",
    help: "From the begin of a turn to its end.",
    buckets: SECONDS,
    registers,
  });
  return (report) => {
    total.inc({ interrupted: String(report.interrupted) });
    duration.observe(report.duration / 1000);
    if (report.response !== null) response.observe(report.response / 1000);
  };
}

function modelCalls(registry: Registry): (report: ModelCallReport) => void {
  const registers = [registry];
  const labelOf = boundedLabel();
  const total = new Counter({
    name: "operator_model_calls_total",
    help: "Requests to language models, by model and outcome.",
    labelNames: ["model", "outcome"],
    registers,
  });
  const seconds = new Histogram({
    name: "operator_model_call_duration_seconds",
    help: "How long language models took to answer.",
    labelNames: ["model"],
    buckets: SECONDS,
    registers,
  });
  const firstPart = new Histogram({
    name: "operator_model_first_part_seconds",
    help: "From asking a language model to the first piece of its answer.",
    labelNames: ["model"],
    buckets: SECONDS,
    registers,
  });
  const tokens = new Counter({
    name: "operator_model_tokens_total",
    help: "Tokens that language models have read (input) and written (output), as their vendors count them.",
    labelNames: ["model", "direction"],
    registers,
  });
  return (report) => {
    const model = labelOf(report.model);
    total.inc({ model, outcome: report.outcome });
    seconds.observe({ model }, report.duration / 1000);
    if (report.firstPart !== null) firstPart.observe({ model }, report.firstPart / 1000);
    if (report.inputTokens !== null) tokens.inc({ model, direction: "input" }, report.inputTokens);
    if (report.outputTokens !== null) tokens.inc({ model, direction: "output" }, report.outputTokens);
  };
}

function toolCalls(registry: Registry): (report: ToolCallReport) => void {
  const registers = [registry];
  const labelOf = boundedLabel();
  const total = new Counter({
    name: "operator_tool_calls_total",
    help: "Calls of tools, by tool, the shelf it is from, and outcome.",
    labelNames: ["tool", "ns", "outcome"],
    registers,
  });
  const seconds = new Histogram({
    name: "operator_tool_call_duration_seconds",
    help: "How long tools took to return.",
    labelNames: ["ns"],
    buckets: SECONDS,
    registers,
  });
  return ({ name, ns, outcome, duration }) => {
    // A model may make up any name.
    const tool = ns === "unknown" ? "unknown" : labelOf(name);
    total.inc({ tool, ns, outcome: outcome.status });
    seconds.observe({ ns }, duration / 1000);
  };
}
