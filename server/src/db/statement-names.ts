import pg from "pg";

/** So often a statement is run before it is prepared: one that was put together from a filter may never come again. */
const OFTEN = 8;
/** Each that is prepared takes memory of every connection over which it is run. */
const MOST_NAMED = 128;
/** After so many different ones that were not run often, counting begins anew. */
const MOST_COUNTED = 1_024;

/**
 * SQLSTATE `feature_not_supported`, which PostgreSQL also gives where a prepared statement would return other columns than
 * when it was prepared; this tells it from the others.
 */
const OUTDATED = { code: "0A000", routine: "RevalidateCachedQuery" };

/**
 * Names the statements that are run often. Under its name a statement is prepared once for each connection, which saves
 * most of what a short one costs the database: to read and to plan it.
 */
export class StatementNames {
  readonly #names = new Map<string, string>();
  readonly #counts = new Map<string, number>();
  #generation = 0;

  /** Counts that a statement is run. Returns the name to prepare it under; undefined for one that is not run often. */
  of(text: string): string | undefined {
    const name = this.#names.get(text);
    if (name !== undefined || this.#names.size >= MOST_NAMED) return name;
    const count = (this.#counts.get(text) ?? 0) + 1;
    if (count < OFTEN) {
      if (this.#counts.size >= MOST_COUNTED) this.#counts.clear();
      this.#counts.set(text, count);
      return undefined;
    }
    this.#counts.delete(text);
    const given = `often_${this.#generation}_${this.#names.size}`;
    this.#names.set(text, given);
    return given;
  }

  /** Has everything prepared anew: the tables are others than they were. */
  renew(): void {
    this.#generation += 1;
    this.#names.clear();
  }
}

/**
 * Tells whether a statement failed because a column was added to a table since it was prepared, by a newer release beside
 * this one: nothing of it was done, and it can be run after `renew`.
 */
export function isOutdated(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === OUTDATED.code && error.routine === OUTDATED.routine;
}
