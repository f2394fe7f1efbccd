import { operator } from "../quickstart/operator.ts";

// #region invite
const invitation = await operator.invitations.create({ role: "developer", email: "noa@example.com" });
console.log(`Send this to Noa, it is shown only now: ${invitation.url}`);
console.log(`It works once, until ${invitation.expires_at}.`);
// #endregion

// #region withdraw
await operator.invitations.delete(invitation.id);
const { data: open } = await operator.invitations.list();
console.log(`${open.length} invitations are open`);
// #endregion
