import { CHANNELS } from "./conversations.ts";
import { AS_TEST, column, type Filter, LIVEMODE, resource, whole } from "./resource.ts";

/** The section of help that they stand in. */
export const WATCHING_SECTION = "Watching and access:";
const OVERLAP = {
  flags: "--overlap-seconds <seconds>",
  about: "For how long the former one stays good; a day when nothing is said.",
  field: "overlap_seconds",
  form: "number",
} as const;

/** The filters of the log, which its stream has as well. */
export const LOG_FILTERS: readonly Filter[] = [
  {
    name: "kind",
    about: "Of this kind.",
    choices: "api_request webhook_delivery tool_call model_call job procedure sign_in supervision phone_call".split(
      " ",
    ),
  },
  { name: "outcome", about: "That ended so.", choices: ["succeeded", "failed", "unknown", "refused"] },
  { name: "conversation_id", about: "Of this conversation." },
  { name: "request_id", about: "Of this request, req_…" },
  { name: "actor_id", about: "Done by this key, key_…, or this version of an agent." },
  LIVEMODE,
  { name: "at_gte", about: "At this moment or later.", isMoment: true },
  { name: "at_lt", about: "Before this moment.", isMoment: true },
  { name: "q", about: "That holds these words." },
];

/** Who is told, and who may call. */
export const WATCHING = [
  resource({
    name: "webhooks",
    aliases: ["webhook", "webhook-endpoints"],
    group: "webhookEndpoints",
    about: "Endpoints that are sent what happens.",
    idField: "id",
    section: WATCHING_SECTION,
    verbs: [
      {
        kind: "list",
        name: "list",
        aliases: ["ls"],
        method: "list",
        about: "Lists endpoints.",
        columns: [
          whole("id"),
          column("url"),
          column("is_enabled", "enabled"),
          column("livemode"),
          column("types"),
          column("description"),
        ],
      },
      { kind: "show", name: "show", aliases: ["get"], method: "get", about: "Shows an endpoint, and how it does." },
      {
        kind: "send",
        name: "create",
        method: "create",
        about: "Adds an endpoint.",
        options: [
          { flags: "--url <url>", about: "Where it is.", field: "url" },
          { flags: "--description <text>", about: "What it is for.", field: "description" },
          { flags: "--type <type>", about: "A type of events; may be repeated.", field: "types", form: "list" },
        ],
      },
      { kind: "send", name: "replace", method: "update", about: "Puts a new whole in an endpoint's place." },
      { kind: "send", name: "change", method: "change", about: "Changes those settings that are given." },
      { kind: "delete", name: "delete", aliases: ["rm"], method: "delete", about: "Removes an endpoint." },
      { kind: "show", name: "signing-key", method: "signingKey", about: "Shows the key that signs for an endpoint." },
      {
        kind: "send",
        name: "rotate-signing-key",
        method: "rotateSigningKey",
        about: "Gives an endpoint a new signing key.",
        options: [OVERLAP],
      },
      {
        kind: "send",
        name: "test",
        method: "test",
        about: "Sends an endpoint a sample event, and shows its answer.",
        options: [{ flags: "--type <type>", about: "The type of the event.", field: "type" }],
      },
      { kind: "send", name: "replay", method: "replay", about: "Sends an endpoint again what it missed." },
      {
        kind: "ask",
        name: "feed",
        method: "feed",
        about: "Shows what an endpoint was to be sent, page by page.",
        filters: [
          { name: "cursor", about: "Where to read on." },
          { name: "limit", about: "How many entries at once." },
        ],
      },
    ],
  }),
  resource({
    name: "deliveries",
    aliases: ["delivery", "webhook-deliveries"],
    group: "webhookDeliveries",
    about: "Every delivery of a webhook, with its attempts.",
    idField: "id",
    section: WATCHING_SECTION,
    verbs: [
      {
        kind: "list",
        name: "list",
        aliases: ["ls"],
        method: "list",
        about: "Lists deliveries, newest first.",
        columns: [
          whole("id"),
          column("status"),
          column("type"),
          column("attempts"),
          column("created_at"),
          column("address"),
          column("last_error"),
        ],
        filters: [
          { name: "status", about: "In this state.", choices: ["pending", "delivered", "dead"] },
          { name: "endpoint_id", about: "To this endpoint." },
          { name: "conversation_id", about: "Of this conversation." },
          { name: "procedure_id", about: "Of this run of a procedural agent." },
          { name: "type", about: "Of this type of event." },
          { name: "target", about: "To this kind of receiver.", choices: ["endpoint", "post_url", "slack"] },
          { name: "created_at_gte", about: "Created at this moment or later.", isMoment: true },
          { name: "created_at_lt", about: "Created before this moment.", isMoment: true },
        ],
      },
      { kind: "show", name: "show", aliases: ["get"], method: "get", about: "Shows a delivery with its attempts." },
      { kind: "act", name: "replay", method: "replay", about: "Sends a delivery again." },
    ],
  }),
  resource({
    name: "statistics",
    aliases: ["stats"],
    group: "statistics",
    about: "What conversations have come to over a time.",
    idField: "agent_id",
    section: WATCHING_SECTION,
    verbs: [
      {
        kind: "ask",
        name: "show",
        aliases: ["get"],
        method: "get",
        ids: [],
        about: "Counts and measures conversations, turns and calls of tools; thirty days of them when nothing is said.",
        filters: [
          { name: "at_gte", about: "From this moment on.", isMoment: true },
          { name: "at_lt", about: "Before this moment.", isMoment: true },
          { name: "interval", about: "How long one stretch is.", choices: ["hour", "day"] },
          { name: "agent_id", about: "Of this agent, or of this version of it." },
          { name: "channel_type", about: "On this type of channel.", choices: CHANNELS },
          LIVEMODE,
        ],
      },
    ],
  }),
  resource({
    name: "api-keys",
    aliases: ["api-key", "keys"],
    group: "apiKeys",
    about: "Who may call the API, and what for.",
    idField: "id",
    section: WATCHING_SECTION,
    verbs: [
      {
        kind: "list",
        name: "list",
        aliases: ["ls"],
        method: "list",
        about: "Lists keys; none of them is shown.",
        columns: [
          whole("id"),
          column("name"),
          column("livemode"),
          column("scopes"),
          column("last_used_at"),
          column("revoked_at"),
        ],
      },
      { kind: "show", name: "show", aliases: ["get"], method: "get", about: "Shows what is known of a key." },
      {
        kind: "send",
        name: "create",
        method: "create",
        about: "Makes a key, which is shown this once.",
        base: { livemode: true },
        options: [
          { flags: "--name <name>", about: "Who uses it, and what for.", field: "name" },
          { flags: "--scope <scope>", about: "What it may do; may be repeated.", field: "scopes", form: "list" },
          AS_TEST,
        ],
      },
      { kind: "send", name: "change", method: "change", about: "Renames a key, or changes what it may do." },
      {
        kind: "send",
        name: "rotate",
        method: "rotate",
        about: "Gives a key a new secret, which is shown this once.",
        options: [OVERLAP],
      },
      { kind: "delete", name: "revoke", aliases: ["delete", "rm"], method: "delete", about: "Ends a key for good." },
    ],
  }),
  resource({
    name: "signing-key",
    group: "signingKey",
    about: "What receivers of signed requests check them with.",
    idField: "id",
    section: WATCHING_SECTION,
    verbs: [
      { kind: "show", name: "show", aliases: ["get"], method: "get", ids: [], about: "Shows the signing key." },
      {
        kind: "send",
        name: "rotate",
        method: "rotate",
        ids: [],
        about: "Makes a new signing key.",
        options: [OVERLAP],
      },
    ],
  }),
];
