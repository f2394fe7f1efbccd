import { describe, expect, it } from "vitest";
import { carrierKeyword } from "./carrier-keyword.ts";

describe("carrierKeyword", () => {
  it.each(["STOP", "stop", " Stop\n", "STOPALL", "unsubscribe", "Cancel", "END", "quit", "OPTOUT", "revoke"])(
    "reads %j as wanting no messages",
    (text) => {
      for (const isOptedOut of [true, false]) expect(carrierKeyword(text, { isOptedOut })).toBe("stop");
    },
  );

  it.each(["START", "yes", " Unstop "])("reads %j as wanting messages again, from somebody who wants none", (text) => {
    expect(carrierKeyword(text, { isOptedOut: true })).toBe("start");
    expect(carrierKeyword(text, { isOptedOut: false })).toBe(null);
  });

  it.each(["help", "INFO"])("reads %j as asking for help", (text) => {
    expect(carrierKeyword(text, { isOptedOut: false })).toBe("help");
  });

  it.each(["", "Please stop", "STOP.", "stop it", "YES PLEASE", "cancel my appointment", "ＳＴＯＰ", "st\u0000op"])(
    "leaves %j to the agent",
    (text) => {
      expect(carrierKeyword(text, { isOptedOut: false })).toBe(null);
    },
  );
});
