import { expect, test } from "vitest";
import { normalisePhoneNumber } from "./phone-number.ts";

test.each([
  ["+41446681800", "+41446681800"],
  [" +41 44 668 18 00 ", "+41446681800"],
  ["+41 44 668–18‑00", "+41446681800"],
  ["+41\u00a044\u00a0668.18.00", "+41446681800"],
  ["0041 44 668 18 00", "+41446681800"],
  ["+44 (0)20 7946 0018", "+442079460018"],
  ["tel:+1-415-555-0123", "+14155550123"],
  ["+1 (415) 555/0123", "+14155550123"],
  ["＋４１ ４４ ６６８ １８ ００", "+41446681800"],
  ["\u202a+41446681800\u202c", "+41446681800"],
])("%j is %s", (written, number) => {
  expect(normalisePhoneNumber(written)).toBe(number);
});

test.each(["044 668 18 00", "12345", "ACME", "anonymous", "+0123456789", "+1234567890123456", "00", ""])(
  "%j is left as it is, for its country is not known",
  (written) => {
    expect(normalisePhoneNumber(written)).toBe(written);
  },
);
