import { createHmac, timingSafeEqual } from "node:crypto";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { OperatorError } from "../domain/error.ts";
import type { RunElsewhere } from "../services/conversation-jobs.ts";
import type { JobKind } from "../services/jobs.ts";

const PATH = "/internal/jobs";
const SIGNATURE = "x-operator-node-signature";
/** How old a signature may be, in ms: the processes' clocks may differ a little. */
const OLDEST = 60_000;
/** Who has no signature is to cost little. */
const LARGEST_BODY = 16 * 1024;

const jobSchema = z.object({ kind: z.string(), subject: z.string(), pool: z.string(), holder: z.number().int() });
const requestSchema = z.object({ at: z.number(), job: jobSchema });
const resultSchema = z.object({ again: z.number().nullable(), did: z.string().nullable() });

/** Signs what one process asks of another, with the secret that all of an installation share. */
function signatureOf(secret: string, body: z.output<typeof requestSchema>): string {
  const { at, job } = body;
  const content = ["job", at, job.kind, job.subject, job.pool, job.holder].join("\n");
  return createHmac("sha256", secret).update(content).digest("hex");
}

/** Makes what runs a job in another process of the installation. Throws what keeps it from being run there. */
export function jobsElsewhere(secret: string): RunElsewhere {
  return async (url, job, signal) => {
    const body = { at: Date.now(), job };
    const answer = await fetch(new URL(PATH, url), {
      method: "POST",
      headers: { "content-type": "application/json", [SIGNATURE]: signatureOf(secret, body) },
      body: JSON.stringify(body),
      signal,
    });
    if (!answer.ok) throw new Error(`${url} did not run ${job.kind} ${job.subject}: ${answer.status}.`);
    return resultSchema.parse(await answer.json());
  };
}

/** Runs jobs that another process has taken on, and that need a conversation which this one holds. */
export function nodeJobRoutes(secret: string, kinds: readonly JobKind[]): FastifyPluginAsyncZod {
  return async (app) => {
    // However much the processes of one machine ask of each other, nobody's message waits for it.
    const config = { access: "anybody" as const, isCounted: false };
    const route = { config, bodyLimit: LARGEST_BODY, schema: { hide: true, body: requestSchema } };
    app.post(PATH, route, async (request) => {
      const { body } = request;
      assertSigned(secret, body, request.headers[SIGNATURE]);
      const kind = kinds.find((each) => each.kind === body.job.kind);
      if (!kind) throw new OperatorError("not_found", `There is no kind of job ${body.job.kind}.`);
      const gone = new AbortController();
      const { socket } = request.raw;
      const abort = () => gone.abort();
      socket.once("close", abort);
      try {
        return await kind.run(body.job, gone.signal);
      } finally {
        // The connection is kept for the jobs that follow.
        socket.off("close", abort);
      }
    });
  };
}

function assertSigned(secret: string, body: z.output<typeof requestSchema>, given: unknown): void {
  const expected = Buffer.from(signatureOf(secret, body));
  const signature = Buffer.from(typeof given === "string" ? given : "");
  const isSigned = signature.length === expected.length && timingSafeEqual(signature, expected);
  if (isSigned && Math.abs(Date.now() - body.at) <= OLDEST) return;
  throw new OperatorError("invalid_key", "Only processes of this installation may ask for this.");
}
