import { z } from "zod";
import { SCOPES, type Scope } from "./scope.ts";

const moment = z.iso.datetime();
const name = z.string().min(1).max(200);

const SCOPES_MEANING =
  "What the key may do: `<resource>:read` and `<resource>:write`, which does not include reading; null is everything, " +
  "and what will be added to the API too.";

const scopes = z
  .array(z.enum(SCOPES as readonly [Scope]))
  .min(1)
  .max(100);

/** Said twice, a scope counts once. */
const givenScopes = scopes.transform((given) => SCOPES.filter((scope) => given.includes(scope)));

/** The body that makes an API key. */
export const newApiKeySchema = z
  .strictObject({
    name: name.describe("What people call the key: who uses it, and what for."),
    livemode: z.boolean().describe("False for a test key, which makes and sees test data only."),
    scopes: givenScopes.nullable().default(null).describe(`${SCOPES_MEANING} No more than the calling key may.`),
  })
  .meta({ id: "NewApiKey", description: "An API key to be made." });

/** The body that changes an API key. Absent leaves a field as it is; null among the scopes has a meaning of its own. */
export const apiKeyChangeSchema = z
  .strictObject({
    name: name.optional().describe("What people call the key; absent leaves it."),
    scopes: givenScopes
      .nullable()
      .optional()
      .describe(`${SCOPES_MEANING} No more than the calling key may; absent leaves them.`),
  })
  .meta({ id: "ApiKeyChange", description: "What to change of an API key; absent fields stay as they are." });

/** An API key as answered. */
export const apiKeySchema = z
  .object({
    id: z.string().describe("The key's id, `key_…`."),
    name: name.describe("What people call the key."),
    livemode: z.boolean().describe("False for a test key."),
    scopes: scopes.nullable().describe(SCOPES_MEANING),
    hint: z.string().describe("How the key begins and ends, to tell it by."),
    created_at: moment.describe("When it was made, ISO 8601 in UTC."),
    last_used_at: moment.nullable().describe("When it was used last, to the minute; null when never."),
    revoked_at: moment.nullable().describe("When it was revoked; null while it works."),
    former_expires_at: moment
      .nullable()
      .describe("Until when what it was before its rotation works as well; null when only one works."),
  })
  .meta({ id: "ApiKey", description: "An API key, without what opens the API." });

/** An API key as answered the one time that it can be seen. */
export const shownApiKeySchema = apiKeySchema
  .extend({ secret: z.string().describe("The key itself, to be sent as `Authorization: Bearer …`. Shown only here.") })
  .meta({ id: "ShownApiKey", description: "An API key with what opens the API, which is shown only once." });

/** The body that makes an API key. */
export type NewApiKey = z.output<typeof newApiKeySchema>;
/** The body that changes an API key. */
export type ApiKeyChange = z.output<typeof apiKeyChangeSchema>;
/** An API key as answered. */
export type ApiKeyItem = z.output<typeof apiKeySchema>;
