import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Invitations } from "../services/invitations.ts";
import type { Members } from "../services/members.ts";
import type { Organization } from "../services/organization.ts";
import { targetOf } from "./conditional-requests.ts";
import { keyOf } from "./gate.ts";
import * as schemas from "./member-schemas.ts";
import { pageOf } from "./pages.ts";

/** What members, invitations and the organization are seen to with. */
export interface MemberServices {
  members: Members;
  invitations: Invitations;
  organization: Organization;
}

/** Those who sign in on the pages, those who are invited to, and whose installation it is. */
export function memberRoutes({ members, invitations, organization }: MemberServices): FastifyPluginAsyncZod {
  return async (app) => {
    app.get("/members", { schema: schemas.listMembers }, async (request) =>
      members.list(keyOf(request), pageOf(request.query)),
    );
    app.get("/members/:id", { schema: schemas.getMember }, async (request) =>
      members.show(keyOf(request), request.params.id),
    );
    app.patch("/members/:id", { schema: schemas.updateMember }, async (request) =>
      members.change(keyOf(request), targetOf(request, request.params.id), request.body),
    );
    app.delete("/members/:id", { schema: schemas.deleteMember }, async (request) => {
      await members.remove(keyOf(request), targetOf(request, request.params.id));
      return { id: request.params.id, deleted: true as const };
    });
    app.post("/invitations", { schema: schemas.createInvitation }, async (request) =>
      invitations.create(keyOf(request), request.body),
    );
    app.get("/invitations", { schema: schemas.listInvitations }, async (request) =>
      invitations.list(keyOf(request), pageOf(request.query)),
    );
    app.delete("/invitations/:id", { schema: schemas.deleteInvitation }, async (request) => {
      await invitations.withdraw(keyOf(request), request.params.id);
      return { id: request.params.id, deleted: true as const };
    });
    app.get("/organization", { schema: schemas.getOrganization }, async () => organization.show());
    app.patch("/organization", { schema: schemas.updateOrganization }, async (request) => {
      const { ifMatch } = targetOf(request, "organization");
      return organization.change(keyOf(request), request.body, ifMatch);
    });
  };
}
