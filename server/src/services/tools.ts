import type { Database } from "../db/database.ts";
import { listToolUsers, type ToolUserRow } from "../db/tool-users.ts";
import { deleteTool, findTool, insertTool, listTools, lockTool, type ToolRow, updateTool } from "../db/tools.ts";
import { type CheckedTool, checkTool } from "../domain/check-tool.ts";
import { type CursorPosition, cutPage } from "../domain/cursor.ts";
import { invalidFields, notFound, OperatorError } from "../domain/error.ts";
import type { Target } from "../domain/precondition.ts";
import type { NewTool, Tool, ToolChange, ToolReplacement } from "../domain/tool.ts";
import { mergeHeaders } from "../domain/tool-headers.ts";
import { isSameHost, originOf } from "../domain/tool-url.ts";
import type { SafeFetch } from "../lib/safe-fetch.ts";
import { type SecretBox, SealedSecretError } from "../lib/secret-box.ts";
import { joinPath } from "../lib/unknown-fields.ts";
import { wellFormed } from "../lib/well-formed.ts";
import { PLATFORM_TOOL_NAMES } from "../runtime/platform-tools.ts";
import type { ApiKey } from "./api-keys.ts";
import { assertUnchanged, tagged } from "./entity-tags.ts";
import { toolsInUse } from "./tool-usage.ts";
import { columnsOf, headersOf, NAMESPACES, settingsOf, viewOf } from "./tool-rows.ts";

interface Options {
  database: Database;
  secretBox: SecretBox;
  fetch: Pick<SafeFetch, "refusal">;
}

type Page = { position: CursorPosition | null; limit: number };

/** The registry of tools: those that the platform calls over HTTP, and those that the connected client carries out. */
export class Tools {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Lists the tools, newest first; a null `type` shows both. */
  async list(key: ApiKey, type: Tool["type"] | null, page: Page) {
    const { database } = this.#options;
    const rows = await listTools(database, type, { ...page, limit: page.limit + 1 });
    const positionOf = (row: ToolRow) => ({ createdAt: row.created_at, id: row.name });
    const { shown, cursor } = cutPage(rows, page.limit, positionOf);
    const users = await this.#usersOf(
      key,
      shown.map((row) => row.name),
    );
    return { data: shown.map((row) => viewOf(row, users)), cursor };
  }

  /** Shows a tool. Throws `not_found`. */
  async find(key: ApiKey, name: string): Promise<Tool> {
    const row = await findTool(this.#options.database, name);
    if (!row) throw notFound("tool", name);
    return tagged(viewOf(row, await this.#usersOf(key, [name])), row);
  }

  /** Makes a tool. Throws `name_taken`, and `invalid_field` naming all that is wrong with it. */
  async create(key: ApiKey, input: NewTool): Promise<Tool> {
    mayChange(key);
    const row = await insertTool(this.#options.database, this.#checked(input));
    if (row) return tagged(viewOf(row, await this.#usersOf(key, [row.name])), row);
    const message = `There is a tool ${input.name} already. Change it with PUT /tools/${input.name}, or choose another name.`;
    throw new OperatorError("name_taken", message, { param: "name" });
  }

  /** Makes a tool what is given, from its defaults on. Throws as `change`. */
  async replace(key: ApiKey, target: Target, input: ToolReplacement): Promise<Tool> {
    return this.#rewrite(key, target, input);
  }

  /**
   * Changes what is given of a tool, whose name is its id. Throws `not_found`, `etag_mismatch`, and `invalid_field` naming
   * all that would be wrong with it.
   */
  async change(key: ApiKey, target: Target, change: ToolChange): Promise<Tool> {
    return this.#rewrite(key, target, change);
  }

  /**
   * Deletes a tool. Throws `not_found`, `etag_mismatch`, and `in_use` while the released or draft version of an agent
   * enables it.
   */
  async delete(key: ApiKey, target: Target): Promise<void> {
    mayChange(key);
    const name = target.id;
    await this.#options.database.transaction().execute(async (transaction) => {
      const row = await lockTool(transaction, name);
      if (!row) throw notFound("tool", name);
      assertUnchanged(target, "tool", row);
      const users = (await listToolUsers(transaction, [name])).filter((user) => user.ns === NAMESPACES[row.type]);
      if (users.length > 0) throw toolsInUse(`Tool ${name}`, users);
      await deleteTool(transaction, name);
    });
  }

  async #rewrite(key: ApiKey, target: Target, change: ToolChange): Promise<Tool> {
    mayChange(key);
    const name = target.id;
    return this.#options.database.transaction().execute(async (transaction) => {
      const row = await lockTool(transaction, name);
      if (!row) throw notFound("tool", name);
      assertUnchanged(target, "tool", row);
      refuseRenaming(row, change);
      refuseToTakeHeadersAlong(row, change);
      const { headers: given, used_by: _used, created_at: _created, updated_at: _updated, ...settings } = change;
      const headers = this.#mergedHeaders(row, given);
      const defined = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
      const changed = await updateTool(transaction, name, this.#checked({ ...settingsOf(row), ...defined, headers }));
      return tagged(viewOf(changed, await this.#usersOf(key, [name], transaction)), changed);
    });
  }

  #mergedHeaders(row: ToolRow, given: ToolChange["headers"]): Readonly<Record<string, string>> {
    const { secretBox } = this.#options;
    try {
      const stored = given === undefined || Object.values(given).includes(null) ? headersOf(row, secretBox) : {};
      const merged = mergeHeaders(stored, given ?? stored);
      if ("problem" in merged) throw invalidFields([merged.problem]);
      return merged.headers;
    } catch (cause) {
      if (!(cause instanceof SealedSecretError)) throw cause;
      const message = `The stored headers of ${row.name} cannot be read, for the key they were sealed under is not at hand. Give every header its value anew.`;
      throw new OperatorError("invalid_field", message, { param: "headers", cause });
    }
  }

  #checked(tool: CheckedTool): ReturnType<typeof columnsOf> {
    const { fetch, secretBox } = this.#options;
    const stored = wellFormed(tool);
    const targetProblem = (url: string) => fetch.refusal(url);
    const problems = checkTool(stored, { platformNames: PLATFORM_TOOL_NAMES, targetProblem });
    if (problems.length > 0) throw invalidFields(problems);
    return columnsOf(stored, secretBox);
  }

  /** A key of test mode is shown the agents of test mode only. */
  async #usersOf(key: ApiKey, names: readonly string[], database = this.#options.database): Promise<ToolUserRow[]> {
    const users = await listToolUsers(database, names);
    return key.livemode ? users : users.filter((user) => !user.livemode);
  }
}

