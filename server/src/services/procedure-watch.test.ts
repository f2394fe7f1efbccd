import { setTimeout as delay } from "node:timers/promises";
import { expect, it } from "vitest";
import { openDatabase } from "../db/database.ts";
import { createTestDatabase } from "../testing/database.ts";
import { ProcedureWatch } from "./procedure-watch.ts";

it("asks the database for nothing once nobody watches any more", async () => {
  const test = await createTestDatabase();
  const database = openDatabase(test.url, { connections: 1 });
  const errors: unknown[] = [];
  const watch = new ProcedureWatch({ database, lookEvery: 5, onError: (error) => errors.push(error) });

  for await (const _ of watch.follow("trun_00000000000", new AbortController().signal))
    throw new Error("There is none.");

  // Nothing tells that nothing happens: several looks would have been taken by then.
  await delay(100);
  expect(errors).toEqual([]);
  watch.close();
  await database.destroy();
  await test.drop();
});
