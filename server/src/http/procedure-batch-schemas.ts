import { z } from "zod";
import {
  newProcedureBatchSchema,
  procedureBatchResultSchema,
  procedureBatchSchema,
} from "../domain/procedure-batch.ts";
import { listOf, pageQuery } from "./pages.ts";

const TAGS = ["Procedure batches"];

const byId = z.object({ id: z.string().describe("The batch, `pbat_…`.") });

export const createProcedureBatch = {
  operationId: "createProcedureBatch",
  tags: TAGS,
  summary: "Run an agent over past conversations",
  description:
    "Runs a version of a procedural agent over conversations that are over, and with `compare_with` another version as " +
    "well, and shows for each conversation what changed. The runs are trials, which touch nothing, unless `has_effects`. " +
    "Once a budget is used up no run begins; those under way end, so that it is overshot by no more than they use.",
  errors: ["not_allowed", "not_found", "not_released"],
  body: newProcedureBatchSchema,
  response: { 200: procedureBatchSchema },
} as const;

export const listProcedureBatches = {
  operationId: "listProcedureBatches",
  tags: TAGS,
  summary: "List batches",
  description: "Lists batches. A test key sees those of test mode.",
  querystring: pageQuery.extend({ agent_id: z.string().optional().describe("Of this agent, `pa_…`.") }),
  response: { 200: listOf(procedureBatchSchema, "The batches") },
} as const;

export const getProcedureBatch = {
  operationId: "getProcedureBatch",
  tags: TAGS,
  summary: "Get a batch",
  description: "Shows how far a batch is, what it used, and what changed between its two versions.",
  errors: ["not_found"],
  params: byId,
  response: { 200: procedureBatchSchema },
} as const;

export const listProcedureBatchResults = {
  operationId: "listProcedureBatchResults",
  tags: TAGS,
  summary: "List the results of a batch",
  description: "Lists what came of each conversation, in the order of the conversations, also while the batch runs.",
  errors: ["not_found"],
  params: byId,
  querystring: pageQuery.extend({
    only_changed: z
      .enum(["true", "false"])
      .default("false")
      .transform((text) => text === "true")
      .describe("`true` shows only conversations in which the two versions differ."),
  }),
  response: { 200: listOf(procedureBatchResultSchema, "The results") },
} as const;

export const cancelProcedureBatch = {
  operationId: "cancelProcedureBatch",
  tags: TAGS,
  summary: "Cancel a batch",
  description: "Begins no other run and cancels those under way. One that is over stays as it is.",
  errors: ["not_found"],
  params: byId,
  response: { 200: procedureBatchSchema },
} as const;
