import { addConversationReading } from "../conversations/add-reading.ts";
import { addProcedureEvents } from "../conversations/add-procedure-events.ts";
import { AS_TEST, column, type Filter, LIVEMODE, resource, whole } from "./resource.ts";

const SECTION = "Conversations and what follows them:";

/** A pair of filters that bound a moment. */
function between(name: string, about: string): Filter[] {
  return [
    { name: `${name}_gte`, about: `${about} at this moment or later.`, isMoment: true },
    { name: `${name}_lt`, about: `${about} before this moment.`, isMoment: true },
  ];
}

const CONVERSATION_STATUSES = ["queued", "in-progress", "completed", "voicemail", "failed", "busy", "no-answer"];
/** The types of channels. */
export const CHANNELS = ["phone", "chat_realtime", "chat_async", "voice_realtime", "sms", "email"];
const RUN_STATUSES = ["pending", "running", "success", "failed", "skipped", "cancelled"];

/** Conversations, runs of procedural agents, and what is planned for later. */
export const CONVERSATIONS = [
  resource({
    name: "conversations",
    aliases: ["conversation"],
    group: "conversations",
    about: "Conversations, and what happens in them.",
    idField: "id",
    section: SECTION,
    verbs: [
      {
        kind: "list",
        name: "list",
        aliases: ["ls"],
        method: "list",
        about: "Lists conversations, newest first.",
        columns: [
          whole("id"),
          column("status"),
          column("channel_type", "channel"),
          column("direction"),
          column("agent_id", "agent"),
          column("created_at"),
          column("duration_sec", "seconds"),
          column("sentiment"),
        ],
        filters: [
          { name: "status", about: "In this state.", choices: CONVERSATION_STATUSES },
          { name: "agent_id", about: "With this agent." },
          { name: "customer_id", about: "With this customer." },
          { name: "campaign_id", about: "Of this campaign." },
          { name: "channel_type", about: "On this channel.", choices: CHANNELS },
          { name: "direction", about: "Who began.", choices: ["inbound", "outbound"] },
          LIVEMODE,
          { name: "q", about: "In which these words were said." },
          ...between("created_at", "Created"),
          ...between("scheduled_at", "Planned"),
          ...between("completed_at", "Completed"),
        ],
      },
      { kind: "show", name: "show", aliases: ["get"], method: "get", about: "Shows a conversation." },
      { kind: "show", name: "prompt", method: "prompt", about: "Shows what the model is told as it stands." },
      {
        kind: "send",
        name: "create",
        method: "create",
        about: "Begins a conversation, or plans one.",
        options: [
          { flags: "--agent <id>", about: "The agent, or one of its versions.", field: "agent_id" },
          { flags: "--channel <type>", about: "Over what.", field: "channel.type", choices: CHANNELS },
          { flags: "--callee-no <number>", about: "Whom to call or text, as +41…", field: "channel.callee_no" },
          { flags: "--caller-no <number>", about: "The number that calls or texts.", field: "channel.caller_no" },
          { flags: "--to <address>", about: "Whom to write to.", field: "channel.to" },
          { flags: "--subject <text>", about: "The subject of a mail.", field: "channel.subject" },
          {
            flags: "--variable <name=value>",
            about: "A value for a variable of the agent; may be repeated.",
            field: "context.$variables",
            form: "pairs",
          },
          { flags: "--scheduled-at <moment>", about: "When it is to begin.", field: "scheduled_at" },
          AS_TEST,
        ],
      },
      { kind: "send", name: "change", method: "change", about: "Changes a conversation that has not begun." },
      { kind: "act", name: "end", method: "end", about: "Ends a conversation." },
      { kind: "delete", name: "delete", aliases: ["rm"], method: "delete", about: "Deletes a conversation." },
      { kind: "send", name: "context", method: "context", about: "Tells a running conversation more." },
      { kind: "act", name: "refresh-token", method: "refreshToken", about: "Replaces a conversation's token." },
      { kind: "act", name: "supervise", method: "supervision", about: "Opens a call to somebody who listens." },
      { kind: "file", name: "recording", method: "recording", about: "Fetches a recording, a WAV file." },
      { kind: "delete", name: "delete-recording", method: "deleteRecording", about: "Deletes a recording." },
    ],
    extra: addConversationReading,
  }),
  resource({
    name: "procedures",
    aliases: ["procedure"],
    group: "procedures",
    about: "Runs of procedural agents.",
    idField: "id",
    section: SECTION,
    verbs: [
      {
        kind: "list",
        name: "list",
        aliases: ["ls"],
        method: "list",
        about: "Lists runs, newest first.",
        columns: [
          whole("id"),
          column("status"),
          column("name"),
          column("created_at"),
          column("summary"),
          column("conversation_id"),
        ],
        filters: [
          { name: "status", about: "In this state.", choices: RUN_STATUSES },
          { name: "agent_id", about: "Of this procedural agent." },
          { name: "conversation_id", about: "On this conversation." },
          {
            name: "has_conversation",
            about: "About a conversation, or on an input alone.",
            choices: ["true", "false"],
          },
          { name: "batch_id", about: "Of this batch." },
        ],
      },
      { kind: "show", name: "show", aliases: ["get"], method: "get", about: "Shows a run with its output." },
      {
        kind: "send",
        name: "create",
        aliases: ["run"],
        method: "create",
        about: "Runs a procedural agent.",
        options: [
          { flags: "--agent <id>", about: "The procedural agent, or a version of it.", field: "agent_id" },
          { flags: "--conversation <id>", about: "The conversation to work on.", field: "conversation_id" },
          {
            flags: "--input <name=value>",
            about: "A field of its input; may be repeated.",
            field: "input",
            form: "pairs",
          },
          AS_TEST,
        ],
      },
      { kind: "act", name: "cancel", method: "cancel", about: "Cancels a run." },
    ],
    extra: addProcedureEvents,
  }),
  resource({
    name: "procedure-schedules",
    aliases: ["procedure-schedule", "schedules"],
    group: "procedureSchedules",
    about: "When procedural agents run by themselves.",
    idField: "id",
    section: SECTION,
    verbs: [
      {
        kind: "list",
        name: "list",
        aliases: ["ls"],
        method: "list",
        about: "Lists schedules.",
        columns: [
          whole("id"),
          column("agent_id", "agent"),
          column("cron"),
          column("time_zone"),
          column("is_enabled", "enabled"),
          column("next_runs.0", "next run"),
        ],
        filters: [{ name: "agent_id", about: "Of this procedural agent." }],
      },
      { kind: "show", name: "show", aliases: ["get"], method: "get", about: "Shows a schedule." },
      { kind: "send", name: "create", method: "create", about: "Makes a schedule." },
      { kind: "send", name: "change", method: "change", about: "Changes a schedule." },
      { kind: "delete", name: "delete", aliases: ["rm"], method: "delete", about: "Deletes a schedule." },
    ],
  }),
  resource({
    name: "procedure-batches",
    aliases: ["procedure-batch", "batches"],
    group: "procedureBatches",
    about: "Runs over past conversations, in bulk.",
    idField: "id",
    section: SECTION,
    verbs: [
      {
        kind: "list",
        name: "list",
        aliases: ["ls"],
        method: "list",
        about: "Lists batches.",
        columns: [whole("id"), column("status"), column("agent_id", "agent"), column("created_at"), column("ended_at")],
        filters: [{ name: "agent_id", about: "Of this procedural agent." }],
      },
      { kind: "show", name: "show", aliases: ["get"], method: "get", about: "Shows a batch." },
      { kind: "send", name: "create", method: "create", about: "Begins a batch." },
      {
        kind: "list",
        name: "results",
        method: "results",
        ids: ["id"],
        about: "Lists what came of a batch.",
        columns: [
          whole("conversation_id"),
          column("is_done", "done"),
          column("run.id", "run"),
          column("run.status", "status"),
        ],
        filters: [{ name: "only_changed", about: "Only those that differ.", choices: ["true", "false"] }],
      },
      { kind: "act", name: "cancel", method: "cancel", about: "Cancels a batch." },
    ],
  }),
  resource({
    name: "follow-ups",
    aliases: ["follow-up"],
    group: "followUps",
    about: "What agents are to come back to.",
    idField: "id",
    section: SECTION,
    verbs: [
      {
        kind: "list",
        name: "list",
        aliases: ["ls"],
        method: "list",
        about: "Lists follow-ups.",
        columns: [whole("id"), column("status"), column("due_at"), column("note"), column("customer_id", "customer")],
        filters: [
          { name: "status", about: "In this state.", choices: ["pending", "done", "cancelled", "failed"] },
          { name: "conversation_id", about: "Of this conversation." },
          { name: "customer_id", about: "With this customer." },
          ...between("due_at", "Due"),
          LIVEMODE,
        ],
      },
      { kind: "show", name: "show", aliases: ["get"], method: "get", about: "Shows a follow-up." },
      { kind: "send", name: "create", method: "create", about: "Plans a follow-up." },
      { kind: "delete", name: "cancel", aliases: ["delete", "rm"], method: "delete", about: "Cancels a follow-up." },
    ],
  }),
];
