import { OperatorError } from "../domain/error.ts";
import { FURTHEST_AHEAD } from "../domain/follow-up.ts";

/** Throws `invalid_field` for a time that is past, or further ahead than anything is planned. */
export function assertAhead(at: Date, param: string): void {
  const ahead = at.getTime() - Date.now();
  if (ahead > 0 && ahead <= FURTHEST_AHEAD) return;
  const why = ahead > 0 ? "lies more than a year ahead" : "is past";
  throw new OperatorError("invalid_field", `${param} ${why}. Give a time within the next year.`, { param });
}
