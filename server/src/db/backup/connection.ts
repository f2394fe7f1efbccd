import pg from "pg";

/** Does something over a connection of its own, which is closed afterwards whatever happened. */
export async function withConnection<Result>(
  databaseUrl: string,
  use: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: databaseUrl, keepAlive: true });
  // What breaks the connection is told by the statement under way.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
