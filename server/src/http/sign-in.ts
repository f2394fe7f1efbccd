import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { OperatorError } from "../domain/error.ts";
import type { ApiKeys } from "../services/api-keys.ts";
import type { SignInLog } from "../services/sign-in-log.ts";
import { warnings } from "./warnings.ts";

const signIn = {
  operationId: "signIn",
  tags: ["Platform"],
  summary: "Sign in by a one-time link",
  description: "Exchanges the code in the link that the platform prints at its start for an API key, once.",
  errors: ["invalid_key"],
  body: z
    .object({ code: z.string().min(1).max(200).describe("The code from the link.") })
    .meta({ id: "SignIn", description: "The code of a one-time link." }),
  response: {
    200: z
      .object({ api_key: z.string().describe("A new API key, shown only here."), warnings })
      .meta({ description: "A new API key.", examples: [{ api_key: "op_prod_c8Vn2Kx7Tq4Wd9Lz1Rb5Hm3Yf6Js0Pg2" }] }),
  },
} as const;

/** Exchanges the code of a one-time link for an API key, and tells `record` how it went. */
export function signInRoutes(keys: ApiKeys, record: SignInLog): FastifyPluginAsyncZod {
  return async (app) => {
    app.post("/sign_in", { config: { access: "anybody" }, schema: signIn }, async (request) => {
      const how = { method: "one_time_link", address: request.callerAddress } as const;
      try {
        const api_key = await keys.signIn(request.body.code);
        const { id, name } = await keys.authenticate(api_key);
        record(request.id, { ...how, by: { id, name } });
        return { api_key };
      } catch (error) {
        if (error instanceof OperatorError) record(request.id, { ...how, refusal: error });
        throw error;
      }
    });
  };
}
