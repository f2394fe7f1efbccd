import { type Insertable, type Selectable, sql, type Updateable } from "kysely";
import type { CursorPosition } from "../domain/cursor.ts";
import type { Database } from "./database.ts";
import { after } from "./newest-first.ts";
import type { Schema } from "./schema.ts";

/** A telephone number's row. */
export type PhoneNumberRow = Selectable<Schema["phone_numbers"]>;

/** The advisory lock under which numbers become the default: "OPNO" in ASCII. */
const DEFAULTS_LOCK = 0x4f504e4f;

/** Lets changes of which number is the default come one after the other, until the transaction ends. */
export async function lockDefaults(transaction: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(DEFAULTS_LOCK)}, 0)`.execute(transaction);
}

/** Takes from the default number of a mode that it is one. */
export async function clearDefault(transaction: Database, livemode: boolean): Promise<void> {
  await transaction
    .updateTable("phone_numbers")
    .set({ is_default: false, updated_at: new Date() })
    .where("livemode", "=", livemode)
    .where("is_default", "=", true)
    .execute();
}

/** Stores a new number; undefined when it is there already. */
export async function insertPhoneNumber(
  database: Database,
  row: Insertable<Schema["phone_numbers"]>,
): Promise<PhoneNumberRow | undefined> {
  return database
    .insertInto("phone_numbers")
    .values(row)
    .onConflict((conflict) => conflict.column("number").doNothing())
    .returningAll()
    .executeTakeFirst();
}

/** Finds a number by its id; undefined without one. */
export async function findPhoneNumber(database: Database, id: string): Promise<PhoneNumberRow | undefined> {
  return database.selectFrom("phone_numbers").selectAll().where("id", "=", id).executeTakeFirst();
}

/** Finds a number by its id and keeps everyone else from changing it until the transaction ends; undefined without one. */
export async function lockPhoneNumber(transaction: Database, id: string): Promise<PhoneNumberRow | undefined> {
  return transaction.selectFrom("phone_numbers").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
}

/** Finds those of some numbers that are known. */
export async function findNumbers(
  database: Database,
  numbers: readonly string[],
): Promise<Pick<PhoneNumberRow, "id" | "number">[]> {
  if (numbers.length === 0) return [];
  return database.selectFrom("phone_numbers").select(["id", "number"]).where("number", "in", numbers).execute();
}

/** Finds, at once, the number that a call is for, as it is dialled, and whether the one that it comes from is ours, too. */
export async function findEnds(
  database: Database,
  { to, from }: { to: string; from: string | null },
): Promise<{ dialled: PhoneNumberRow | undefined; isFromOurs: boolean }> {
  const rows = await database
    .selectFrom("phone_numbers")
    .selectAll()
    .where("number", "in", [to, from ?? to])
    .execute();
  return {
    dialled: rows.find(({ number }) => number === to),
    isFromOurs: from !== null && rows.some(({ number }) => number === from),
  };
}

/** Finds a number as it is dialled; undefined without one. */
export async function findDialled(database: Database, number: string): Promise<PhoneNumberRow | undefined> {
  return database.selectFrom("phone_numbers").selectAll().where("number", "=", number).executeTakeFirst();
}

/** Finds the number of a mode that is used when nobody names one: the default, else the only one; or undefined. */
export async function findDefaultNumber(database: Database, livemode: boolean): Promise<PhoneNumberRow | undefined> {
  const rows = await database
    .selectFrom("phone_numbers")
    .selectAll()
    .where("livemode", "=", livemode)
    .orderBy("is_default", "desc")
    .limit(2)
    .execute();
  const [first, second] = rows;
  return first?.is_default === true || second === undefined ? first : undefined;
}

/** Changes a number that is there, and returns it as it is then. */
export async function updatePhoneNumber(
  transaction: Database,
  id: string,
  change: Updateable<Schema["phone_numbers"]>,
): Promise<PhoneNumberRow> {
  return transaction
    .updateTable("phone_numbers")
    .set({ ...change, updated_at: new Date() })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Deletes a number. */
export async function deletePhoneNumber(transaction: Database, id: string): Promise<void> {
  await transaction.deleteFrom("phone_numbers").where("id", "=", id).execute();
}

/** Lists numbers newest first, at most `limit` of them, from after `position` on. */
export async function listPhoneNumbers(
  database: Database,
  { testOnly }: { testOnly: boolean },
  page: { position: CursorPosition | null; limit: number },
): Promise<PhoneNumberRow[]> {
  const { position, limit } = page;
  let query = database.selectFrom("phone_numbers").selectAll();
  if (testOnly) query = query.where("livemode", "=", false);
  if (position) query = query.where(after(position));
  return query.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).execute();
}

/** Lists the numbers of the installation, as they are dialled. */
export async function listOwnNumbers(database: Database): Promise<string[]> {
  const rows = await database.selectFrom("phone_numbers").select("number").execute();
  return rows.map(({ number }) => number);
}
