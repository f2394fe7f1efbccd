import { describe, expect, it } from "vitest";
import { headerIn } from "./scripted-peer.ts";
import { request, startCaller } from "./sip-caller.ts";
import { openNetwork, until } from "./sip-peer.ts";
import { takeCalls } from "./sip-scenarios.ts";

/** A call that came in and was answered, whose caller presses keys in its audio or by INFO. */
async function startCall() {
  const { network, port, media } = await openNetwork();
  const told = takeCalls(network, {});
  const caller = await startCaller(port("tcp"));
  caller.say(request("INVITE", 1, { headers: ["Content-Type: application/sdp"], body: "v=0\r\n" }));
  const answered = () => caller.answers().find(({ status }) => status === "200");
  await until(() => answered() !== undefined, "the answer");
  const dialog = { to: headerIn(answered()?.text ?? "", "To"), callId: "INVITE1" };
  caller.say(request("ACK", 1, dialog));
  let number = 1;
  return {
    inAudio: (key: string) => media[0]?.watch.onDigit(key),
    byInfo: async (key: string) => {
      number += 1;
      const headers = ["Content-Type: application/dtmf-relay"];
      caller.say(request("INFO", number, { ...dialog, headers, body: `Signal=${key}\r\nDuration=160\r\n` }));
      const done = new RegExp(`CSeq: ${number} INFO`);
      await until(() => caller.answers().some(({ status, text }) => status === "200" && done.test(text)), "its answer");
    },
    keys: () => told[0]?.said.filter((what) => what.startsWith("digit")),
    close: async () => {
      caller.close();
      await network.close(0);
    },
  };
}

describe.concurrent("keys that the other end sends in its audio and by INFO", () => {
  it("are taken from the audio where the first one came so", async () => {
    const call = await startCall();
    for (const key of ["4", "2", "2"]) {
      call.inAudio(key);
      await call.byInfo(key);
    }
    expect(call.keys()).toEqual(["digit 4", "digit 2", "digit 2"]);
    await call.close();
  });

  it("are taken by INFO where the first one came so", async () => {
    const call = await startCall();
    for (const key of ["4", "2", "2"]) {
      await call.byInfo(key);
      call.inAudio(key);
    }
    expect(call.keys()).toEqual(["digit 4", "digit 2", "digit 2"]);
    await call.close();
  });
});
