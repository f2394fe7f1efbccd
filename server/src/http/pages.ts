import { z } from "zod";
import { type CursorPosition, readCursor } from "../domain/cursor.ts";

/** The parameters of every list. */
export const pageQuery = z.object({
  cursor: z.string().optional().describe("Where to go on, from the answer before; absent begins at the newest."),
  limit: z.coerce.number().int().min(1).max(200).default(50).describe("The most items to answer with."),
});

/** Reads which part of a list is wanted. Throws `invalid_cursor`. */
export function pageOf(query: z.output<typeof pageQuery>): { position: CursorPosition | null; limit: number } {
  return { position: query.cursor === undefined ? null : readCursor(query.cursor), limit: query.limit };
}

/** The answer of a list. */
export function listOf<Item extends z.ZodType>(item: Item, what: string) {
  return z
    .object({
      data: z.array(item).describe(`${what}, newest first.`),
      cursor: z.string().nullable().describe("Give it back to read on; null when there is no more."),
    })
    .describe(`A page of the list: ${what.toLowerCase()}.`);
}
