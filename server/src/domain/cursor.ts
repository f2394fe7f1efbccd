import { z } from "zod";
import { OperatorError } from "./error.ts";

/** A place in a list sorted newest first. */
export interface CursorPosition {
  createdAt: Date;
  id: string;
}

/** Ids, and names that serve as one. */
const contents = z.tuple([z.iso.datetime(), z.string().regex(/^[A-Za-z][0-9A-Za-z_-]{0,79}$/)]);

/** Writes the cursor that goes on after an item. Opaque to callers, and stable when items are added. */
export function writeCursor(position: CursorPosition): string {
  return Buffer.from(JSON.stringify([position.createdAt.toISOString(), position.id])).toString("base64url");
}

/**
 * Cuts the rows of a list that was asked for one more than its `limit`: to the rows to show, and the cursor that goes
 * on after them, null when there are no more.
 */
export function cutPage<Row>(rows: readonly Row[], limit: number, positionOf: (row: Row) => CursorPosition) {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { shown, cursor: last === undefined ? null : writeCursor(positionOf(last)) };
}

/** Reads a cursor. Throws `invalid_cursor` for one that no list of ours gave out. */
export function readCursor(cursor: string): CursorPosition {
  try {
    const [createdAt, id] = contents.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    return { createdAt: new Date(createdAt), id };
  } catch (cause) {
    const message = "The cursor is not one that a list gave out. Leave it out to begin at the newest.";
    throw new OperatorError("invalid_cursor", message, { param: "cursor", cause });
  }
}
