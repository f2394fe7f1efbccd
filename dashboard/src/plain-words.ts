import {
  type Change,
  type ConnectionState,
  type LineChange,
  OperatorApiError,
  type Pause,
  type SessionEnd,
  type Transcript,
} from "@operator/sdk";
import { MicrophoneError, type MicrophoneProblem } from "@operator/sdk/voice";

/** Says what went wrong so that the person knows what to do. */
export function inPlainWords(error: unknown): string {
  if (error instanceof MicrophoneError) return microphoneInPlainWords(error.problem);
  if (!(error instanceof OperatorApiError)) return `Something went wrong in this page: ${String(error)}`;
  if (error.status === null) return "The server does not answer. Is it running, and is this machine online?";
  if (error.status < 500) return error.message;
  return `The server had a problem (${error.status}). Its log has more under ${error.requestId ?? "the present time"}.`;
}

/** Names a session's line in a word or two; null when there is nothing to say because all is well. */
export function lineInPlainWords(connection: ConnectionState): string | null {
  switch (connection.name) {
    case "connecting":
      return "Connecting …";
    case "reconnecting":
      return "Connection lost, reconnecting …";
    case "open":
      return null;
    case "over":
      return connection.end === "ended" ? null : ENDS[connection.end];
  }
}

const ENDS: Record<Exclude<SessionEnd, "ended">, string> = {
  token_rejected: "This conversation's token has expired.",
  not_found: "This conversation no longer exists.",
  taken_over: "This conversation goes on in another window.",
  too_large: "A message was too large for the server.",
  unreachable: "The server could not be reached any more.",
  closed: "You have left this conversation.",
};

/** Says how a conversation ended. */
export function endInPlainWords({ reason, durationSeconds }: NonNullable<Transcript["ended"]>): string {
  const how = REASONS[reason] ?? "The conversation has ended.";
  return durationSeconds > 0 ? `${how} It took ${duration(durationSeconds)}.` : how;
}

const REASONS: Record<string, string> = {
  client_ended: "You ended the conversation.",
  agent_ended: "The agent ended the conversation.",
  client_disconnected: "The conversation ended because the connection was lost for too long.",
  never_joined: "The conversation ended because nobody joined it.",
  deleted: "The conversation was deleted.",
  user_silent: "The conversation ended because nothing was said for too long.",
  message_limit: "The conversation ended because it had as many messages as its public link allows.",
  too_long: "The conversation ended because it had reached its longest duration.",
  user_hung_up: "The other end has hung up.",
  busy: "The line was busy.",
  no_answer: "Nobody answered.",
  voicemail: "An answering machine has picked up.",
  transferred: "Somebody else talks on: the agent has transferred the call.",
};

function duration(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** Says what changed in the way the agent goes on. */
export function changeInPlainWords({ payload }: Change): string {
  switch (payload.type) {
    case "agent.model.failed":
      return `${payload.model} did not answer: ${payload.message} ${NEXT[payload.next](payload.next_model)}`;
    case "agent.speech.failed": {
      const next = NEXT_SPEECH[payload.next](payload.next_provider);
      return `${payload.provider} could not ${STAGES[payload.stage]}: ${payload.message} ${next}`.trim();
    }
    case "agent.route.changed":
      return `Now on the route “${payload.route}”`;
    case "agent.language.changed":
      return `Now in ${payload.language}`;
  }
}

const NEXT = {
  retry: () => "It is asked again.",
  fallback: (model: string | null) => `${model ?? "Another model"} takes over.`,
  apology: () => "The agent apologises.",
};

const STAGES = { speech_to_text: "listen", text_to_speech: "speak", speech_to_speech: "talk" };

const NEXT_SPEECH = {
  retry: () => "It is asked again.",
  fallback: (provider: string | null) => `${provider ?? "Another provider"} takes over.`,
  none: () => "Nobody else can. What you write is answered in writing.",
};

/** Says what happened while nothing was said. */
export function pauseInPlainWords({ payload }: Pause): string {
  if (payload.type === "agent.filler.spoken") return `“${payload.text}” ${FILLERS[payload.reason]}`;
  const next = payload.next === "nudge" ? "The agent asks whether you are there." : "The agent ends the conversation.";
  return `Nothing was heard for ${Math.round(payload.silence_sec)} s. ${next}`;
}

const FILLERS = {
  slow_tool: "(said while a tool takes long)",
  slow_model: "(said while the model takes long)",
};

/** Says what happened on the line. */
export function lineChangeInPlainWords({ payload }: LineChange): string {
  switch (payload.type) {
    case "user.dtmf.received":
      return `Key ${payload.digit} was pressed.`;
    case "user.hold.changed":
      return payload.is_held ? "The agent is on hold." : "The agent is no longer on hold.";
    case "conversation.voicemail.reached":
      return "An answering machine has picked up. The agent leaves its message.";
    case "conversation.transferred":
      return `Transferred to ${payload.name} (${payload.destination}).`;
    default:
      return supervisorInPlainWords(payload);
  }
}

type SupervisorPayload = Extract<LineChange["payload"], { supervisor: string }>;

function supervisorInPlainWords(payload: SupervisorPayload): string {
  const { supervisor } = payload;
  switch (payload.type) {
    case "supervisor.joined":
      return `${supervisor} listens in.`;
    case "supervisor.left":
      return `${supervisor} listens in no more.`;
    case "supervisor.whisper":
      return `${supervisor} tells the agent: “${payload.text}”`;
    case "supervisor.took_over":
      return `${supervisor} talks in the agent’s place.`;
    case "supervisor.spoke":
      return `${supervisor}: “${payload.text}”`;
    case "supervisor.gave_back":
      return `${GIVEN_BACK[payload.reason](supervisor)} The agent talks again.`;
  }
}

const GIVEN_BACK = {
  given_back: (supervisor: string) => `${supervisor} has given the conversation back.`,
  left: (supervisor: string) => `${supervisor} has left.`,
  restarted: () => "The platform was restarted.",
};

/** Says why there is no microphone, and what to do. */
export function microphoneInPlainWords(problem: MicrophoneProblem): string {
  return MICROPHONE[problem];
}

const MICROPHONE: Record<MicrophoneProblem, string> = {
  refused: "This page may not use the microphone. Allow it in the browser, beside the page’s address, then try again.",
  no_device: "No microphone was found. Plug one in, then try again.",
  in_use: "The microphone could not be opened. Close other programs that may use it, then try again.",
  insecure: "Browsers lend the microphone only to pages that came over https or from this machine. Open this page so.",
  unsupported: "This browser cannot send your voice. Use a current Chrome, Edge, Firefox or Safari.",
  lost: "The microphone was unplugged. Plug one in, and the conversation goes on.",
};