/** Throws `not_allowed` for a key of test mode. */
export function mayChange(key: ApiKey): void {
  if (key.livemode) return;
  const message = "Tools belong to the whole installation, so only live keys, op_prod_…, may change them.";
  throw new OperatorError("not_allowed", message);
}

function refuseRenaming(row: ToolRow, { name, type }: ToolChange): void {
  if (name !== undefined && name !== row.name) {
    const message = `The name of a tool never changes, for agents know it by ${row.name}. Make another tool, and delete this one.`;
    throw new OperatorError("invalid_field", message, { param: "name" });
  }
  if (type !== undefined && type !== row.type) {
    const message = `The type of a tool never changes, and ${row.name} is one of the type ${row.type}. Make another tool, and delete this one.`;
    throw new OperatorError("invalid_field", message, { param: "type" });
  }
}

/** Whoever may change a tool but see no header must not come by their values through another address. */
function refuseToTakeHeadersAlong(row: ToolRow, { url = row.url, headers }: ToolChange): void {
  const kept = row.header_names.filter((name) => headers === undefined || isKept(headers, name));
  // An address that is none is refused with all else that is wrong.
  if (kept.length === 0 || originOf(url) === null || isSameHost(row.url, url)) return;
  const problems = kept.map((name) => {
    const param = joinPath("headers", name);
    const message = `${param} was given for ${originOf(row.url)}, and does not go to ${originOf(url)} by itself: give its value anew.`;
    return { param, message };
  });
  throw invalidFields(problems);
}

function isKept(given: NonNullable<ToolChange["headers"]>, name: string): boolean {
  return Object.entries(given).some(([other, value]) => value === null && other.toLowerCase() === name.toLowerCase());
}
