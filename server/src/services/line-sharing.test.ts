import { describe, expect, it } from "vitest";
import { LineSharing } from "./line-sharing.ts";

const ABOUT = { id: "conv_1", sampleRateHz: 8_000 } as const;
const guest = (givesWay: boolean) => ({ isWrittenDown: false, givesWay, hear: () => undefined });

describe("a line that a guest has", () => {
  it("is given to nobody else", () => {
    const sharing = new LineSharing();
    sharing.give(guest(false), ABOUT);
    expect(() => sharing.give(guest(true), ABOUT)).toThrow("somebody has the line already");
  });

  it("is given to the next where the guest gives way, who cannot give it back any more", () => {
    const sharing = new LineSharing();
    const waiting = sharing.give(guest(true), ABOUT);
    const next = sharing.give(guest(false), ABOUT);
    expect([sharing.has(waiting), sharing.has(next)]).toEqual([false, true]);
    expect(sharing.takeBack(waiting)).toBe(false);
    expect(sharing.isTaken).toBe(true);
  });

  it("tells whether the agent waits to say something", () => {
    const sharing = new LineSharing();
    sharing.tick(0, null, false);
    expect(sharing.isAgentWaiting).toBe(false);
    sharing.give(guest(true), ABOUT);
    sharing.tick(20, null, false);
    expect(sharing.isAgentWaiting).toBe(true);
    sharing.tick(40, null, true);
    expect(sharing.isAgentWaiting).toBe(false);
  });
});
