import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from "kysely";
import pg from "pg";
import { isOutdated, StatementNames } from "./statement-names.ts";

/** A pool of connections, and what is prepared over them. */
export class PreparingPool extends pg.Pool {
  /** The statements that are run often. */
  readonly names = new StatementNames();

  /** The pool as a query builder asks for it: what is run often is prepared. */
  readonly forQueries: PostgresPool = {
    connect: async () => preparing(await this.connect(), this.names),
    end: () => this.end(),
  };
}

const prepared = new WeakMap<pg.PoolClient, PreparingClient>();

/** One for each connection: a query builder tells connections apart by it. */
function preparing(client: pg.PoolClient, names: StatementNames): PostgresPoolClient {
  const known = prepared.get(client) ?? new PreparingClient(client, names);
  prepared.set(client, known);
  // All that it lacks are cursors, which no query here reads through.
  return known as unknown as PostgresPoolClient;
}

class PreparingClient {
  readonly #client: pg.PoolClient;
  readonly #names: StatementNames;

  constructor(client: pg.PoolClient, names: StatementNames) {
    this.#client = client;
    this.#names = names;
  }

  async query<Row>(text: string, values: unknown[]): Promise<PostgresQueryResult<Row>> {
    try {
      return await this.#run<Row>(text, values);
    } catch (error) {
      if (!isOutdated(error)) throw error;
      this.#names.renew();
      return await this.#run<Row>(text, values);
    }
  }

  /** What is part of a transaction could not be repeated by itself, and is not prepared. */
  #run<Row>(text: string, values: unknown[]): Promise<PostgresQueryResult<Row>> {
    const isAlone = this.#client.getTransactionStatus() === "I";
    const name = values.length === 0 || !isAlone ? undefined : this.#names.of(text);
    return this.#client.query({ name, text, values }) as unknown as Promise<PostgresQueryResult<Row>>;
  }

  release(): void {
    this.#client.release();
  }
}
