import type { Schemas } from "@operator/sdk";

/** One type of event that an endpoint may be sent. */
export type EventType = Schemas["WebhookEndpoint"]["types"][number];

/** What each type of event tells. */
export const EVENT_WORDS: Readonly<Record<EventType, string>> = {
  "conversation.setup": "asks for variables before a conversation begins",
  "conversation.ended": "a conversation is over",
  "conversation.custom_fields.updated": "what was found out has changed",
  "conversation.summarized": "its summary is written",
  "conversation.started": "a conversation has begun",
  "conversation.context.updated": "what the agent knows has changed",
  "conversation.reminder.due": "the time of a reminder has come",
  "conversation.voicemail.reached": "an answering machine has picked up",
  "conversation.transferred": "somebody else talks on",
  "agent.message.completed": "the agent has said something",
  "agent.tool_call.created": "the agent calls a tool",
  "agent.tool_call.returned": "the tool has answered",
  "agent.notice.sent": "the agent has sent a notice",
  "agent.model.failed": "a model did not answer",
  "agent.speech.failed": "a speech service failed",
  "agent.route.changed": "the agent goes on along another route",
  "agent.language.changed": "the agent goes on in another language",
  "agent.wait.began": "the agent waits",
  "agent.wait.ended": "the wait is over",
  "agent.turn.metrics": "how long a turn took",
  "agent.filler.spoken": "the agent has bridged a pause",
  "user.message.received": "the user has written or said something",
  "user.speech.started": "the user begins to speak",
  "user.speech.ended": "the user has stopped speaking",
  "user.speech.ignored": "a sound was taken for no words",
  "user.silence.noticed": "nothing is said",
  "user.dtmf.received": "a key was pressed",
  "user.hold.changed": "the line is put on hold, or taken off",
  "supervisor.joined": "somebody listens in",
  "supervisor.left": "nobody listens in any more",
  "supervisor.whisper": "a supervisor tells the agent something",
  "supervisor.took_over": "a supervisor talks in the agent's place",
  "supervisor.spoke": "what the supervisor said",
  "supervisor.gave_back": "the agent talks again",
};

/** Every type of event, those of conversations first. */
export const EVENT_TYPES = Object.keys(EVENT_WORDS) as EventType[];

/** What an endpoint is sent unless it says otherwise. */
export const USUAL_TYPES: readonly EventType[] = [
  "conversation.setup",
  "conversation.ended",
  "conversation.custom_fields.updated",
];

/** The types by whom or what they are about. */
export const EVENT_GROUPS: readonly { title: string; types: readonly EventType[] }[] = [
  ["Conversation", "conversation."],
  ["Agent", "agent."],
  ["User", "user."],
  ["Supervisor", "supervisor."],
].map(([title = "", prefix = ""]) => ({ title, types: EVENT_TYPES.filter((type) => type.startsWith(prefix)) }));
