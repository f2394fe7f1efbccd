import type { FastifyReply } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { soundSample } from "../services/sounds.ts";
import type { Voices } from "../services/voices.ts";
import * as schemas from "./voice-schemas.ts";

/** The voices of this installation, the sounds that can lie under a conversation, and samples of both. */
export function voiceRoutes(voices: Voices): FastifyPluginAsyncZod {
  return async (app) => {
    app.get("/voices", { schema: schemas.listVoices }, async () => voices.list());
    app.get("/voices/:provider/:voice_id/sample", { schema: schemas.getVoiceSample }, async (request, reply) => {
      const { provider, voice_id } = request.params;
      const sample = await voices.sample({ provider, id: voice_id, language: request.query.language ?? null });
      return sendSample(reply, sample);
    });
    app.get("/sounds/:sound/sample", { schema: schemas.getSoundSample }, async (request, reply) =>
      sendSample(reply, await soundSample(request.params.sound)),
    );
  };
}

function sendSample(reply: FastifyReply, sample: Buffer): FastifyReply {
  return reply
    .headers({
      "content-disposition": 'inline; filename="sample.wav"',
      "cache-control": "private, max-age=3600",
      "x-content-type-options": "nosniff",
    })
    .type("audio/wav")
    .send(sample);
}
