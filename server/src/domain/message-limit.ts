import type { ConversationState } from "./conversation-state.ts";
import { OperatorError } from "./error.ts";

/** Builds the refusal of one more message where a conversation has as many of the user as it takes; null where not. */
export function overMessageLimit(
  { exchange }: Pick<ConversationState, "exchange">,
  limit: number | null,
): OperatorError | null {
  if (limit === null) return null;
  const taken = exchange.filter(({ type }) => type === "user.message.received").length;
  if (taken < limit) return null;
  const taking = limit === 1 ? "one message of yours and has it" : `${limit} messages of yours and has them`;
  const message = `This conversation takes ${taking}, so it ends here. Begin another one.`;
  return new OperatorError("not_allowed", message);
}
