import { describe, expect, it } from "vitest";
import { dateInWords, findDates, lastFullDate } from "./dates.ts";

/** A Wednesday. */
const TODAY = "2025-06-18";

const read = (text: string, isExpected = false) => findDates(text, TODAY, isExpected).map(({ value }) => value);

describe("Dates as people write them", () => {
  it.each([
    ["2025-07-01", "2025-07-01"],
    ["today", "2025-06-18"],
    ["tonight please", "2025-06-18"],
    ["Tomorrow", "2025-06-19"],
    ["tommorow", "2025-06-19"],
    ["the day after tomorrow", "2025-06-20"],
    ["yesterday", "2025-06-17"],
    ["in 3 days", "2025-06-21"],
    ["in a week", "2025-06-25"],
    ["in two weeks", "2025-07-02"],
    ["friday", "2025-06-20"],
    ["on Friday", "2025-06-20"],
    ["this fri", "2025-06-20"],
    ["wednesday", "2025-06-18"],
    ["next Friday", "2025-06-27"],
    ["next monday", "2025-06-23"],
    ["next wednesday", "2025-06-25"],
    ["a week on Friday", "2025-06-27"],
    ["12 July", "2025-07-12"],
    ["12th of july", "2025-07-12"],
    ["July 12", "2025-07-12"],
    ["Jul 12th, 2026", "2026-07-12"],
    ["12 July 2026", "2026-07-12"],
    ["12 May", "2026-05-12"],
    ["18 June", "2025-06-18"],
    ["29 February 2028", "2028-02-29"],
    ["5/7", "2025-07-05"],
    ["7/25", "2025-07-25"],
    ["25/7/26", "2026-07-25"],
    ["5.7.", "2025-07-05"],
    ["05.07.2026", "2026-07-05"],
    ["the 20th", "2025-06-20"],
    ["the 3rd", "2025-07-03"],
    ["31st", "2025-07-31"],
    ["31 February", null],
    ["2025-02-30", null],
    ["32 May", null],
  ])("%s is %s", (text, date) => {
    expect(read(text)).toEqual([date]);
  });

  it.each(["hello", "at 3pm", "10:30", "12.5", "may I come?", "Sunny", "3", "march 3pm", "room 12"])(
    "%s has none",
    (text) => {
      expect(read(text)).toEqual([]);
    },
  );

  it.each([
    ["20", "2025-06-20"],
    ["the 3", "2025-07-03"],
  ])("%s counts where a date was asked for", (text, date) => {
    expect(read(text)).toEqual([]);
    expect(read(text, true)).toEqual([date]);
  });

  it("finds several in their order", () => {
    expect(read("from 12 July to July 15")).toEqual(["2025-07-12", "2025-07-15"]);
  });

  it("gives the end of the year its turn", () => {
    expect(findDates("the 31st", "2025-11-30", false)[0]?.value).toBe("2025-12-31");
    expect(findDates("in 3 days", "2025-12-30", false)[0]?.value).toBe("2026-01-02");
    expect(findDates("the 5th", "2025-12-30", false)[0]?.value).toBe("2026-01-05");
  });
});

describe("A date in a system prompt", () => {
  it.each([
    ["It is Wednesday, 18 June 2025, 14:05 (UTC).", "2025-06-18"],
    ["Opened on 1 May 2020.\nToday: 2025-06-18", "2025-06-18"],
    ["You are an agent.", null],
  ])("%s is %s", (text, date) => {
    expect(lastFullDate(text)).toBe(date);
  });
});

it("A date is said with its weekday", () => {
  expect(dateInWords("2025-06-18")).toBe("Wednesday 18 June 2025");
});
