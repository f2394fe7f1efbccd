import { DRAFT_FIELDS, type DraftField } from "./openapi-differences.ts";

/** What becomes of a field of a tool that was changed by hand, when its document has changed. */
export interface HandChange {
  readonly field: DraftField;
  readonly is_kept: boolean;
}

/** These only work together: the arguments, and where each of them goes. */
const CALL: readonly DraftField[] = ["method", "url", "input_schema", "request"];

/**
 * Names the fields that an import takes from the document: those that the document changed, and with one of how the
 * tool is called all of them. A description that a person wrote stays.
 */
export function fieldsToUpdate(byDocument: readonly DraftField[], byHand: readonly DraftField[]): DraftField[] {
  const isCallChanged = CALL.some((field) => byDocument.includes(field));
  return DRAFT_FIELDS.filter((field) => {
    if (CALL.includes(field)) return isCallChanged;
    return byDocument.includes(field) && !(field === "description" && byHand.includes(field));
  });
}

/** Says of each field that was changed by hand whether an import keeps it. */
export function judgeHandChanges(byDocument: readonly DraftField[], byHand: readonly DraftField[]): HandChange[] {
  const updated = fieldsToUpdate(byDocument, byHand);
  return byHand.map((field) => ({ field, is_kept: !updated.includes(field) }));
}
