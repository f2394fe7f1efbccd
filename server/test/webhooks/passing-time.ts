import { Client } from "pg";

/**
 * Lets time pass for everything that waits for webhooks, as if the database's clock were put forward: whatever was to
 * happen at a moment happens that much sooner, and what was settled was settled that much longer ago.
 */
export async function passTime(databaseUrl: string, hours: number): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const span = `interval '${hours} hours'`;
    await client.query(`
      update webhook_deliveries set next_attempt_at = next_attempt_at - ${span}, settled_at = settled_at - ${span};
      update jobs set due_at = due_at - ${span} where isfinite(due_at);
    `);
  } finally {
    await client.end();
  }
}
