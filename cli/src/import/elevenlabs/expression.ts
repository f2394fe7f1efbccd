import { at, listAt, type Place, textAt } from "../place.ts";
import { escapeSigns } from "../prompt-text.ts";
import { entryOf } from "../table-entry.ts";

const BETWEEN: Readonly<Record<string, string>> = {
  eq_operator: "is",
  neq_operator: "is not",
  gt_operator: "is more than",
  gte_operator: "is at least",
  lt_operator: "is less than",
  lte_operator: "is at most",
  add_operator: "plus",
  sub_operator: "minus",
  mul_operator: "times",
  div_operator: "divided by",
};

/** What the rest of the kinds of expressions come to. */
const OTHERS: Readonly<Record<string, (place: Place) => string>> = {
  and_operator: (place) => joined(place, " and "),
  or_operator: (place) => joined(place, " or "),
  conditional_operator: (place) => {
    const [condition, yes, no] = ["condition", "true_expression", "false_expression"].map((key) => inner(place, key));
    return `when ${condition} then ${yes}, else ${no}`;
  },
  llm: (place) => escapeSigns(textAt(place, "prompt") ?? ""),
  dynamic_variable: (place) => escapeSigns(`the value of "${textAt(place, "name") ?? ""}"`),
  null_literal: () => "nothing",
};

/** Writes an expression of a workflow's edge in words, in the platform's syntax. */
export function expressionText(place: Place): string {
  const type = textAt(place, "type") ?? "";
  const word = entryOf(BETWEEN, type);
  if (word !== undefined) return `${inner(place, "left")} ${word} ${inner(place, "right")}`;
  return entryOf(OTHERS, type)?.(place) ?? escapeSigns(JSON.stringify(at(place, "value").value) ?? "");
}

function inner(place: Place, key: string): string {
  return expressionText(at(place, key));
}

function joined(place: Place, word: string): string {
  return listAt(place, "children")
    .map((child) => `(${expressionText(child)})`)
    .join(word);
}
