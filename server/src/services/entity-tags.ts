import { createHash } from "node:crypto";
import { OperatorError } from "../domain/error.ts";
import type { Target } from "../domain/precondition.ts";
import { canonicalJson } from "../lib/canonical-json.ts";

/** Where an answer carries the tag of what it tells of; JSON leaves it out. */
const TAG = Symbol("entity tag");

/** 96 bits: nobody meets two things of one tag. */
const LENGTH = 16;

/**
 * Gives an answer the entity tag of what it tells of, in two parts with a dot between: the state of what can be changed
 * of it, and that of all that is shown. `configuration` is what can be changed, as it is stored; `shown` is what reading
 * the thing answers, if this answer is another.
 */
export function tagged<Answer extends object>(answer: Answer, configuration: object, shown: object = answer): Answer {
  const value = `${digestOf(configuration)}.${digestOf(shown)}`;
  return Object.defineProperty(answer, TAG, { value, enumerable: false });
}

/** Gives an answer the entity tag of another one, which tells more of the same thing. */
export function taggedAs<Answer extends object>(other: object, answer: Answer): Answer {
  return Object.defineProperty(answer, TAG, { value: tagOf(other), enumerable: false });
}

/** Returns the entity tag that an answer was given, without quotes; undefined for one without. */
export function tagOf(answer: unknown): string | undefined {
  if (typeof answer !== "object" || answer === null) return undefined;
  return (answer as { [TAG]?: string })[TAG];
}

/**
 * Throws `etag_mismatch` when the caller named tags and the thing bears none of them. To be called with what is stored
 * while it is locked, so that nobody changes it in between. Only the part of a tag that tells of what can be changed is
 * compared: that another agent uses a tool is no change of the tool that anybody could lose.
 */
export function assertUnchanged({ id, ifMatch }: Target, called: string, configuration: object): void {
  if (ifMatch === null || ifMatch === "any") return;
  const state = digestOf(configuration);
  if (ifMatch.some((tag) => tag.split(".", 1)[0] === state)) return;
  const message =
    `The ${called} ${id} was changed since you read it. Read it again, make your change to what it is now, and send ` +
    "that with its new ETag in If-Match.";
  throw new OperatorError("etag_mismatch", message, { param: "If-Match" });
}

function digestOf(state: object): string {
  return createHash("sha256").update(canonicalJson(state)).digest("base64url").slice(0, LENGTH);
}
