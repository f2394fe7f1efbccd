import type { FastifyInstance, FastifyRequest } from "fastify";
import { OperatorError } from "../domain/error.ts";
import { jsonProblem } from "../lib/json-depth.ts";

/** The most bytes of a request body, where a route does not say otherwise. */
export const LARGEST_BODY = 1024 * 1024;

type Done = (error: Error | null, value?: unknown) => void;

/** Reads request bodies as JSON, and nothing else. */
export function addJsonParser(app: FastifyInstance): void {
  app.removeContentTypeParser("text/plain");
  const read = jsonReader(app);
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
    read(request, body as string, done);
  });
}

/** Reads the bodies of one plug-in's routes as JSON: those beyond a quarter of a megabyte elsewhere, by `readLarge`. */
export function addLargeJsonParser(app: FastifyInstance, readLarge: (body: Buffer) => Promise<unknown>): void {
  const read = jsonReader(app);
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (request, body, done) => {
    if (body.length <= LARGEST_BODY / 4) read(request, body.toString(), done);
    else readLarge(body as Buffer).then((value) => done(null, value), done);
  });
}

function jsonReader(app: FastifyInstance): (request: FastifyRequest, body: string, done: Done) => void {
  const parse = app.getDefaultJsonParser("error", "error");
  return (request, body, done) => {
    // Clients that always send the header send it with calls that have no body, too.
    if (body.length === 0) done(null, undefined);
    else {
      void parse(request, body, (error, value) => {
        const problem = error === null ? jsonProblem(value) : null;
        done(problem === null ? error : new OperatorError("malformed_json", problem), value);
      });
    }
  };
}
