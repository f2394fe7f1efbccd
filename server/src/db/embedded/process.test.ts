import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { commandLine, findProcess, isRunning, readProcessStat, waitUntilEnded } from "./process.ts";

const rest = "1 2 3 0 -1 4194560 5 6 7 8 9 10 11 12 20 0 1 0";

describe("the state of a process", () => {
  it.each([
    ["a sleeping one", `42 (node) S ${rest} 777 88 99`, { ended: false, startTicks: "777" }],
    [
      "one whose name looks like the fields after it",
      `42 (a) Z 1 (b) R ${rest} 777 88 99`,
      { ended: false, startTicks: "777" },
    ],
    ["one that ended and was not collected", `42 (node) Z ${rest} 777 88 99`, { ended: true, startTicks: "777" }],
  ])("is read for %s", (_, stat, expected) => {
    expect(readProcessStat(stat)).toEqual(expected);
  });
});

describe("a process", () => {
  it("is found by its number, with its command line, for as long as it runs", async () => {
    const child = spawn("sleep", ["60"]);
    const found = findProcess(child.pid as number);
    if (found === null) throw new Error("The child was not found.");
    expect(commandLine(found.pid)).toBe("sleep 60");
    expect(isRunning(found)).toBe(true);
    expect(isRunning({ ...found, identity: "another" })).toBe(false);
    expect(await waitUntilEnded(found, 20)).toBe(false);

    const closed = once(child, "close");
    child.kill("SIGKILL");

    expect(await waitUntilEnded(found, 5000)).toBe(true);
    await closed;
    expect(findProcess(found.pid)).toBeNull();
    expect(commandLine(found.pid)).toBeNull();
  });
});
