import { describe, expect, it } from "vitest";
import { findTimes } from "./times.ts";

const read = (text: string, isExpected = false) => findTimes(text, isExpected).map(({ value }) => value);

describe("Times of day as people write them", () => {
  it.each([
    ["3pm", "15:00"],
    ["3 PM", "15:00"],
    ["3 p.m.", "15:00"],
    ["11am", "11:00"],
    ["12am", "00:00"],
    ["12 pm", "12:00"],
    ["3:30pm", "15:30"],
    ["3.30 pm", "15:30"],
    ["15:30", "15:30"],
    ["15:30:00", "15:30"],
    ["09:00", "09:00"],
    ["03:30", "03:30"],
    ["3:30", "15:30"],
    ["9:30", "09:30"],
    ["15h", "15:00"],
    ["15h30", "15:30"],
    ["noon", "12:00"],
    ["midnight", "00:00"],
    ["half past two", "14:30"],
    ["quarter to four", "15:45"],
    ["10 past 9", "09:10"],
    ["3 o'clock", "15:00"],
    ["nine o'clock", "09:00"],
    ["at 3", "15:00"],
    ["around ten", "10:00"],
    ["3 in the afternoon", "15:00"],
    ["9 in the evening", "21:00"],
    ["7 in the morning", "07:00"],
    ["7:15 in the morning", "07:15"],
  ])("%s is %s", (text, time) => {
    expect(read(text)).toEqual([time]);
  });

  it.each(["hello", "3", "25:00", "10:75", "at 30", "at 3 people", "12 May", "2025-06-18", "at 3rd street"])(
    "%s has none",
    (text) => {
      expect(read(text)).toEqual([]);
    },
  );

  it.each([
    ["3", "15:00"],
    ["ten", "10:00"],
    ["1530", "15:30"],
    ["9.30", "09:30"],
  ])("%s counts as %s where a time was asked for", (text, time) => {
    expect(read(text)).toEqual([]);
    expect(read(text, true)).toEqual([time]);
  });
});
