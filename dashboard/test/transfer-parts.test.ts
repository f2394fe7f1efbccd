import { describe, expect, it } from "vitest";
import { numberOf, newNumberWith } from "../src/phone-numbers/new-number.ts";
import { answererOf, numberChangeOf } from "../src/phone-numbers/number-draft.ts";
import { daysText, endOf, hoursText, officeHours, shownEnd, withDay } from "../src/transfers/hours.ts";
import { NEW_TRANSFER, transferOf } from "../src/transfers/transfer-draft.ts";

describe("hours", () => {
  it.each([
    [["mon", "tue", "wed", "thu", "fri"], "Mon–Fri"],
    [["sat", "sun"], "Sat, Sun"],
    [["sun", "mon", "wed"], "Mon, Wed, Sun"],
    [["mon", "tue", "wed", "sat"], "Mon–Wed, Sat"],
  ])("write the days %j as %s", (days, text) => {
    expect(daysText(days)).toBe(text);
  });

  it("are written in a line", () => {
    expect(hoursText(null)).toBe("Always");
    expect(hoursText(officeHours("UTC"))).toBe("Mon–Fri 09:00–17:00");
    expect(hoursText({ ...officeHours("UTC"), windows: [] })).toBe("Never");
  });

  it("keep their days in order, and end at midnight as 24:00", () => {
    expect(withDay(["wed"], "mon")).toEqual(["mon", "wed"]);
    expect(withDay(["mon", "wed"], "wed")).toEqual(["mon"]);
    expect([shownEnd("24:00"), endOf("00:00"), endOf("17:00")]).toEqual(["00:00", "24:00", "17:00"]);
  });
});

describe("the form of a transfer", () => {
  it("writes numbers as the API has them, and hands an agent its callers cold", () => {
    const draft = { ...NEW_TRANSFER, name: " desk ", destination: "+1 (415) 555-0170", mode: "warm" as const };
    expect(transferOf(draft)).toMatchObject({ name: "desk", destination: "+14155550170", mode: "warm" });
    expect(transferOf({ ...draft, kind: "agent", destination: "ca_1" })).toMatchObject({ mode: "cold" });
    expect(transferOf({ ...draft, outside: { say: " ", offer: "message" } }).outside).toEqual({
      say: null,
      offer: "message",
    });
  });
});

describe("the form of a number", () => {
  const draft = {
    name: "",
    agent_id: "ca_all",
    rules: [
      { caller: "+41 44*", agent_id: "ca_zurich" },
      { caller: "+41*", agent_id: "ca_swiss" },
      { caller: "+14155550123", agent_id: "ca_one" },
    ],
    is_default: false,
    fallback_number: "",
    rollout_percent: 100,
    decline_anonymous: false,
    max_calls: null,
  };

  it.each([
    ["+41446681800", "ca_zurich"],
    ["+41316681800", "ca_swiss"],
    ["+1 415 555 0123", "ca_one"],
    ["+14155550124", "ca_all"],
  ])("says that %s is answered by %s", (caller, agent) => {
    expect(answererOf(draft, caller)).toBe(agent);
  });

  it("says that nobody answers", () => {
    expect(answererOf({ rules: [], agent_id: "" }, "+1")).toBeNull();
  });

  it("sends null for what is empty", () => {
    expect(numberChangeOf({ ...draft, agent_id: "" })).toMatchObject({
      name: null,
      agent_id: null,
      fallback_number: null,
      rules: [{ caller: "+4144*" }, {}, {}],
    });
  });

  it("has no carrier set up that is a trunk", () => {
    expect(numberOf({ ...newNumberWith("sip"), isConfigured: true }).configure_carrier).toBe(false);
    expect(numberOf(newNumberWith("twilio"))).toMatchObject({ configure_carrier: true, livemode: true });
  });
});
