import { column, resource, type Verb, whole } from "./resource.ts";

const SECTION = "Channels:";
const CARRIERS = ["twilio", "telnyx", "sip"];
const MESSAGE_STATUSES = "received taken rejected drafting pending sending sent delivered failed unknown".split(" ");

/** What is added, changed and removed alike. */
const KEPT = [
  { kind: "show", name: "show", aliases: ["get"], method: "get", about: "Shows one." },
  { kind: "send", name: "create", method: "create", about: "Adds one." },
  { kind: "send", name: "change", method: "change", about: "Changes those settings that are given." },
  { kind: "delete", name: "delete", aliases: ["rm"], method: "delete", about: "Removes one." },
] as const satisfies readonly Verb<"phoneNumbers" | "mailboxes" | "transfers">[];

/** How people reach agents, and agents people. */
export const CHANNELS = [
  resource({
    name: "phone-numbers",
    aliases: ["phone-number", "numbers"],
    group: "phoneNumbers",
    about: "The installation's numbers, and who answers at each.",
    idField: "id",
    section: SECTION,
    verbs: [
      {
        kind: "list",
        name: "list",
        aliases: ["ls"],
        method: "list",
        about: "Lists the numbers.",
        columns: [
          whole("id"),
          whole("number"),
          column("name"),
          column("agent_id", "agent"),
          column("carrier"),
          column("is_default", "default"),
        ],
      },
      ...KEPT,
      {
        kind: "array",
        name: "available",
        method: "available",
        ids: [],
        about: "Lists the numbers that a carrier's account has.",
        columns: [whole("number"), column("name"), column("carrier"), column("phone_number_id", "added as")],
        filters: [{ name: "carrier", about: "The carrier.", choices: CARRIERS, isRequired: true }],
      },
    ],
  }),
  resource({
    name: "transfers",
    aliases: ["transfer"],
    group: "transfers",
    about: "Whom agents may transfer calls to.",
    idField: "id",
    section: SECTION,
    verbs: [
      {
        kind: "list",
        name: "list",
        aliases: ["ls"],
        method: "list",
        about: "Lists the destinations.",
        columns: [
          whole("id"),
          column("name"),
          column("kind"),
          column("destination"),
          column("mode"),
          column("pushback"),
        ],
      },
      ...KEPT,
    ],
  }),
  resource({
    name: "mailboxes",
    aliases: ["mailbox"],
    group: "mailboxes",
    about: "The addresses at which agents answer mails.",
    idField: "id",
    section: SECTION,
    verbs: [
      {
        kind: "list",
        name: "list",
        aliases: ["ls"],
        method: "list",
        about: "Lists mailboxes.",
        columns: [whole("id"), column("address"), column("name"), column("agent_id", "agent"), column("livemode")],
      },
      ...KEPT,
    ],
  }),
  resource({
    name: "messages",
    aliases: ["message"],
    group: "messages",
    about: "Text messages and mails that came and went.",
    idField: "id",
    section: SECTION,
    verbs: [
      {
        kind: "list",
        name: "list",
        aliases: ["ls"],
        method: "list",
        about: "Lists messages, newest first.",
        columns: [
          whole("id"),
          column("status"),
          column("channel"),
          column("direction"),
          column("from"),
          column("to"),
          column("created_at"),
          column("text"),
        ],
        filters: [
          { name: "conversation_id", about: "Of this conversation." },
          { name: "channel", about: "On this channel.", choices: ["sms", "email"] },
          { name: "direction", about: "Who wrote.", choices: ["inbound", "outbound"] },
          { name: "status", about: "In this state.", choices: MESSAGE_STATUSES },
          { name: "address", about: "From or to this number or address." },
        ],
      },
      { kind: "show", name: "show", aliases: ["get"], method: "get", about: "Shows a message." },
      { kind: "act", name: "resend", method: "resend", about: "Sends a message again." },
    ],
  }),
  resource({
    name: "voices",
    aliases: ["voice"],
    group: "voices",
    about: "The voices that agents can be given.",
    idField: "id",
    section: SECTION,
    verbs: [
      {
        kind: "list",
        name: "list",
        aliases: ["ls"],
        method: "list",
        about: "Lists voices.",
        columns: [whole("provider"), whole("id"), column("name"), column("gender"), column("languages")],
      },
      {
        kind: "file",
        name: "sample",
        method: "sample",
        ids: ["provider", "id"],
        about: "Fetches a sentence that a voice speaks, a WAV file.",
        filters: [{ name: "language", about: "The language, by its English name." }],
      },
      {
        kind: "file",
        name: "sound-sample",
        method: "soundSample",
        ids: ["sound"],
        about: "Fetches ten seconds of a sound that can lie under a conversation, a WAV file.",
      },
    ],
  }),
];
