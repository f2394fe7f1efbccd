import type { preValidationAsyncHookHandler } from "fastify";
import { z } from "zod";
import { LONGEST_OVERLAP } from "../domain/signing-key.ts";

/** The body that replaces a key of any kind by a new one. */
export const rotationSchema = z
  .strictObject({
    overlap_seconds: z
      .int()
      .min(0)
      .max(LONGEST_OVERLAP / 1000)
      .default(24 * 60 * 60)
      .describe("How long the former key stays good, in seconds: at most 30 days; 0 ends it at once."),
  })
  .meta({ id: "Rotation", description: "How to replace a key by a new one." });

/** Takes a call without a body for one that leaves everything to the defaults. */
export const bodyMayBeAbsent: preValidationAsyncHookHandler = async (request) => {
  request.body ??= {};
};
