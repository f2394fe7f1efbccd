import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../src/testing/database.ts";
import { runCallSoak } from "./call-soak.ts";

const LIMIT = 6;

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});

afterEach(() => database.drop());

describe("calls by SIP that wait, to sipp, and a process that is killed among them", () => {
  it("end as their parties do, each dialled once, within the limit, or as interrupted by the kill", {
    timeout: 180_000,
  }, async () => {
    const { faults, counts, most } = await runCallSoak({
      calls: 30,
      limit: LIMIT,
      kills: 1,
      ringSeconds: 5,
      databaseUrl: database.url,
      environment: process.env,
      within: 60_000,
    });
    expect(faults).toEqual([]);
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(30);
    expect(counts["completed"]).toBeGreaterThan(0);
    expect(most).toBe(LIMIT);
  });
});
