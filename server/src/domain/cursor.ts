import { z } from "zod";
import { OperatorError } from "./error.ts";

/** A place in a list sorted newest first. */
export interface CursorPosition {
  createdAt: Date;
  id: string;
}

const contents = z.tuple([z.iso.datetime(), z.string().regex(/^[a-z]+_[0-9A-Za-z]{11}$/)]);

/** Writes the cursor that goes on after an item. Opaque to callers, and stable when items are added. */
export function writeCursor(position: CursorPosition): string {
  return Buffer.from(JSON.stringify([position.createdAt.toISOString(), position.id])).toString("base64url");
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
