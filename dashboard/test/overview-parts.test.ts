import { describe, expect, it } from "vitest";
import { countsOf } from "../src/overview/counts.ts";
import { abilitiesOf } from "../src/overview/parts.ts";
import { mergeDrafts } from "../src/data/merge-drafts.ts";
import { isShorter, keptSince } from "../src/settings/retention.ts";

type Parts = Parameters<typeof abilitiesOf>[0];
const part = (kind: Parts[number]["kind"], name: string, isConfigured: boolean): Parts[number] => ({
  kind,
  name,
  is_configured: isConfigured,
  how_to_configure: `Set up ${name}.`,
});

describe("what an installation can do", () => {
  const rows: [string, Parts, string[], string | null][] = [
    ["is ready when one part is set up", [part("speaking", "a", false), part("speaking", "b", true)], ["b"], null],
    ["names the way when none is", [part("speaking", "a", false)], [], "Set up a."],
    [
      "does not count a stand-in",
      [part("model_vendor", "simulated", true), part("model_vendor", "a", false)],
      [],
      "Set up a.",
    ],
  ];
  it.each(rows)("%s", (...[, parts, by, how]) => {
    expect(abilitiesOf(parts)).toMatchObject([{ by, how }]);
  });
});

describe("counts", () => {
  it("come with the most frequent first", () => {
    expect(countsOf(["sms", "phone", "phone"])).toEqual([
      ["phone", 2],
      ["sms", 1],
    ]);
  });
});

describe("retention", () => {
  it.each([
    [null, 30, true],
    [30, 7, true],
    [30, 30, false],
    [7, 30, false],
    [30, null, false],
  ])("from %s to %s days deletes conversations: %s", (before, after, expected) => {
    expect(isShorter(before, after)).toBe(expected);
  });

  it("is counted back from now", () => {
    expect(keptSince(2, Date.UTC(2025, 5, 19))).toEqual(new Date(Date.UTC(2025, 5, 17)));
    expect(keptSince(null, 0)).toBeNull();
  });
});

describe("two people who change the same thing", () => {
  const before = { name: "Salon", zone: "UTC", days: 30 };

  it("keep what only one of them has changed", () => {
    const merged = mergeDrafts({
      before,
      mine: { ...before, name: "Mine" },
      theirs: { ...before, zone: "Europe/Zurich" },
    });
    expect(merged.draft).toEqual({ name: "Mine", zone: "Europe/Zurich", days: 30 });
    expect(merged.clash.names).toEqual([]);
  });

  it.each([
    ["to something else", { name: "Theirs" }, { name: "Mine" }, ["name"]],
    ["to the same", { name: "Ours" }, { name: "Ours" }, []],
    ["and only one did", {}, { name: "Mine" }, []],
  ])("clash where both have changed it: %s", (...[, theirs, mine, names]) => {
    const merged = mergeDrafts({ before, mine: { ...before, ...mine }, theirs: { ...before, ...theirs } });
    expect(merged.draft.name).toBe(mine.name);
    expect(merged.clash.names).toEqual(names);
  });
});
