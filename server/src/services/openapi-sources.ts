import type { Database } from "../db/database.ts";
import { listHandChanges, listOperations, readDrafts } from "../db/openapi-operations.ts";
import {
  deleteSource,
  findSource,
  insertSource,
  listSources,
  lockSource,
  type OpenApiSourceItem as SourceRow,
  type OpenApiSourceRow,
  updateSource,
} from "../db/openapi-sources.ts";
import { listToolNames } from "../db/tools.ts";
import { type CursorPosition, cutPage } from "../domain/cursor.ts";
import { invalidFields, notFound, OperatorError } from "../domain/error.ts";
import { newId } from "../domain/ids.ts";
import { judgeHandChanges } from "../domain/openapi-hand-changes.ts";
import type {
  NewOpenApiSource,
  OpenApiComparison,
  OpenApiImport,
  OpenApiImportResult,
  OpenApiPreview,
  OpenApiSource,
} from "../domain/openapi-source.ts";
import type { ChosenOperations, OperationReading, SourceReading, StoredOperation } from "../domain/openapi-tasks.ts";
import type { Target } from "../domain/precondition.ts";
import { headerProblems } from "../domain/tool-headers.ts";
import type { SafeFetch } from "../lib/safe-fetch.ts";
import { type SecretBox, SealedSecretError } from "../lib/secret-box.ts";
import { wellFormed } from "../lib/well-formed.ts";
import { PLATFORM_TOOL_NAMES } from "../runtime/platform-tools.ts";
import type { ApiKey } from "./api-keys.ts";
import { assertUnchanged, tagged, taggedAs } from "./entity-tags.ts";
import { checkedBaseUrl, refusalsOf, requireChosen } from "./openapi-choices.ts";
import type { OpenApiDocuments } from "./openapi-documents.ts";
import {
  createTools,
  type ImportTarget,
  refuseOtherHosts,
  removeTools,
  updateTools,
  withTools,
} from "./openapi-imports.ts";
import { handChangedFields, headerColumns, headersOf, itemOf, sourceOf } from "./openapi-rows.ts";
import { mayChange } from "./tools.ts";

interface Options {
  readonly database: Database;
  readonly documents: OpenApiDocuments;
  readonly secretBox: SecretBox;
  readonly fetch: Pick<SafeFetch, "refusal">;
}

type Document = OpenApiImport["document"];

/** How often an import is begun anew because another one of the same source was faster. */
const MOST_ATTEMPTS = 3;

/** What becomes of the tools of a source that is deleted. */
export type ToolsAfter = "keep" | "delete";

/** The OpenAPI documents whose operations became tools. */
export class OpenApiSources {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /**
   * Shows what a document offers, as the JSON text of `openApiContentsSchema`: of a large document it is large. Throws
   * `unreachable` and `invalid_document`.
   */
  async preview(input: OpenApiPreview): Promise<string> {
    const { documents, database, fetch } = this.#options;
    const baseUrl = checkedBaseUrl(input.base_url, fetch);
    const opened = await documents.open(oneOf(input));
    const options = { baseUrl, namePrefix: input.name_prefix, headerNames: input.header_names };
    const names = [await listToolNames(database, "http"), await listToolNames(database, "client"), PLATFORM_TOOL_NAMES];
    const { document, documentUrl } = opened;
    const takenNames = names.flat();
    const { text, problems, urls } = await documents.preview({
      document,
      options: { ...options, documentUrl },
      takenNames,
    });
    return `${text},"problems":${JSON.stringify([...problems, ...refusalsOf(urls, fetch)])}}`;
  }

