import type { PayloadOf, ServerEventType, ServerPayload } from "@operator/sdk";
import { changeInPlainWords, lineChangeInPlainWords } from "../plain-words.ts";
import { CHANNELS } from "./conversation-words.ts";
import type { NoteRow } from "./timeline-types.ts";

/** What a note says. */
export type NoteWords = Pick<NoteRow, "text" | "tone" | "isFine">;

type Words<Payload> = (payload: Payload) => NoteWords;

/** Puts into words what happened. */
export function noteWords(payload: ServerPayload): NoteWords {
  const words = WORDS[payload.type] as Words<ServerPayload> | undefined;
  return words?.(payload) ?? fine(payload.type);
}

const plain = (text: string, tone: NoteWords["tone"] = "neutral"): NoteWords => ({ text, tone, isFine: false });
const fine = (text: string): NoteWords => ({ text, tone: "neutral", isFine: true });

const change: Words<PayloadOf<"agent.model.failed" | "agent.speech.failed">> = (payload) =>
  plain(changeInPlainWords({ kind: "change", id: "", at: "", payload }), "warning");

const turned: Words<PayloadOf<"agent.route.changed" | "agent.language.changed">> = (payload) =>
  plain(changeInPlainWords({ kind: "change", id: "", at: "", payload }));

type OnTheLine = Parameters<typeof lineChangeInPlainWords>[0]["payload"];
const line: Words<OnTheLine> = (payload) =>
  plain(lineChangeInPlainWords({ kind: "line", id: "", at: "", payload }), toneOf(payload.type));

function toneOf(type: OnTheLine["type"]): NoteWords["tone"] {
  if (type === "supervisor.took_over" || type === "conversation.voicemail.reached") return "warning";
  return type === "conversation.transferred" || type === "supervisor.gave_back" ? "good" : "neutral";
}

const WORDS: { [Type in ServerEventType]?: Words<PayloadOf<Type>> } = {
  "conversation.setup": ({ channel, direction }) => fine(`${CHANNELS[channel.type]}, ${direction}`),
  "conversation.started": () => plain("The user is connected.", "good"),
  "conversation.ended": ({ reason, status }) => plain(ENDS[reason] ?? `Ended: ${reason}`, endTone(status)),
  "conversation.context.updated": ({ context }) => plain(`New context: ${listed(Object.keys(context)) || "empty"}`),
  "conversation.custom_fields.updated": ({ changed, custom_fields }) =>
    plain(changed.map((name) => `${name} = ${JSON.stringify(custom_fields[name] ?? null)}`).join(", ")),
  "conversation.reminder.due": ({ note }) => plain(`A follow-up is due: ${note}`),
  "agent.model.failed": change,
  "agent.speech.failed": change,
  "agent.route.changed": turned,
  "agent.language.changed": turned,
  "agent.wait.began": ({ until, reason }) => plain(`The agent waits until ${until}${reason ? `: ${reason}` : ""}`),
  "agent.wait.ended": () => plain("The agent has waited, and goes on."),
  "agent.filler.spoken": ({ text, reason }) =>
    plain(`“${text}” (said while ${reason === "slow_tool" ? "a tool" : "the model"} takes long)`),
  "user.speech.started": () => fine("The user begins to speak."),
  "user.speech.ended": ({ duration_ms }) => fine(`The user has spoken for ${(duration_ms / 1_000).toFixed(1)} s.`),
  "user.speech.ignored": ({ text, reason }) =>
    fine(`Not taken for a turn (${reason.replace("_", " ")}): ${text || "–"}`),
  "user.silence.noticed": ({ silence_sec, next }) =>
    plain(`Nothing was heard for ${Math.round(silence_sec)} s. ${SILENCE[next]}`, "warning"),
  "user.dtmf.received": line,
  "user.hold.changed": line,
  "conversation.voicemail.reached": line,
  "conversation.transferred": line,
  "supervisor.joined": line,
  "supervisor.left": line,
  "supervisor.whisper": line,
  "supervisor.took_over": line,
  "supervisor.gave_back": line,
};

const SILENCE = { nudge: "The agent asks whether somebody is there.", end: "The agent ends the conversation." };

function endTone(status: PayloadOf<"conversation.ended">["status"]): NoteWords["tone"] {
  return status === "failed" ? "danger" : "neutral";
}

function listed(names: readonly string[]): string {
  return names.join(", ");
}

const ENDS: Partial<Record<PayloadOf<"conversation.ended">["reason"], string>> = {
  client_ended: "Ended by the user’s side, or from here.",
  agent_ended: "The agent ended the conversation.",
  client_disconnected: "Ended, because the connection was lost for too long.",
  never_joined: "Ended, because nobody joined it.",
  deleted: "The conversation was deleted.",
  idle: "Ended, because no message came for long.",
  superseded: "Ended, because another conversation over the same addresses began.",
  failed: "Ended, because it could not go on.",
  user_silent: "Ended, because nothing was said for too long.",
  message_limit: "Ended, because it had as many messages as its public link allows.",
  too_long: "Ended, because it had reached its longest duration.",
  user_hung_up: "The user hung up.",
  busy: "The line was busy.",
  no_answer: "Nobody answered.",
  voicemail: "Ended after an answering machine had picked up.",
  transferred: "Ended for the agent: somebody else talks on.",
};
