import { describe, expect, it } from "vitest";
import { endingAtRecovery } from "./conversation-outcome.ts";

const INTERRUPTED = { status: "failed", failure: expect.objectContaining({ code: "interrupted" }) as unknown };
const going = { status: "in-progress", isHandedOver: false, hasAgentEnded: false } as const;

describe("a conversation that is taken up from its log", () => {
  it.each([
    ["goes on with its session", going, false, null],
    ["has not begun, and waits", { ...going, status: "queued" }, true, null],
    ["is over", { ...going, status: "completed", hasAgentEnded: true }, true, null],
    ["lost its call", going, true, ["failed", INTERRUPTED]],
    ["was handed over before the call was lost", { ...going, isHandedOver: true }, true, ["transferred", {}]],
    ["was handed over, though the call is still here", { ...going, isHandedOver: true }, false, ["transferred", {}]],
    ["was ended by its agent", { ...going, hasAgentEnded: true }, false, ["agent_ended", {}]],
    ["was ended by its agent on a call that is lost", { ...going, hasAgentEnded: true }, true, ["failed", INTERRUPTED]],
  ] as const)("%s", (_name, state, isCallLost, ending) => {
    expect(endingAtRecovery(state, isCallLost)).toEqual(ending);
  });
});
