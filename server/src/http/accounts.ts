import type { FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { OperatorError } from "../domain/error.ts";
import type { Accounts } from "../services/accounts.ts";
import type { Invitations } from "../services/invitations.ts";
import type { BegunSession, MemberSessions } from "../services/member-sessions.ts";
import { memberItemOf } from "../services/members.ts";
import type { SignInLog } from "../services/sign-in-log.ts";
import * as schemas from "./account-schemas.ts";
import { assertOwnPage, giveSession, sessionOf } from "./session-cookie.ts";

/** What people sign in with. */
export interface AccountServices {
  accounts: Accounts;
  invitations: Invitations;
  memberSessions: MemberSessions;
}

/** How often somebody may try is counted by the services, over all processes. */
const config = { access: "anybody" } as const;

/** How a browser comes by a session. */
interface SessionStart {
  /** Whether the pages come over TLS. */
  isSecure: boolean;
  record: SignInLog;
}

/** Signing in and out, and what people do with their own account. */
export function accountRoutes(services: AccountServices, start: SessionStart): FastifyPluginAsyncZod {
  const { accounts, invitations, memberSessions } = services;
  const begin = beginSessionBy(start);
  return async (app) => {
    app.get("/account", { config, schema: schemas.getAccount }, async (request) => accounts.look(sessionOf(request)));
    app.post("/account/owner", { config, schema: schemas.makeOwner }, async (request, reply) =>
      begin(request, reply, { method: "one_time_link", session: () => accounts.own(request.body) }),
    );
    app.post("/account/sign_in", { config, schema: schemas.signInMember }, async (request, reply) =>
      begin(request, reply, {
        method: "password",
        session: () => memberSessions.signIn(request.body, request.callerAddress),
      }),
    );
    app.post("/account/sign_out", { config, schema: schemas.signOutMember }, async (request, reply) => {
      assertOwnPage(request);
      const token = sessionOf(request);
      if (token !== null) await memberSessions.end(token);
      giveSession(reply, "", { maxAgeSeconds: 0, isSecure: start.isSecure });
      return { signed_out: true as const };
    });
    app.patch("/account", { config, schema: schemas.updateAccount }, async (request) => {
      assertOwnPage(request);
      return accounts.change(sessionOf(request), request.body);
    });
    app.post("/account/invitation", { config, schema: schemas.lookAtInvitation }, async (request) =>
      invitations.show(request.body.code),
    );
    app.post("/account/invitation/accept", { config, schema: schemas.acceptInvitation }, async (request, reply) =>
      begin(request, reply, { method: "invitation", session: () => accounts.accept(request.body) }),
    );
  };
}

interface Beginning {
  readonly method: "one_time_link" | "password" | "invitation";
  session(): Promise<BegunSession>;
}

/** Makes what begins a session in the browser and tells the log how that went. */
function beginSessionBy({ isSecure, record }: SessionStart) {
  return async (request: FastifyRequest, reply: FastifyReply, { method, session }: Beginning) => {
    assertOwnPage(request);
    const how = { method, address: request.callerAddress };
    try {
      const { token, maxAgeSeconds, member } = await session();
      giveSession(reply, token, { maxAgeSeconds, isSecure });
      record(request.id, { ...how, by: { id: member.id, name: member.name } });
      return memberItemOf(member);
    } catch (error) {
      if (error instanceof OperatorError) record(request.id, { ...how, refusal: error });
      throw error;
    }
  };
}
