import { Client } from "pg";

/**
 * Keeps a server's database from taking events, as a slow disk would, while all else goes on. What the server sends
 * meanwhile it sends before it is stored, and a kill at that moment shows it.
 */
export class DatabaseStall {
  readonly #client: Client;

  private constructor(client: Client) {
    this.#client = client;
  }

  /** Begins, once the inserts under way are done. */
  static async begin(databaseUrl: string): Promise<DatabaseStall> {
    const client = new Client({ connectionString: databaseUrl });
    // The next start may put the database itself through a restart, which ends the stall too.
    client.on("error", () => undefined);
    await client.connect();
    await client.query("begin");
    await client.query("lock table events in exclusive mode");
    return new DatabaseStall(client);
  }

  /** Ends; what has waited is stored now. */
  async end(): Promise<void> {
    await this.#client.end();
  }
}

/** Breaks every connection to a database, as a restart of it or a fault of the network would. */
export async function breakConnections(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );
  await client.end();
}
