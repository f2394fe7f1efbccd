import { expect, it } from "vitest";
import { CUTS } from "./hostile-relay.ts";
import { runSessionSoak } from "./session-soak.ts";

it("a session whose line is cut at every hostile moment has the transcript of the undisturbed run", async () => {
  const { faults, cuts, disconnects } = await runSessionSoak({ medium: "text", disconnects: 48, sessions: 6, seed: 3 });
  expect(faults).toEqual([]);
  expect(disconnects).toBe(48);
  // A seed in which each kind of cut comes up; half-open lines are in every dialogue.
  expect(Object.keys(cuts).sort()).toEqual([...CUTS].sort());
}, 180_000);

it("a session by voice whose line is cut so is heard whole, and has the same transcript", async () => {
  const { faults, disconnects } = await runSessionSoak({ medium: "voice", disconnects: 32, sessions: 4, seed: 7 });
  expect(faults).toEqual([]);
  expect(disconnects).toBe(32);
}, 180_000);
