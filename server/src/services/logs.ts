import { setTimeout as delay } from "node:timers/promises";
import type { Database } from "../db/database.ts";
import {
  deleteOldLogs,
  findLog,
  lastLogPosition,
  listLogs,
  listLogsAfter,
  type LogFilter,
  type LogRow,
} from "../db/logs.ts";
import { type CursorPosition, cutPage } from "../domain/cursor.ts";
import { notFound, OperatorError } from "../domain/error.ts";
import { ACTIVITY_KINDS, type Log, logId, positionOfLogId } from "../domain/log.ts";
import type { LogRetention } from "../domain/log-retention.ts";
import type { ApiKey } from "./api-keys.ts";

/** How often the log is looked at while somebody follows it. */
const LOOK_EVERY = 500;
const PAGE = 200;
/** How many old activities are deleted by one statement, so that none holds others up. */
const DELETED_AT_ONCE = 2_000;
/** How many are deleted in one round of housekeeping; what is left waits for the next. */
const MOST_DELETED = 40_000;

/** Shows the log of activities. */
export class Logs {
  readonly #database: Database;
  readonly #onError: (error: unknown) => void;
  /** The look at the log that all who follow it wait for. */
  #looking: Promise<number> | null = null;
  #isClosed = false;

  constructor(database: Database, onError: (error: unknown) => void) {
    this.#database = database;
    this.#onError = onError;
  }

  /** Lists activities, newest first. A test key sees those of test mode. */
  async list(key: ApiKey, filter: LogFilter, page: { position: CursorPosition | null; limit: number }) {
    const visible = visibleTo(key, filter);
    if (visible === null) return { data: [], cursor: null };
    const rows = await listLogs(this.#database, visible, { ...page, limit: page.limit + 1 });
    const { shown, cursor } = cutPage(rows, page.limit, (row) => ({ createdAt: row.at, id: idOf(row) }));
    return { data: shown.map(shownAs), cursor };
  }

  /** Finds an activity. Throws `not_found` for one that does not exist (any more) or is not a test key's to see. */
  async find(key: ApiKey, id: string): Promise<Log> {
    const position = positionOfLogId(id);
    const row = position === null ? undefined : await findLog(this.#database, position);
    if (!row || (!key.livemode && row.livemode !== false)) throw notFound("log entry", id);
    return shownAs(row);
  }

  /**
   * Finds from where on to follow the log: after `lastId`, else from now on. Throws `invalid_field` for what is no id of
   * an entry.
   */
  async beginning(lastId: string | null): Promise<number> {
    if (lastId === null) return lastLogPosition(this.#database);
    const position = positionOfLogId(lastId);
    if (position !== null) return position;
    const message = `${lastId.slice(0, 100)} is not an entry of the log. Leave it out to begin now.`;
    throw new OperatorError("invalid_field", message, { param: "last_event_id" });
  }

  /**
   * Yields what is stored after `beginning` and fits, a page at a time, in the order in which it was stored, as long as
   * it is read. Goes on when the database was away.
   */
  async *follow(key: ApiKey, filter: LogFilter, { beginning, signal }: { beginning: number; signal: AbortSignal }) {
    const visible = visibleTo(key, filter);
    let after = beginning;
    while (!signal.aborted) {
      const upTo = await this.#look();
      while (visible !== null && after < upTo && !signal.aborted) {
        const rows = await this.#read(visible, { after, upTo });
        if (rows === null) break;
        after = rows.length < PAGE ? upTo : Number(rows.at(-1)?.position);
        if (rows.length > 0) yield rows.map(shownAs);
      }
    }
  }

  /** Deletes what is older than its kind is kept, as much of it as one round may take. */
  async deleteOld(retention: LogRetention, now: Date): Promise<void> {
    let left = MOST_DELETED;
    for (const kind of ACTIVITY_KINDS) {
      const before = new Date(now.getTime() - retention[kind]);
      for (let deleted = DELETED_AT_ONCE; deleted === DELETED_AT_ONCE && left > 0; left -= deleted) {
        deleted = await deleteOldLogs(this.#database, kind, { before, limit: DELETED_AT_ONCE });
      }
    }
  }

  /** Looks at the log no more; those who follow it see nothing new. */
  close(): void {
    this.#isClosed = true;
  }

  async #read(filter: LogFilter, range: { after: number; upTo: number }): Promise<LogRow[] | null> {
    try {
      return await listLogsAfter(this.#database, filter, { ...range, limit: PAGE });
    } catch (error) {
      this.#onError(error);
      return null;
    }
  }

  /** Looks where the log ends, a moment from now, once for all who wait. */
  #look(): Promise<number> {
    this.#looking ??= delay(LOOK_EVERY)
      .then(() => {
        this.#looking = null;
        return this.#isClosed ? 0 : lastLogPosition(this.#database);
      })
      .catch((error: unknown) => {
        this.#onError(error);
        return 0;
      });
    return this.#looking;
  }
}

/** Restricts a filter to what a key may see; null when that is nothing. */
function visibleTo(key: ApiKey, filter: LogFilter): LogFilter | null {
  if (key.livemode) return filter;
  return filter.livemode === true ? null : { ...filter, livemode: false };
}

const idOf = (row: LogRow) => logId(Number(row.position));

function shownAs(row: LogRow): Log {
  const { kind, outcome, livemode, request_id, conversation_id, summary, duration, details } = row;
  return {
    id: idOf(row),
    at: row.at.toISOString(),
    kind,
    outcome,
    livemode,
    request_id,
    conversation_id,
    actor: { type: row.actor_type, id: row.actor_id, name: row.actor_name },
    summary,
    duration_ms: duration,
    details,
  };
}
