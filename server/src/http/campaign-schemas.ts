import { z } from "zod";
import {
  addedRowsSchema,
  campaignChangeSchema,
  campaignRowSchema,
  campaignSchema,
  createdCampaignSchema,
  newCampaignSchema,
  ROW_STATES,
  rowsReportSchema,
} from "../domain/campaign.ts";
import { OperatorError } from "../domain/error.ts";
import { EXAMPLE_CAMPAIGN_ID } from "./campaign-examples.ts";
import { listOf, pageQuery } from "./pages.ts";
import { deleted } from "./route-schema.ts";

const TAGS = ["Campaigns"];
/** The most bytes of rows as CSV. */
export const LARGEST_CSV = 8 * 1024 * 1024;

const byId = z.object({ id: z.string().describe("The campaign, `camp_…`.") });

export const createCampaign = {
  operationId: "createCampaign",
  tags: TAGS,
  summary: "Create a campaign",
  description:
    "Makes a list of conversations to be begun, as a draft. Rows come with it or are added later. A number " +
    "or address stands in a campaign once; a row with one that is there already is left out and reported.",
  errors: ["channel_unavailable", "not_allowed", "not_found", "not_released", "too_large"],
  body: newCampaignSchema,
  response: { 200: createdCampaignSchema },
} as const;

export const listCampaigns = {
  operationId: "listCampaigns",
  tags: TAGS,
  summary: "List campaigns",
  description: "Lists campaigns with how far each is. A test key sees those of test mode.",
  querystring: pageQuery,
  response: { 200: listOf(campaignSchema, "The campaigns") },
} as const;

export const getCampaign = {
  operationId: "getCampaign",
  tags: TAGS,
  summary: "Get a campaign",
  description: "Shows a campaign, how far it is and what came of it.",
  errors: ["not_found"],
  params: byId,
  response: { 200: campaignSchema },
} as const;

export const changeCampaign = {
  operationId: "changeCampaign",
  tags: TAGS,
  summary: "Change a campaign",
  description: "Changes what is given of a campaign that is a draft or paused; what is absent stays as it is.",
  errors: ["campaign_status", "not_found", "not_released"],
  params: byId,
  body: campaignChangeSchema,
  response: { 200: campaignSchema },
} as const;

export const deleteCampaign = {
  operationId: "deleteCampaign",
  tags: TAGS,
  summary: "Delete a campaign",
  description:
    "Forgets a campaign and its rows. Its conversations stay. 409 while it runs, or one of them is under way.",
  errors: ["campaign_status", "not_found"],
  params: byId,
  response: { 200: deleted("campaign", EXAMPLE_CAMPAIGN_ID) },
} as const;

export const startCampaign = {
  operationId: "startCampaign",
  tags: TAGS,
  summary: "Start a campaign",
  description: "Begins to begin the conversations of a draft, within its hours and its pacing.",
  errors: ["campaign_status", "not_found", "not_released"],
  params: byId,
  response: { 200: campaignSchema },
} as const;

export const pauseCampaign = {
  operationId: "pauseCampaign",
  tags: TAGS,
  summary: "Pause a campaign",
  description: "Begins no conversation any more until the campaign is resumed. Those that were begun go on.",
  errors: ["campaign_status", "not_found"],
  params: byId,
  response: { 200: campaignSchema },
} as const;

export const resumeCampaign = {
  operationId: "resumeCampaign",
  tags: TAGS,
  summary: "Resume a campaign",
  description: "Goes on with a paused campaign.",
  errors: ["campaign_status", "not_found", "not_released"],
  params: byId,
  response: { 200: campaignSchema },
} as const;

export const cancelCampaign = {
  operationId: "cancelCampaign",
  tags: TAGS,
  summary: "Cancel a campaign",
  description:
    "Begins no conversation any more, for good. What is queued and does not ring yet is ended; what is in progress " +
    "finishes. One that is over stays as it is.",
  errors: ["not_found"],
  params: byId,
  response: { 200: campaignSchema },
} as const;

export const addRows = {
  operationId: "addCampaignRows",
  tags: TAGS,
  summary: "Add rows",
  description:
    "Adds rows to a campaign that is not over, also while it runs: as JSON, or as CSV (`Content-Type: text/csv`, UTF-8, " +
    "RFC 4180, 8 MiB and 20,000 rows at most) whose first line names the columns. `callee_no` (or `to`, on `email`), " +
    "`external_id` and `time_zone` are the row's own, `$customer.name` and the like what is known of the customer, every " +
    "other column a variable of the prompt. Where a line is wrong none is added, and the answer names each by its number.",
  errors: ["campaign_status", "missing_field", "not_found", "too_large"],
  consumes: ["application/json", "text/csv"],
  params: byId,
  body: z.union([addedRowsSchema, z.string().describe("The rows as CSV.")]).describe("The rows, as JSON or as CSV."),
  response: { 200: rowsReportSchema },
} as const;

export const listRows = {
  operationId: "listCampaignRows",
  tags: TAGS,
  summary: "List the rows of a campaign",
  description: "Lists whom a campaign is to reach, in their order, and what came of each.",
  errors: ["not_found"],
  params: byId,
  querystring: z.object({
    cursor: z.string().optional().describe("Where to go on, from the answer before; absent begins at the first."),
    limit: z.coerce.number().int().min(1).max(200).default(50).describe("The most items to answer with."),
    state: z.enum(ROW_STATES).optional().describe("Of this state."),
  }),
  response: {
    200: z
      .object({
        data: z.array(campaignRowSchema).describe("The rows, in their order."),
        cursor: z.string().nullable().describe("Give it back to read on; null when there is no more."),
      })
      .describe("A page of the rows."),
  },
} as const;

export const exportCampaign = {
  operationId: "exportCampaign",
  tags: TAGS,
  summary: "Export a campaign",
  description:
    "The rows as CSV (RFC 4180, UTF-8), also while the campaign runs: where each stands, its conversations, how the last " +
    "of them ended, and its custom fields. A cell that a spreadsheet would take for a formula has an apostrophe before it.",
  errors: ["not_found"],
  params: byId,
  response: {
    200: {
      description: "The rows, the first line naming the columns.",
      content: { "text/csv": { schema: z.string().describe("The CSV text.") } },
    },
  },
} as const;

/** Writes the cursor that goes on after a row; null for none. */
export function writeRowCursor(last: number | null): string | null {
  return last === null ? null : Buffer.from(`row ${last}`).toString("base64url");
}

/** Reads after which row a list goes on; 0 without a cursor. Throws `invalid_cursor`. */
export function readRowCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const [, number] = /^row ([0-9]{1,9})$/.exec(Buffer.from(cursor, "base64url").toString()) ?? [];
  if (number !== undefined) return Number(number);
  const message = "The cursor is not one that a list gave out. Leave it out to begin at the first row.";
  throw new OperatorError("invalid_cursor", message, { param: "cursor" });
}
