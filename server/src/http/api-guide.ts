import { SUPPORTED_VERSIONS } from "./gate.ts";

/** One section of what holds for the whole API. Texts are Markdown of paragraphs and `code` only. */
export interface GuideSection {
  title: string;
  paragraphs: readonly string[];
}

/** The version of the API that the documents describe. */
export const API_VERSION = SUPPORTED_VERSIONS[0];

/** What the platform is, in a line. */
export const API_SUMMARY =
  "Operator runs conversational agents: create one, release it, open a conversation with it and talk over a WebSocket.";

/** The rules that hold for every call; both documents and the reference page show them. */
export const API_GUIDE: readonly GuideSection[] = [
  {
    title: "Authentication",
    paragraphs: [
      "Send an API key as `Authorization: Bearer op_prod_…`. Keys that begin with `op_test_` make and see test data " +
        "only. A key belongs on a server of yours, never in a browser or an app.",
      "A key with scopes may do only what they name: `conversations:write` makes conversations and talks, `conversations:read` " +
        "reads them, and so on; each call says which scope opens it. A key without scopes may do everything.",
      "Code that must not hold the key gets the conversation's own token, answered as `channel.token` when the " +
        "conversation is created. It opens that conversation and nothing else: pass it as `?token=`, without " +
        "`Authorization`. It lives for 3 hours, and refreshing it makes the former worthless at once.",
    ],
  },
  {
    title: "Version",
    paragraphs: [
      `Every call that carries a key names the version of the API it was written for: \`Operator-Version: ${API_VERSION}\`. ` +
        "Where a token is given it is not needed, for a browser's EventSource and WebSocket cannot set headers.",
    ],
  },
  {
    title: "Requests and answers",
    paragraphs: [
      "Bodies are JSON in UTF-8. Moments are ISO 8601 in UTC. A field that has no value is answered as `null`.",
      "A field that is not known here does not fail a call: the answer names it in `warnings`, with a guess at what was " +
        "meant. Inside `config`, `context` and `override_config` such fields are kept and given back untouched.",
      "Fields and types of events may be added at any time; pass over what you do not know.",
    ],
  },
  {
    title: "Lists",
    paragraphs: [
      "Lists are sorted newest first and answer `data` and `cursor`. Give the cursor back as `?cursor=` to read on; `null` " +
        "means that there is no more. A cursor stays good while things are added.",
    ],
  },
  {
    title: "Sending a request twice",
    paragraphs: [
      "Every POST with a key takes an `Idempotency-Key` of your choice. For 24 hours the same request under the same key " +
        "gets the first answer again, marked `Idempotent-Replayed: true`, and nothing is done twice. The same key with " +
        "another request is a 409.",
    ],
  },
  {
    title: "Two people at once",
    paragraphs: [
      "What can be configured is answered with an `ETag`, which names its state. Send it back as `If-Match` with a PUT, a " +
        "PATCH, a DELETE or an action such as a release: the call is carried out only while the thing is as you read it, " +
        "else it is a 412, `etag_mismatch`, and nothing is changed. Without `If-Match` the last one wins.",
      "A tag has two parts with a dot between. The first changes with what can be configured, the second with anything " +
        "that is shown, such as who uses a tool; `If-Match` looks at the first alone. A GET with the tag as " +
        "`If-None-Match` is a 304 without a body while nothing at all has changed.",
    ],
  },
  {
    title: "Signed requests",
    paragraphs: [
      "What the platform sends you, calls of tools and webhooks alike, is signed. `X-Signature` is the lower-case hex " +
        "HMAC-SHA256, under the signing key, of `{address without query}:{X-Idempotency-Key}:{X-Timestamp}:{content}`; the " +
        'content is the raw body, or without one the query as JSON with sorted keys, separators `", "` and `": "`, ' +
        "non-ASCII escaped. Reject a timestamp more than 30 seconds off, and compare in constant time. The headers of " +
        "Standard Webhooks (`webhook-id`, `webhook-timestamp`, `webhook-signature`) are sent as well.",
      "Two requests with one `X-Idempotency-Key` are one request sent twice.",
    ],
  },
  {
    title: "Limits",
    paragraphs: [
      "Each key has a number of requests a minute; `RateLimit-Limit`, `RateLimit-Remaining` and `RateLimit-Reset` " +
        "(seconds) say what is left of it on every answer. Beyond it calls get a 429 with `Retry-After`. A body may have 1 MiB.",
    ],
  },
  {
    title: "Errors",
    paragraphs: [
      "A refused call answers `error` with a `type`, which goes with the HTTP status, a stable `code`, a `message` that " +
        "says what to do, and the `param` that is wrong. Every answer carries `X-Request-Id`; give it when you report a fault.",
    ],
  },
];
