import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { unknownFields } from "../lib/unknown-fields.ts";

/** What the platform noticed in a request that it carried out. */
export const warningSchema = z
  .object({
    param: z.string().describe("The place in the request."),
    message: z.string().describe("What was noticed there, with a guess at what was meant."),
  })
  .meta({ id: "Warning", description: "Something in the request that had no effect." });

/** The `warnings` field of an answer. */
export const warnings = z
  .array(warningSchema)
  .optional()
  .describe("Fields that were not understood; absent when there are none.");

/** What the platform noticed in a request that it carried out. */
export type Warning = z.output<typeof warningSchema>;

declare module "fastify" {
  interface FastifyRequest {
    /** What was noticed in the request; answered as `warnings`. */
    warnings: Warning[];
  }
}

/** Names every field of a body that its schema does not know in the answer's `warnings`. */
export function addWarnings(app: FastifyInstance): void {
  app.decorateRequest("warnings");
  app.addHook("onRequest", async (request) => {
    request.warnings = [];
  });
  app.addHook("preValidation", async (request) => {
    const schema = request.routeOptions.schema?.body;
    if (!(schema instanceof z.ZodType) || request.body === undefined) return;
    request.warnings.push(...unknownFields(schema, request.body).map(({ path, guess }) => unknown(path, guess)));
  });
  app.addHook("preSerialization", async (request, _reply, payload) => {
    if (request.warnings.length === 0 || typeof payload !== "object" || payload === null) return payload;
    return "error" in payload ? payload : { ...payload, warnings: request.warnings };
  });
}

/** Writes the warning about a variable that the agent does not declare. */
export function undeclared(param: string, guess: string | null): Warning {
  const hint = guess === null ? "" : ` Did you mean ${guess}?`;
  return {
    param,
    message: `The agent declares no such variable; it gets the value under "Additional Details".${hint}`,
  };
}

/** Writes the warning about a field that nobody knows. */
export function unknown(param: string, guess: string | null): Warning {
  const hint = guess === null ? "" : ` Did you mean ${guess}?`;
  return { param, message: `This field is not known here and has no effect.${hint}` };
}
