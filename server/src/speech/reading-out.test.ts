import { expect, it } from "vitest";
import { isReadingOut } from "./reading-out.ts";

it.each([
  "Your number is 0171 123 45 67.",
  "It's +1 (555) 123-4567.",
  "S-M-I-T-H",
  "That is spelled S, M, I, T, H.",
  "The code is A7K9Q2.",
  "4 8 2 9 1 3",
  "482913.",
  "anna.meyer@example.com",
  "DE89 3704 0044 0532 0130 00",
  "four two seven one nine",
  "null eins sieben eins, zwei drei",
  "zéro un, quatre deux, six huit",
])("hears that %j is read out", (text) => {
  expect(isReadingOut(text)).toBe(true);
});

it.each([
  "",
  "Hello there.",
  "It costs 1,299.00 euros.",
  "1,299.00",
  "We meet on 2024-05-03 at 10:30.",
  "03.05.2024",
  "I can help you with 3 orders from 2023 and 2 from 2024.",
  "Your order 482913 has been shipped and will arrive by the end of next week, so please be at home.",
  "I have two or three questions about one of them.",
  "The UK and the USA.",
  "Ich habe zwei Fragen an Sie.",
  "A B-plan is good.",
])("hears that %j is not read out", (text) => {
  expect(isReadingOut(text)).toBe(false);
});

it.each([
  ["figures", "1".repeat(100_000)],
  ["figures and spaces", "1 ".repeat(900)],
  ["letters", "A-".repeat(900)],
  ["number words", "one ".repeat(400)],
  ["half an address", "a.".repeat(900)],
  ["many codes", "A1B2C3 ".repeat(280)],
])("takes little time for %s", (_, text) => {
  const begun = performance.now();
  isReadingOut(text);
  expect(performance.now() - begun).toBeLessThan(500);
});
