import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { assertLive } from "../services/api-keys.ts";
import type { SigningKey } from "../services/signing-key.ts";
import { keyOf } from "./gate.ts";
import { bodyMayBeAbsent } from "./rotation.ts";
import * as schemas from "./signing-key-schemas.ts";

/** Showing and rotating the installation's signing key. */
export function signingKeyRoutes(signingKey: SigningKey): FastifyPluginAsyncZod {
  return async (app) => {
    app.get("/signing_key", { schema: schemas.getSigningKey }, async (request) => {
      assertLive(keyOf(request), "see the signing key");
      return signingKey.show();
    });
    app.post(
      "/signing_key/rotate",
      { preValidation: bodyMayBeAbsent, schema: schemas.rotateSigningKey },
      async (request) => {
        assertLive(keyOf(request), "rotate the signing key");
        return signingKey.rotate(request.body.overlap_seconds * 1000);
      },
    );
  };
}
