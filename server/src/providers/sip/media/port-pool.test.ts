import { expect, it } from "vitest";
import { PacketAllowance } from "./packet-allowance.ts";
import { PortPool } from "./port-pool.ts";

it("gives even ports whose odd ones are in the range, too", () => {
  const pool = new PortPool({ first: 10_001, last: 10_006 });
  expect([pool.take(), pool.take(), pool.take()]).toEqual([10_002, 10_004, null]);
});

it("lets a port rest before it is given again, and gives the one first that rested longest", () => {
  let now = 0;
  const pool = new PortPool({ first: 10_000, last: 10_003 }, () => now);
  pool.take();
  pool.take();
  pool.giveBack(10_002);
  now = 1_000;
  pool.giveBack(10_000);
  now = 4_999;
  expect(pool.take()).toBeNull();
  now = 6_000;
  expect([pool.take(), pool.take(), pool.take()]).toEqual([10_002, 10_000, null]);
});

it("lets so many packets a second pass, and no more", () => {
  const allowance = new PacketAllowance(200);
  const passed = (from: number, to: number) => {
    let count = 0;
    for (let now = from; now < to; now++) for (let i = 0; i < 5; i++) count += allowance.take(now) ? 1 : 0;
    return count;
  };
  expect(passed(0, 1_000)).toBeLessThanOrEqual(400);
  expect(passed(1_000, 2_000)).toBeLessThanOrEqual(201);
  expect(passed(2_000, 3_000)).toBeGreaterThanOrEqual(199);
});
