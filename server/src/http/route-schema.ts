import { z } from "zod";
import { errorSchema } from "./errors.ts";

/** What a route takes and answers, and what it is for. */
interface RouteSchema {
  summary: string;
  description: string;
  body?: z.ZodType;
  params?: z.ZodType;
  querystring?: z.ZodType;
  response: z.ZodType;
}

/** Completes a route's schema with the errors that every route may answer. */
export function withErrors<Schema extends RouteSchema>(schema: Schema) {
  const { response, ...rest } = schema;
  return { ...rest, response: { 200: response as Schema["response"], "4xx": errorSchema, "5xx": errorSchema } };
}
