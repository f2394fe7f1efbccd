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
    ["a premium number beside one that is named", "+41900123456", ["*", "+419009"], false],
    ["a satellite, though anywhere is allowed", "+881612345678", ["*"], false],
    ["an island where the code alone is named", "+18765550123", ["+1"], false],
    ["an island that is named", "+18765550123", ["+1876"], true],
  ])("%s", (_, number, prefixes, isAllowed) => {
    expect(destinationProblem(number, { prefixes }, OWN) === null).toBe(isAllowed);
  });

  it("is nowhere without numbers of one's own", () => {
    expect(destinationProblem("+41791234567", { prefixes: [] }, [])).toContain("OPERATOR_CALL_PREFIXES");
  });

  it.each([
    ["+8816", "a satellite"],
    ["+97912345", "no country"],
    ["+19005550100", "North America"],
    ["+12129765550", "North America"],
    ["+78091234567", "Russia"],
    ["+209001234567", "Egypt"],
    ["+27901234567", "South Africa"],
    ["+309011234567", "Greece"],
    ["+309091234567", "Greece"],
    ["+319061234", "Netherlands"],
    ["+3270345678", "Belgium"],
    ["+3290112345", "Belgium"],
    ["+33891234567", "France"],
    ["+34803123456", "Spain"],
    ["+34907123456", "Spain"],
    ["+3690123456", "Hungary"],
    ["+3691123456", "Hungary"],
    ["+39899123456", "Italy"],
    ["+39163123456", "Italy"],
    ["+40900123456", "Romania"],
    ["+40903123456", "Romania"],
    ["+40906123456", "Romania"],
    ["+41906123456", "Switzerland"],
    ["+43930123456", "Austria"],
    ["+449061234567", "United Kingdom"],
    ["+448431234567", "United Kingdom"],
    ["+448712345678", "United Kingdom"],
    ["+4590123456", "Denmark"],
    ["+469001234567", "Sweden"],
    ["+4699123456", "Sweden"],
    ["+4782012345", "Norway"],
    ["+48701234567", "Poland"],
    ["+499001234567", "Germany"],
    ["+491371234567", "Germany"],
    ["+5180512345", "Peru"],
    ["+529001234567", "Mexico"],
    ["+546091234567", "Argentina"],
    ["+555001234567", "Brazil"],
    ["+559001234567", "Brazil"],
    ["+579011234567", "Colombia"],
    ["+589001234567", "Venezuela"],
    ["+601600123456", "Malaysia"],
    ["+611902123456", "Australia"],
    ["+628091234567", "Indonesia"],
    ["+64900123456", "New Zealand"],
    ["+6519001234567", "Singapore"],
    ["+661900123456", "Thailand"],
    ["+81990123456", "Japan"],
    ["+82602123456", "South Korea"],
    ["+84190012345", "Vietnam"],
    ["+909001234567", "Turkey"],
    ["+908881234567", "Turkey"],
    ["+9290012345", "Pakistan"],
    ["+212891234567", "Morocco"],
    ["+250900123456", "Rwanda"],
    ["+25490012345", "Kenya"],
    ["+255901234567", "Tanzania"],
    ["+256901123456", "Uganda"],
    ["+298901123", "Faroe Islands"],
    ["+351607123456", "Portugal"],
    ["+351761123456", "Portugal"],
    ["+35290012345", "Luxembourg"],
    ["+3531520123456", "Ireland"],
    ["+3549001234", "Iceland"],
    ["+355900123", "Albania"],
    ["+35651201123", "Malta"],
    ["+35790012345", "Cyprus"],
    ["+35860012345", "Finland"],
    ["+35870012345", "Finland"],
    ["+35990123456", "Bulgaria"],
    ["+37090012345", "Lithuania"],
    ["+37190123456", "Latvia"],
    ["+3729001234", "Estonia"],
    ["+37390012345", "Moldova"],
    ["+37490012345", "Armenia"],
    ["+375902123456", "Belarus"],
    ["+376912345", "Andorra"],
    ["+37871123456", "San Marino"],
    ["+38090012345", "Ukraine"],
    ["+38190012345", "Serbia"],
    ["+38294112345", "Montenegro"],
    ["+38390012345", "Kosovo"],
    ["+38560123456", "Croatia"],
    ["+38690123456", "Slovenia"],
    ["+38790123456", "Bosnia and Herzegovina"],
    ["+38950012345", "North Macedonia"],
    ["+420900123456", "Czechia"],
    ["+420976123456", "Czechia"],
    ["+421900123456", "Slovakia"],
    ["+4239002123", "Liechtenstein"],
    ["+5069001234567", "Costa Rica"],
    ["+5989012345", "Uruguay"],
    ["+85290012345678", "Hong Kong"],
    ["+886204123456", "Taiwan"],
    ["+971900212345", "United Arab Emirates"],
    ["+972190012345", "Israel"],
  ])("is not %s (%s) where anywhere is allowed, for it costs extra", (number) => {
    expect(destinationProblem(number, { prefixes: ["*"] }, OWN)).toContain("cost extra");
  });

  it.each([
    ["+35315201234", "Dublin"],
    ["+60160012345", "a mobile in Malaysia"],
    ["+6619002391", "Bangkok"],
    ["+441184960000", "Reading"],
    ["+40213456789", "Bucharest"],
    ["+358612345678", "Vaasa"],
    ["+302101234567", "Athens"],
  ])("may be %s (%s), which is like others", (number) => {
    expect(destinationProblem(number, { prefixes: ["*"] }, OWN)).toBeNull();
  });

  it.each<[string, string, readonly string[], readonly string[]]>([
    ["in Ireland", "+3531520123456", ["+35315"], OWN],
    ["of an area of North America", "+12129765550", ["+1212976"], OWN],
    ["that is dialled without its country", "0900123456", ["+41", "+41900"], ["+41446681800"]],
  ])("is a premium number %s where its beginning is named", (_, number, prefixes, own) => {
    expect(destinationProblem(number, { prefixes }, own)).toBeNull();
  });

  it.each<[string, string, readonly string[], string, string | null]>([
    ["a premium number at home", "0900123456", ["*"], "+41446681800", "+41900 cost extra"],
    ["one without the 0", "9005550100", ["*"], "+14155550100", "+1900 cost extra"],
    ["one after the 8 of Russia", "88091234567", ["*"], "+74951234567", "+7809 cost extra"],
    ["one after the 06 of Hungary", "0690123456", ["*"], "+3612345678", "+3690 cost extra"],
    ["one of the code's main country, from an island", "9005550100", ["*"], "+18765550123", "+1900 cost extra"],
    ["an own number", "0446681800", ["*"], "+41446681800", "own numbers"],
    ["an own number with its country", "41446681800", ["*"], "+41446681800", "own numbers"],
    ["another number at home", "0446681900", [], "+41446681800", null],
    ["a number at home, which is not named", "0446681900", ["+49"], "+41446681800", "does not call +41"],
    ["a number with its country", "41446681900", [], "+41446681800", null],
    ["a number with another country", "4915123456789", [], "+41446681800", "does not call +49"],
  ])("is told of what is dialled without +: %s", (_, number, prefixes, own, problem) => {
    const told = destinationProblem(number, { prefixes }, [own]);
    if (problem === null) expect(told).toBeNull();
    else expect(told).toContain(problem);
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
    ["sip:9005550100@trunk", "9005550100"],
    ["sip:0900123456@trunk", "0900123456"],
    ["sip:4711@pbx.example.com", null],
    ["sip:desk@example.com", null],
    ["sip:%zz@example.com", null],
    ["ca_123", null],
  ])("%s is %s", (address, number) => {
    expect(numberWithin(address)).toBe(number);
  });

  it.each(["sip:%FF@host", "sip:+19005550100;x=%C3@host"])("is refused in %s, which is not UTF-8", (address) => {
    expect(() => numberWithin(address)).toThrow(expect.objectContaining({ code: "transfer_failed" }));
    expect(() => numberWithin(address)).toThrow("not UTF-8");
  });
});
