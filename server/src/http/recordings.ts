import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { OperatorError } from "../domain/error.ts";
import { type ByteRange, readByteRange } from "../lib/byte-range.ts";
import type { Conversations } from "../services/conversations.ts";
import type { RecordingFile } from "../services/recording-file.ts";
import type { Recordings } from "../services/recordings.ts";
import { callerOf, keyOf } from "./gate.ts";
import * as schemas from "./recording-schemas.ts";

/** Listening to the recordings of conversations, and deleting them. */
export function recordingRoutes(conversations: Conversations, recordings: Recordings): FastifyPluginAsyncZod {
  return async (app) => {
    const withToken = { config: { access: "key_or_token" as const }, schema: schemas.getRecording };
    app.get("/conversations/:id/recording", withToken, async (request, reply) => {
      const row = await conversations.find(callerOf(request), request.params.id);
      request.concerned = { conversationId: row.id, livemode: row.livemode };
      const file = await recordings.listen(row);
      return sendFile(request, reply, { file, name: `${row.id}.wav` });
    });
    app.delete("/conversations/:id/recording", { schema: schemas.deleteRecording }, async (request) => {
      const row = await conversations.find({ key: keyOf(request) }, request.params.id);
      await recordings.delete(row);
      return { id: row.id, deleted: true as const };
    });
  };
}

/** Answers with a file or the part of it that was asked for (RFC 9110, sections 13.1.5 and 14). */
function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { file, name }: { file: RecordingFile; name: string },
): FastifyReply {
  // What was recorded stays as it is, so that a file of the same length is the same file.
  const etag = `"${file.length}"`;
  const range = wantedRange(request, file.length, etag);
  void reply.header("accept-ranges", "bytes");
  if (range === "unsatisfiable") {
    void reply.header("content-range", `bytes */${file.length}`);
    const message = `The recording has ${file.length} bytes so far, and Range asks for none of them.`;
    throw new OperatorError("range_not_satisfiable", message, { param: "Range" });
  }
  const { first, last } = range ?? { first: 0, last: file.length - 1 };
  if (range) void reply.status(206).header("content-range", `bytes ${first}-${last}/${file.length}`);
  void reply.headers({
    etag,
    "content-length": last - first + 1,
    "content-disposition": `inline; filename="${name}"`,
    "cache-control": "private, no-store",
    "x-content-type-options": "nosniff",
  });
  const pieces = request.method === "HEAD" ? [] : file.read(first, last);
  return reply.type("audio/wav").send(Readable.from(pieces, { objectMode: false, highWaterMark: 1 }));
}

/** Ranges are defined for GET alone, and only where the file is still the one that the caller has begun to read. */
function wantedRange({ method, headers }: FastifyRequest, length: number, etag: string): ByteRange | null {
  const condition = headers["if-range"];
  if (method !== "GET" || (condition !== undefined && condition !== etag)) return null;
  return readByteRange(headers.range, length);
}
