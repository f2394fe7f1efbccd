import { mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockDirectory, lockHolder } from "./lock.ts";
import { findProcess } from "./process.ts";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "operator-lock-"));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe("a locked directory", () => {
  it("is held by the process that locked it until that gives it back", () => {
    const unlock = lockDirectory(directory);
    expect(lockHolder(directory)).toBe(process.pid);
    expect(() => lockDirectory(directory)).toThrow("this process itself");

    unlock();

    expect(lockHolder(directory)).toBeNull();
    expect(readdirSync(directory)).toEqual([]);
  });

  it.each([
    ["a process that is gone", { pid: 2 ** 30, identity: "boot 1" }],
    ["one whose number another process has by now", { pid: process.pid, identity: "boot 1" }],
  ])("is free when the holder was %s", (_, holder) => {
    symlinkSync(JSON.stringify(holder), join(directory, "parent.lock"));

    const unlock = lockDirectory(directory);

    expect(lockHolder(directory)).toBe(process.pid);
    unlock();
  });

  it("stays another's when it is given back by one who no longer holds it", () => {
    const unlock = lockDirectory(directory);
    const other = JSON.stringify({ ...findProcess(process.ppid) });
    rmSync(join(directory, "parent.lock"));
    symlinkSync(other, join(directory, "parent.lock"));

    unlock();

    expect(lockHolder(directory)).toBe(process.ppid);
    expect(() => lockDirectory(directory)).toThrow(`process ${process.ppid}`);
  });
});
