import { z } from "zod";
import { newTransferSchema, transferChangeSchema, transferSchema } from "../domain/transfer.ts";
import { listOf, pageQuery } from "./pages.ts";
import { deleted } from "./route-schema.ts";
import { EXAMPLE_TRANSFER_ID } from "./transfer-examples.ts";

const TAGS = ["Transfers"];

const byId = z.object({ id: z.string().describe("The destination, `tra_…`.") });

export const listTransfers = {
  operationId: "listTransfers",
  tags: TAGS,
  summary: "List transfers",
  description: "Lists the destinations that agents may transfer calls to.",
  querystring: pageQuery,
  response: { 200: listOf(transferSchema, "The destinations") },
} as const;

export const createTransfer = {
  operationId: "createTransfer",
  tags: TAGS,
  summary: "Add a transfer",
  description:
    "Makes a destination: a telephone number, a SIP address, or another agent. Agents that may transfer to it name its " +
    "id in `config.tool.transfers`.",
  errors: ["name_taken", "not_allowed", "unknown_reference"],
  body: newTransferSchema,
  response: { 200: transferSchema },
} as const;

export const getTransfer = {
  operationId: "getTransfer",
  tags: TAGS,
  summary: "Get a transfer",
  description: "Shows a destination.",
  errors: ["not_found"],
  params: byId,
  response: { 200: transferSchema },
} as const;

export const changeTransfer = {
  operationId: "changeTransfer",
  tags: TAGS,
  summary: "Change a transfer",
  description:
    "Changes what is given of a destination; what is absent stays as it is. Transfers under way go on as they began.",
  errors: ["name_taken", "not_allowed", "not_found", "unknown_reference"],
  params: byId,
  body: transferChangeSchema,
  response: { 200: transferSchema },
} as const;

export const deleteTransfer = {
  operationId: "deleteTransfer",
  tags: TAGS,
  summary: "Delete a transfer",
  description: "Deletes a destination that no released or draft version of an agent enables.",
  errors: ["in_use", "not_allowed", "not_found"],
  params: byId,
  response: { 200: deleted("destination", EXAMPLE_TRANSFER_ID) },
} as const;
