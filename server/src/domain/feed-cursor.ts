import { z } from "zod";
import { OperatorError } from "./error.ts";

const position = z.string().regex(/^(0|[1-9][0-9]{0,17})$/);
const contents = z.tuple([z.string().regex(/^whe_[0-9A-Za-z]{11}$/), position, position]);

/** A place in an endpoint's feed. Places are whole numbers, as text for their size; "0" is the very beginning. */
export interface FeedPosition {
  /** Behind which delivery it is. */
  after: string;
  /** The last place whose delivery was deleted for its age by the time the cursor was given out. */
  forgotten: string;
}

/** Writes the cursor of an endpoint's feed. */
export function writeFeedCursor(endpointId: string, { after, forgotten }: FeedPosition): string {
  return Buffer.from(JSON.stringify([endpointId, after, forgotten])).toString("base64url");
}

/** Reads a cursor of an endpoint's feed. Throws `invalid_cursor` for one that this feed cannot have given out. */
export function readFeedCursor(endpointId: string, cursor: string): FeedPosition {
  const [owner, after, forgotten] = partsOf(cursor);
  if (owner === endpointId && after !== undefined && forgotten !== undefined) return { after, forgotten };
  throw badFeedCursor("The cursor is not one that this endpoint's feed gave out.");
}

/** Builds the refusal of a cursor from which the feed cannot go on without leaving something out. */
export function badFeedCursor(what: string): OperatorError {
  return new OperatorError("invalid_cursor", `${what} Leave it out to begin at the oldest event that is kept.`, {
    param: "cursor",
  });
}

function partsOf(cursor: string): readonly string[] {
  try {
    return contents.safeParse(JSON.parse(Buffer.from(cursor, "base64url").toString())).data ?? [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
