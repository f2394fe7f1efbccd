import { slackMessage } from "./slack-message.ts";
import type { DeliveryTarget } from "./webhook-delivery.ts";

/** A procedure that has just ended, as far as it matters to those who are sent its output. */
export interface EndedProcedure {
  id: string;
  livemode: boolean;
  /** The agent's name. */
  name: string;
  agent_id: string;
  agent_version_id: string;
  conversation_id: string | null;
  status: "success" | "failed" | "skipped" | "cancelled";
  output: unknown;
  /** What came of it in words; null without. */
  summary: string | null;
  error: { code: string; message: string } | null;
  ended_at: Date;
  /** Where its configuration sends the output. */
  output_config: { post_url: string | null; slack_channel: string | null };
  /** Whether it only shows what would come of it, so that nobody is sent anything. */
  is_trial: boolean;
}

/** One thing to send. */
export interface ProcedureOutput {
  target: Exclude<DeliveryTarget, "endpoint">;
  address: string;
  payload: string;
}

/**
 * Says who is sent what of a procedure that ended. A `post_url` is told of every end, also of one without output, for a
 * program may wait for it; people in Slack of outputs and failures only.
 */
export function outputsOf(run: EndedProcedure): ProcedureOutput[] {
  if (run.is_trial) return [];
  const { post_url, slack_channel } = run.output_config;
  const outputs: ProcedureOutput[] = [];
  if (post_url !== null) outputs.push({ target: "post_url", address: post_url, payload: bodyOf(run) });
  const { status } = run;
  if (slack_channel !== null && (status === "success" || status === "failed")) {
    const { id: procedureId, conversation_id: conversationId, name, livemode, output, summary } = run;
    const error = run.error?.message ?? null;
    const message = slackMessage({ procedureId, name, status, livemode, conversationId, output, summary, error });
    outputs.push({ target: "slack", address: slack_channel, payload: JSON.stringify(message) });
  }
  return outputs;
}

/** The five fields of the contract first, then ours. */
function bodyOf(run: EndedProcedure): string {
  const { id, agent_id, conversation_id, status, output, agent_version_id, livemode, summary, error } = run;
  return JSON.stringify({
    procedure_id: id,
    agent_id,
    conversation_id,
    status,
    output: output ?? null,
    agent_version_id,
    livemode,
    summary,
    error: error?.message ?? null,
    error_code: error?.code ?? null,
  });
}
