import { Kysely, PostgresDialect } from "kysely";
import { PreparingPool } from "./preparing-pool.ts";
import type { Schema } from "./schema.ts";

/** The platform's database, or one transaction of it. */
export type Database = Kysely<Schema>;

/** How long a database that does not answer is waited for before a caller is told so. */
const CONNECT_WITHIN = 5_000;
/**
 * How long a connection that nobody needs is kept, in ms: to open another, and prepare everything there, takes longer than
 * most that is asked of it.
 */
const KEPT_FOR = 10 * 60_000;

interface PoolOptions {
  connections: number;
  /** Is told of an idle connection that broke. */
  onError?: (error: Error) => void;
}

/** Opens a pool of connections to a PostgreSQL 15 or later. Connects when first used. */
export function openDatabase(url: string, options: PoolOptions): Database {
  const pool = openPool(url, options);
  const database = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: pool.forQueries }) });
  pools.set(database, pool);
  return database;
}

const pools = new WeakMap<Database, PreparingPool>();

/** Returns the pool of connections that a database has. Throws for what was not opened by `openDatabase`, such as a transaction. */
export function poolOf(database: Database): PreparingPool {
  const pool = pools.get(database);
  if (pool === undefined) throw new Error("This is no database with connections of its own.");
  return pool;
}

/** Says how many connections of a database's pool there are, how many are idle, and how many requests wait for one. */
export function poolStateOf(database: Database): { total: number; idle: number; waiting: number } {
  const pool = pools.get(database);
  return { total: pool?.totalCount ?? 0, idle: pool?.idleCount ?? 0, waiting: pool?.waitingCount ?? 0 };
}

/**
 * Opens a pool whose broken connections do not end the process, as an `error` event that nobody hears would. The pool
 * replaces them, and a query under way on one rejects.
 */
export function openPool(url: string, { connections, onError = () => undefined }: PoolOptions): PreparingPool {
  const pool = new PreparingPool({
    connectionString: url,
    max: connections,
    allowExitOnIdle: true,
    keepAlive: true,
    idleTimeoutMillis: KEPT_FOR,
    connectionTimeoutMillis: CONNECT_WITHIN,
  });
  pool.on("error", (error) => {
    // The pool attaches the whole connection, which is no matter for a log.
    Reflect.deleteProperty(error, "client");
    onError(error);
  });
  // The pool does not listen to a connection while it is lent out, in a transaction for instance.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}
