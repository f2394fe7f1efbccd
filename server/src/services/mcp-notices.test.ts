import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { McpNotices } from "./mcp-notices.ts";

let heeded: { id: string; at: number }[];
let notices: McpNotices;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  heeded = [];
  const begun = performance.now();
  notices = new McpNotices((id) => heeded.push({ id, at: Math.round(performance.now() - begun) }));
});

afterEach(() => {
  notices.close();
  vi.useRealTimers();
});

describe("notices that a server's tools changed", () => {
  it("are heeded once for a burst, almost at once", () => {
    for (let count = 0; count < 50; count++) notices.take("mcp_1");
    notices.take("mcp_2");
    vi.advanceTimersByTime(100);
    expect(heeded).toEqual([
      { id: "mcp_1", at: 100 },
      { id: "mcp_2", at: 100 },
    ]);
  });

  it("are heeded more and more seldom when they never end", () => {
    for (let second = 0; second < 600; second++) {
      notices.take("mcp_1");
      vi.advanceTimersByTime(1_000);
    }
    const pauses = heeded.slice(1).map(({ at }, index) => at - (heeded[index]?.at ?? 0));
    expect(pauses.slice(0, 7).map((pause) => Math.round(pause / 1_000))).toEqual([1, 2, 4, 8, 16, 32, 60]);
    expect(heeded.length).toBeLessThan(18);
  });

  it("are heeded at once again after some quiet, and the last is never lost", () => {
    for (let count = 0; count < 5; count++) {
      notices.take("mcp_1");
      vi.advanceTimersByTime(100);
    }
    vi.advanceTimersByTime(10_000);
    expect(heeded).toHaveLength(2);
    vi.advanceTimersByTime(6 * 60_000);
    notices.take("mcp_1");
    vi.advanceTimersByTime(100);
    expect(heeded).toHaveLength(3);
  });

  it("are forgotten at the end", () => {
    notices.take("mcp_1");
    notices.close();
    vi.advanceTimersByTime(1_000);
    expect(heeded).toEqual([]);
  });
});
