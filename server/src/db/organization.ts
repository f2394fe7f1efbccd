import type { Organization } from "../domain/organization.ts";
import type { Database } from "./database.ts";

/** Reads the organization; undefined until somebody has said anything of it. */
export async function findOrganization(database: Database): Promise<Organization | undefined> {
  return database
    .selectFrom("organization")
    .select(["name", "time_zone", "conversation_retention_days"])
    .executeTakeFirst();
}

/** Reads the organization, which is `initial` where nobody has said anything; nobody else changes it until the transaction is over. */
export async function lockOrganization(transaction: Database, initial: Organization): Promise<Organization> {
  return transaction
    .insertInto("organization")
    .values(initial)
    .onConflict((conflict) => conflict.column("is_only").doUpdateSet({ is_only: true }))
    .returning(["name", "time_zone", "conversation_retention_days"])
    .executeTakeFirstOrThrow();
}

/** Changes the organization. */
export async function updateOrganization(transaction: Database, change: Partial<Organization>): Promise<void> {
  if (Object.keys(change).length > 0) await transaction.updateTable("organization").set(change).execute();
}
