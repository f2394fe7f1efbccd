import { describe, expect, it } from "vitest";
import { countryOf, destinationProblem, numberWithin } from "./call-destination.ts";

const OWN = ["+14155550100", "+41446681800"];

describe("where a call may go", () => {
  it.each<[string, string, readonly string[], boolean]>([
    ["the country of an own number", "+41791234567", [], true],
    ["another own number's country", "+12125550123", [], true],
    ["a country that no own number is of", "+491701234567", [], false],
    ["an island that shares the code", "+18765550123", [], false],
    ["an own number", "+41446681800", ["*"], false],
    ["a country that is named", "+491701234567", ["+49"], true],
    ["a country that is not named", "+41791234567", ["+49"], false],
    ["anywhere", "+819012345678", ["*"], true],
    ["a premium number, though anywhere is allowed", "+41900123456", ["*"], false],
    ["a premium number, though its country is named", "+41900123456", ["+41"], false],
    ["a premium number that is named itself", "+41900123456", ["+41900"], true],
    ["a satellite, though anywhere is allowed", "+881612345678", ["*"], false],
    ["an island where the code alone is named", "+18765550123", ["+1"], false],
    ["an island that is named", "+18765550123", ["+1876"], true],
  ])("%s", (_, number, prefixes, isAllowed) => {
    expect(destinationProblem(number, { prefixes }, OWN) === null).toBe(isAllowed);
  });

  it("is nowhere without numbers of one's own", () => {
    expect(destinationProblem("+41791234567", { prefixes: [] }, [])).toContain("OPERATOR_CALL_PREFIXES");
  });
});

describe("countryOf", () => {
  it.each([
    ["+12125550123", "+1"],
    ["+18765550123", "+1876"],
    ["+79161234567", "+7"],
    ["+41791234567", "+41"],
    ["+3531234567", "+353"],
  ])("of %s is %s", (number, country) => {
    expect(countryOf(number)).toBe(country);
  });
});

describe("the number within a SIP address", () => {
  it.each([
    ["sip:+19005550100@trunk.example.com", "+19005550100"],
    ["sips:0041446681800@10.0.0.1;transport=tls", "+41446681800"],
    ["sip:01141446681800@trunk.example.com", "+41446681800"],
    ["sip:%2B1%20900-555.0100;phone-context=x@trunk", "+19005550100"],
    ["sip:9005550100@trunk", "+9005550100"],
    ["sip:4711@pbx.example.com", null],
    ["sip:desk@example.com", null],
    ["sip:%zz@example.com", null],
    ["ca_123", null],
  ])("%s is %s", (address, number) => {
    expect(numberWithin(address)).toBe(number);
  });
});
