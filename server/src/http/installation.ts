import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Installation } from "../services/installation.ts";
import { keyOf } from "./gate.ts";
import { getInstallation } from "./installation-schemas.ts";

/** Telling what the installation has, and lacks. */
export function installationRoutes(installation: Installation): FastifyPluginAsyncZod {
  return async (app) => {
    app.get("/installation", { schema: getInstallation }, async (request) => installation.showTo(keyOf(request)));
  };
}
