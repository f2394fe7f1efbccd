import type { Database } from "../db/database.ts";
import { insertOperations, listHandChanges, listImportedUrls, updateOperation } from "../db/openapi-operations.ts";
import { listToolUsers } from "../db/tool-users.ts";
import { deleteTools, findTakenNames, insertTools, lockTools, type ToolRow, updateTool } from "../db/tools.ts";
import { OperatorError, type Problem } from "../domain/error.ts";
import { fieldsToUpdate, judgeHandChanges } from "../domain/openapi-hand-changes.ts";
import type { OpenApiImportResult } from "../domain/openapi-source.ts";
import type { OperationReading } from "../domain/openapi-tasks.ts";
import type { ToolDraft } from "../domain/openapi-tools.ts";
import { isSameHost, originOf } from "../domain/tool-url.ts";
import { withMarksOf } from "../lib/personal-marks.ts";
import type { SecretBox } from "../lib/secret-box.ts";
import { PLATFORM_TOOL_NAMES } from "../runtime/platform-tools.ts";
import { draftColumns, handChangedFields, type ToolDefaults, toolColumns } from "./openapi-rows.ts";
import { toolsInUse } from "./tool-usage.ts";

/** How many tools are written at a time: their schemas are read and written here, and everything else waits. */
const BATCH = 25;

/** Where tools are written. */
export interface ImportTarget {
  readonly transaction: Database;
  readonly sourceId: string;
  readonly defaults: ToolDefaults;
  readonly secretBox: SecretBox;
}

/** An operation whose tool is at hand. */
type Importable = OperationReading & { readonly tool: string };

/** Keeps the operations whose tool is at hand. */
export function withTools(operations: readonly OperationReading[]): Importable[] {
  return operations.filter((operation): operation is Importable => operation.tool !== null);
}

/** Makes the tools of new operations. Throws `name_taken` naming all names that other tools have. */
export async function createTools(target: ImportTarget, operations: readonly Importable[]): Promise<void> {
  const { transaction, sourceId, defaults, secretBox } = target;
  await refuseTaken(transaction, operations);
  for (let start = 0; start < operations.length; start += BATCH) {
    const batch = operations.slice(start, start + BATCH);
    const tools = batch.map(({ tool }) => toolColumns(JSON.parse(tool) as ToolDraft, defaults, secretBox));
    const stored = new Set(await insertTools(transaction, tools));
    // Made by somebody else since the names were looked at.
    const taken = batch.filter(({ name }) => !stored.has(name));
    if (taken.length > 0) throw nameTaken(taken);
    const rows = batch.map(({ operation, method, path, name, tool }) => {
      return { source_id: sourceId, operation, method, path, tool_name: name, draft: tool };
    });
    await insertOperations(transaction, rows);
  }
}

async function refuseTaken(transaction: Database, operations: readonly Importable[]): Promise<void> {
  const names = operations.map(({ name }) => name);
  const taken = new Set([...(await findTakenNames(transaction, names)), ...PLATFORM_TOOL_NAMES]);
  const clashes = operations.filter(({ name }) => taken.has(name));
  if (clashes.length > 0) throw nameTaken(clashes);
}

const MOST_NAMED = 20;

function nameTaken(operations: readonly OperationReading[]): OperatorError {
  const list = shortList(operations.map(({ name }) => name));
  const message = `There are tools of these names already: ${list}. Choose a name_prefix, or leave these operations out.`;
  const problems = operations.map(({ operation, name }): Problem => {
    return { param: "operations", message: `${operation}: there is a tool ${name} already.` };
  });
  return new OperatorError("name_taken", message, { param: "operations", problems });
}

function shortList(names: readonly string[]): string {
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : "";
  return `${names.slice(0, MOST_NAMED).join(", ")}${more}`;
}

/** Brings the tools of changed operations up to date, as far as they were not changed by hand. */
export async function updateTools(
  { transaction, sourceId }: ImportTarget,
  operations: readonly Importable[],
): Promise<OpenApiImportResult["updated"]> {
  const updated: OpenApiImportResult["updated"] = [];
  const names = operations.map(({ name }) => name);
  // What is deleted meanwhile is gone, and so is what was noted of it.
  const rows = new Map((await lockTools(transaction, names)).map((row) => [row.name, row]));
  const changes = new Map((await listHandChanges(transaction, sourceId)).map((change) => [change.operation, change]));
  for (const { operation, imported_as, method, path, name, tool, changed_fields } of operations) {
    const former = imported_as ?? operation;
    const row = rows.get(name);
    if (!row) continue;
    const byHand = handChangedFields(changes.get(former));
    const draft = withPersonalMarks(row, JSON.parse(tool) as ToolDraft);
    const columns = draftColumns(draft, fieldsToUpdate(changed_fields, byHand));
    const isMoved = columns.url !== undefined && !isSameHost(row.url, columns.url);
    if (isMoved && row.header_names.length > 0) throw leadsElsewhere(operation, columns.url as string);
    await updateTool(transaction, name, columns);
    await updateOperation(transaction, { sourceId, operation: former }, { operation, method, path, draft: tool });
    const judged = judgeHandChanges(changed_fields, byHand);
    const fields = (isKept: boolean) => judged.filter((change) => change.is_kept === isKept).map(({ field }) => field);
    updated.push({ operation, name, kept: fields(true), replaced: fields(false) });
  }
  return updated;
}

/** What was marked as personal by hand stays so: it must not turn up in a log because a document changed. */
function withPersonalMarks(row: ToolRow, draft: ToolDraft): ToolDraft {
  const { input_schema, output_schema } = draft;
  return {
    ...draft,
    input_schema: withMarksOf(row.input_schema, input_schema),
    output_schema: withMarksOf(row.output_schema, output_schema),
  };
}

/** Deletes tools. Throws `in_use` while the released or draft version of an agent enables one of them. */
export async function removeTools(transaction: Database, names: readonly string[]): Promise<void> {
  const users = (await listToolUsers(transaction, names)).filter((user) => user.ns === "api");
  const [used, ...more] = new Set(users.map((user) => user.tool));
  if (used !== undefined) {
    throw toolsInUse(more.length === 0 ? `Tool ${used}` : `Each of the tools ${shortList([used, ...more])}`, users);
  }
  await deleteTools(transaction, names);
}

/**
 * Throws when a new operation would send the headers of its source to a host that no operation had when they were
 * given: whoever writes the document must not come by them.
 */
export async function refuseOtherHosts(target: ImportTarget, fresh: readonly OperationReading[]): Promise<void> {
  if (fresh.length === 0 || Object.keys(target.defaults.headers).length === 0) return;
  const known = new Set((await listImportedUrls(target.transaction, target.sourceId)).map(originOf));
  const stray = withTools(fresh).find(({ url }) => !known.has(originOf(url)));
  if (stray !== undefined) throw leadsElsewhere(stray.operation, stray.url);
}

function leadsElsewhere(operation: string, url: string | null): OperatorError {
  const message =
    `The document now leads ${operation} to ${originOf(url)}, and headers with secrets were given for another host. ` +
    "Import it as a source of its own with the headers for that host, leave the operation out, or change its tool with " +
    "PATCH /tools/{name}, giving the url and the headers.";
  return new OperatorError("invalid_document", message, { param: "document" });
}