  /**
   * Makes a source and its tools, all or none. Throws `name_taken`, and as `preview`; `invalid_field` naming the
   * operations that cannot be tools.
   */
  async create(key: ApiKey, input: NewOpenApiSource): Promise<OpenApiSource> {
    mayChange(key);
    const wrong = headerProblems(input.headers);
    if (wrong.length > 0) throw invalidFields(wrong);
    const { database, secretBox, fetch } = this.#options;
    const { name, url, name_prefix, headers, time_limit_sec } = wellFormed(input);
    const base_url = checkedBaseUrl(input.base_url, fetch);
    const id = newId("oas");
    const plain = { id, name, url, base_url, name_prefix, time_limit: Math.round(time_limit_sec * 1_000) };
    const chosen = input.operations ?? "new";
    const reading = await this.#read({ ...plain, header_names: Object.keys(headers) }, oneOf(input), {
      chosen,
      imported: [],
    });
    const operations = withTools(requireChosen(reading, chosen));
    if (operations.length === 0) throw nothingToImport(reading);
    this.#refuseUnreachable(reading);
    const row = { ...plain, ...headerColumns(id, headers, secretBox), ...labelsOf(reading) };
    await database.transaction().execute(async (transaction) => {
      if (!(await insertSource(transaction, row))) throw nameTaken(name);
      await createTools({ transaction, sourceId: id, defaults: { headers, time_limit_sec }, secretBox }, operations);
    });
    return this.find(id);
  }

  /** Lists the sources, newest first. */
  async list(page: { position: CursorPosition | null; limit: number }) {
    const rows = await listSources(this.#options.database, { ...page, limit: page.limit + 1 });
    const { shown, cursor } = cutPage(rows, page.limit, (row) => ({ createdAt: row.created_at, id: row.id }));
    return { data: shown.map(itemOf), cursor };
  }

  /** Shows a source with its tools. Throws `not_found`. */
  async find(id: string): Promise<OpenApiSource> {
    const row = await this.#row(id);
    return tagged(sourceOf(row, await listOperations(this.#options.database, id)), configurationOf(row));
  }

  /**
   * Deletes a source, and its tools or not. Throws `not_found`, `etag_mismatch`, and `in_use` while an agent enables one
   * of the tools.
   */
  async delete(key: ApiKey, target: Target, tools: ToolsAfter): Promise<void> {
    mayChange(key);
    const { id } = target;
    await this.#options.database.transaction().execute(async (transaction) => {
      await lockUnchanged(transaction, target);
      const operations = tools === "delete" ? await listOperations(transaction, id) : [];
      if (operations.length > 0)
        await removeTools(
          transaction,
          operations.map(({ tool_name }) => tool_name),
        );
      await deleteSource(transaction, id);
    });
  }

  /** Compares a document with what was imported of it. Throws `not_found`, and as `preview`. */
  async compare(id: string, document: Document): Promise<OpenApiComparison> {
    const row = await this.#row(id);
    const reading = await this.#read(
      row,
      { url: row.url, document },
      { chosen: [], imported: await this.#imported(id) },
    );
    const byHand = new Map(
      (await listHandChanges(this.#options.database, id)).map((change) => [change.operation, change]),
    );
    const { openapi, title, version, problems } = reading;
    const operations = reading.operations.map(({ tool: _tool, url: _url, changed_fields, ...operation }) => {
      const fields = handChangedFields(byHand.get(operation.imported_as ?? ""));
      return {
        ...operation,
        notes: [...operation.notes],
        differences: [...operation.differences],
        hand_changes: judgeHandChanges(changed_fields, fields),
      };
    });
    return { openapi, title, version, problems: [...problems], operations };
  }

  /**
   * Brings tools up to date with a document, all that were chosen or none. Throws `not_found`, `etag_mismatch`, `name_taken`,
   * `in_use`, and as `preview`; `unavailable` when another import of the source was faster.
   */
  async import(key: ApiKey, target: Target, wanted: OpenApiImport): Promise<OpenApiImportResult> {
    mayChange(key);
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      const result = await this.#importOnce(target, wanted);
      if (result !== null) return taggedAs(await this.find(target.id), result);
    }
    const message = `Other imports of ${target.id} were carried out meanwhile. Compare again, then import what is left.`;
    throw new OperatorError("unavailable", message, { retryAfterSeconds: 1 });
  }

  /** Null when another import was faster, and the comparison no longer holds. */
  async #importOnce(target: Target, { document, operations }: OpenApiImport): Promise<OpenApiImportResult | null> {
    const row = await this.#row(target.id);
    const { id, url } = row;
    const chosen = operations ?? "changed";
    const reading = await this.#read(row, { url, document }, { chosen, imported: await this.#imported(id) });
    const found = requireChosen(reading, chosen);
    this.#refuseUnreachable(reading);
    const defaults = { headers: this.#headersFor(row, found), time_limit_sec: row.time_limit / 1_000 };
    const { database, secretBox } = this.#options;
    return database.transaction().execute(async (transaction) => {
      const locked = await lockUnchanged(transaction, target);
      if (locked.updated_at.getTime() !== row.updated_at.getTime()) return null;
      const into = { transaction, sourceId: id, defaults, secretBox };
      if (row.base_url === null) await refuseOtherHosts(into, freshOf(found));
      const done = await apply(into, found);
      await updateSource(transaction, id, labelsOf(reading));
      return { id, ...done };
    });
  }

  async #row(id: string): Promise<SourceRow> {
    const row = await findSource(this.#options.database, id);
    if (!row) throw notFound("OpenAPI source", id);
    return row;
  }

  async #imported(id: string): Promise<StoredOperation[]> {
    const rows = await readDrafts(this.#options.database, id);
    return rows.map(({ tool_name, ...row }) => ({ ...row, tool: tool_name }));
  }

  async #read(
    source: Pick<SourceRow, "base_url" | "name_prefix" | "header_names">,
    place: { url: string | null; document: Document },
    against: { chosen: ChosenOperations; imported: readonly StoredOperation[] },
  ): Promise<SourceReading> {
    const { documents } = this.#options;
    const { document, documentUrl } = await documents.open(place);
    const { base_url: baseUrl, name_prefix: namePrefix, header_names: headerNames } = source;
    return documents.compare({ document, options: { documentUrl, baseUrl, namePrefix, headerNames }, ...against });
  }

  #refuseUnreachable({ operations }: SourceReading): void {
    const urls = withTools(operations).flatMap(({ url }) => url ?? []);
    const [refusal] = refusalsOf(urls, this.#options.fetch);
    if (refusal === undefined) return;
    const message = `The tools could not be called. ${refusal} Give another base_url.`;
    throw new OperatorError("invalid_field", message, { param: "base_url" });
  }

  /** Only new tools are given headers. */
  #headersFor(row: SourceRow, operations: readonly OperationReading[]): Record<string, string> {
    if (!operations.some(({ change }) => change === "new")) return {};
    try {
      return headersOf(row, this.#options.secretBox);
    } catch (cause) {
      if (!(cause instanceof SealedSecretError)) throw cause;
      const message = `The headers of ${row.id} cannot be read, for the key they were sealed under is not at hand. Import the new operations as a source of their own.`;
      throw new OperatorError("invalid_field", message, { param: "operations", cause });
    }
  }
}

async function lockUnchanged(transaction: Database, target: Target): Promise<OpenApiSourceRow> {
  const row = await lockSource(transaction, target.id);
  if (!row) throw notFound("OpenAPI source", target.id);
  assertUnchanged(target, "OpenAPI source", configurationOf(row));
  return row;
}

/** How many tools there are of it is no setting of its. */
function configurationOf({ tool_count: _, ...row }: OpenApiSourceRow & { tool_count?: number }): object {
  return row;
}

function freshOf(operations: readonly OperationReading[]): OperationReading[] {
  return operations.filter(({ change }) => change === "new");
}

async function apply(
  target: ImportTarget,
  operations: readonly OperationReading[],
): Promise<Omit<OpenApiImportResult, "id">> {
  const of = (change: OperationReading["change"]) => operations.filter((operation) => operation.change === change);
  const removed = of("removed").map(({ operation, name }) => ({ operation, name }));
  if (removed.length > 0)
    await removeTools(
      target.transaction,
      removed.map(({ name }) => name),
    );
  const fresh = withTools(freshOf(operations));
  await createTools(target, fresh);
  const changed = of("changed");
  const unfit = changed.filter(({ is_importable }) => !is_importable);
  return {
    created: fresh.map(({ operation, name }) => ({ operation, name })),
    updated: await updateTools(target, withTools(changed)),
    removed,
    skipped: unfit.map(({ operation, name, reason }) => ({ operation, name, reason: reason ?? "" })),
  };
}

function oneOf<Place extends { url: string | null; document: Document }>(place: Place): Place {
  if ((place.url === null) !== (place.document === null)) return place;
  const message = "Give either the url of the document or the document itself.";
  throw new OperatorError(place.url === null ? "missing_field" : "invalid_field", message, { param: "document" });
}

function labelsOf({ openapi, title, version }: SourceReading) {
  return { openapi, title, version };
}

function nothingToImport({ operations, problems }: SourceReading): OperatorError {
  const reason = problems[0] ?? operations.find((operation) => operation.reason !== null)?.reason ?? "";
  const message = `There is no operation in the document that can be a tool. ${reason}`;
  return new OperatorError("invalid_document", message, { param: "document" });
}

function nameTaken(name: string): OperatorError {
  const message = `There is an OpenAPI source ${name} already. Import into it with POST /openapi_sources/{id}/import, or choose another name.`;
  return new OperatorError("name_taken", message, { param: "name" });
}
