import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { OperatorError, type Problem } from "../domain/error.ts";
import { type InputProblem, inputProblems } from "../lib/issue-text.ts";
import { maskOwnKeys } from "../lib/masking.ts";
import { ERROR_CODES, ERROR_TYPES, type ErrorType, statusOf } from "./error-codes.ts";

/** The wire form of every refusal. */
export const errorSchema = z
  .object({
    error: z
      .object({
        type: z
          .enum(Object.keys(ERROR_TYPES) as [ErrorType])
          .describe("The class of the refusal; each has its HTTP status."),
        code: z.string().describe("A stable name of what is wrong, e.g. `missing_field`; there may be new ones."),
        message: z.string().describe("What is wrong and what to do, in a sentence for people."),
        param: z.string().nullable().describe("The place in the request, e.g. `config.runtime.prompt.text`; or null."),
        details: z
          .array(
            z.object({
              param: z.string().describe("The place in the request."),
              message: z.string().describe("What is wrong there."),
            }),
          )
          .optional()
          .describe("All wrong places, when there are several."),
        request_id: z.string().describe("Names this request in the logs; also in `X-Request-Id`."),
      })
      .describe("What went wrong."),
  })
  .meta({ id: "Error", description: "The answer to a request that is refused." });

/** Answers a request that failed. What is not a refusal of ours is logged and answered without its inner details. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const refusal = refusalOf(error, request);
  const { type } = ERROR_CODES[refusal.code];
  request.refusal = { code: refusal.code, param: refusal.param };
  if (type === "internal") request.log.error({ err: error }, "A request failed.");
  // No hook has seen a request whose address cannot be read.
  void reply.header("x-request-id", request.id);
  if (refusal.retryAfterSeconds !== null) void reply.header("retry-after", refusal.retryAfterSeconds);
  if (type === "authentication") void reply.header("www-authenticate", "Bearer");
  void reply
    .status(statusOf(refusal.code))
    .type("application/json; charset=utf-8")
    .serializer((answer: unknown) => JSON.stringify(answer))
    .send({
      error: {
        type,
        code: refusal.code,
        // A key in the wrong place is quoted like anything else that is wrong there.
        message: maskOwnKeys(refusal.message),
        param: refusal.param === null ? null : maskOwnKeys(refusal.param),
        ...(refusal.problems.length > 1 ? { details: refusal.problems.map(maskedProblem) } : {}),
        request_id: request.id,
      },
    });
}

function maskedProblem({ param, message }: Problem): Problem {
  return { param: maskOwnKeys(param), message: maskOwnKeys(message) };
}

function refusalOf(error: unknown, request: FastifyRequest): OperatorError {
  if (error instanceof OperatorError) return error;
  const code = (error as FastifyError | undefined)?.code;
  if (isDatabaseAway(error, code)) {
    const message = "The database does not answer. Try again in a moment.";
    return new OperatorError("unavailable", message, { retryAfterSeconds: 1, cause: error });
  }
  return (
    frameworkRefusal(code, request) ??
    new OperatorError("internal", "Something went wrong on our side.", { cause: error })
  );
}

/** How node:net and PostgreSQL (appendix A, "Error Codes") say that there is no connection, or none any more. */
const NO_CONNECTION = /^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|57P0[1-3]|08[0-9A-Z]{3}|53300)$/;

function isDatabaseAway(error: unknown, code: string | undefined): boolean {
  if (code !== undefined) return NO_CONNECTION.test(code);
  return error instanceof Error && /^Connection terminated|not queryable/.test(error.message);
}

function frameworkRefusal(code: string | undefined, { routeOptions }: FastifyRequest): OperatorError | null {
  switch (code) {
    case "FST_ERR_CTP_INVALID_JSON_BODY":
    case "FST_ERR_CTP_INVALID_CONTENT_LENGTH":
      return new OperatorError("malformed_json", "The body is not valid JSON.");
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return new OperatorError("unsupported_media_type", "Send the body as JSON, with Content-Type: application/json.");
    case "FST_ERR_BAD_URL":
    case "FST_ERR_MAX_PARAM_LENGTH":
      return new OperatorError("not_found", "There is nothing at this address: it is malformed, or an id is too long.");
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return new OperatorError("too_large", `The body is larger than ${routeOptions.bodyLimit / 1024 / 1024} MiB.`);
    default:
      return null;
  }
}

/** Checks what a request brings against its route's schema; what does not fit is refused, every place named. */
export function validator({ schema }: { schema: z.ZodType }) {
  return (data: unknown) => {
    const parsed = schema.safeParse(data);
    return parsed.success ? { value: parsed.data } : { error: validationRefusal(parsed.error.issues, data) };
  };
}

type Issue = z.core.$ZodIssue;

function validationRefusal(issues: readonly Issue[], data: unknown): OperatorError {
  const problems = inputProblems(issues, data);
  const [first] = problems as [InputProblem];
  const others = problems.length > 1 ? ` (and ${problems.length - 1} more, see details)` : "";
  const place = first.param === "" ? "The body" : first.param;
  return new OperatorError(first.isMissing ? "missing_field" : "invalid_field", `${place} ${first.message}${others}.`, {
    param: first.param,
    problems: problems.map(({ param, message }) => ({ param, message })),
  });
}
