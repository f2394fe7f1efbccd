import { describe, expect, it } from "vitest";
import { INCOMING, OUTGOING, runIncoming, runOutgoing } from "./sip-scenarios.ts";

describe.concurrent("calls by SIP, against sipp", () => {
  it.each(INCOMING)(
    "takes what the caller does in $name",
    async (scenario) => {
      const { code, errors, told, opened } = await runIncoming(scenario, { calls: scenario.isQuick === true ? 3 : 1 });
      expect(errors).toBe("");
      expect(code).toBe(0);
      for (const { said } of told) expect(said).toEqual(scenario.said);
      expect(opened.network.calls).toBe(0);
      expect(opened.media.every(({ isClosed }) => isClosed)).toBe(true);
    },
    40_000,
  );

  it.each(OUTGOING)(
    "makes the call that is answered with $name",
    async (scenario) => {
      const { code, errors, told, opened } = await runOutgoing(scenario, { calls: scenario.isQuick === true ? 3 : 1 });
      expect(errors).toBe("");
      expect(code).toBe(0);
      for (const { said } of told) expect(said).toEqual(scenario.said);
      expect(opened.network.calls).toBe(0);
      expect(opened.media.every(({ isClosed }) => isClosed)).toBe(true);
    },
    40_000,
  );
});
