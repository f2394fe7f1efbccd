import { z } from "zod";
import type { ErrorCode } from "../domain/error.ts";

declare module "fastify" {
  interface FastifySchema {
    /** The refusals that are particular to the route; the documents add those that every route may give. */
    errors?: readonly ErrorCode[];
  }
}

/** The answer to a deletion; `example` is the id of one. */
export function deleted(what: string, example: string) {
  return z
    .object({
      id: z.string().describe(`The id of the ${what} that was deleted.`),
      deleted: z.literal(true).describe("Always true."),
    })
    .meta({ description: `The ${what} was deleted.`, examples: [{ id: example, deleted: true }] });
}
