import { z } from "zod";
import {
  demoLinkChangeSchema,
  demoLinkSchema,
  demoSchema,
  newDemoConversationSchema,
  newDemoLinkSchema,
} from "../domain/demo-link.ts";
import { createdConversationSchema } from "./conversation-schemas.ts";
import { EXAMPLE_DEMO_ID } from "./demo-link-examples.ts";
import { listOf, pageQuery } from "./pages.ts";
import { deleted } from "./route-schema.ts";

const TAGS = ["Demo links"];

const byId = z.object({ id: z.string().describe("The link, `demo_…`.") });

export const listDemoLinks = {
  operationId: "listDemoLinks",
  tags: TAGS,
  summary: "List public links",
  description: "Lists the public links, which takes `agents:write`: whoever sees a link can talk by it.",
  errors: ["not_allowed"],
  querystring: pageQuery.extend({
    agent_id: z
      .string()
      .regex(/^ca_[0-9A-Za-z]{11}$/, "must be an agent's id, ca_…")
      .optional()
      .describe("To this agent, `ca_…`."),
  }),
  response: { 200: listOf(demoLinkSchema, "The links") },
} as const;

export const createDemoLink = {
  operationId: "createDemoLink",
  tags: TAGS,
  summary: "Make a public link",
  description:
    "Makes a link by which anybody can talk with one agent, on a page of the platform or in the widget. It takes " +
    "`conversations:write` as well, for that is what it gives away.",
  errors: ["not_allowed", "unknown_reference"],
  body: newDemoLinkSchema,
  response: { 200: demoLinkSchema },
} as const;

export const getDemoLink = {
  operationId: "getDemoLink",
  tags: TAGS,
  summary: "Get a public link",
  description: "Shows a link, and how much of its limits is used.",
  errors: ["not_allowed", "not_found"],
  params: byId,
  response: { 200: demoLinkSchema },
} as const;

export const changeDemoLink = {
  operationId: "changeDemoLink",
  tags: TAGS,
  summary: "Change a public link",
  description:
    "Changes what is given of a link; what is absent stays as it is. Conversations that are open go on as they began.",
  errors: ["not_allowed", "not_found", "unknown_reference"],
  params: byId,
  body: demoLinkChangeSchema,
  response: { 200: demoLinkSchema },
} as const;

export const deleteDemoLink = {
  operationId: "deleteDemoLink",
  tags: TAGS,
  summary: "Withdraw a public link",
  description: "Withdraws a link: nobody can begin a conversation by it any more. Those that are open go on.",
  errors: ["not_allowed", "not_found"],
  params: byId,
  response: { 200: deleted("link", EXAMPLE_DEMO_ID) },
} as const;

export const getDemo = {
  operationId: "getDemo",
  tags: TAGS,
  summary: "See where a public link leads",
  description: "Says what a page shows before the conversation begins. Pages of other origins have to be allowed.",
  errors: ["not_allowed", "not_found", "not_released"],
  params: byId,
  response: { 200: demoSchema },
} as const;

export const beginDemo = {
  operationId: "beginDemo",
  tags: TAGS,
  summary: "Begin a conversation by a public link",
  description:
    "Creates a conversation with the link's agent, without a key. The answer's token opens this one conversation and " +
    "nothing else. How many may begin is limited by the link.",
  errors: [
    "channel_unavailable",
    "invalid_config",
    "missing_variables",
    "model_unavailable",
    "not_allowed",
    "not_found",
    "not_released",
  ],
  params: byId,
  body: newDemoConversationSchema,
  response: { 200: createdConversationSchema },
} as const;
