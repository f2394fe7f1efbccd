import { expect, it } from "vitest";
import { hashPassword, isPassword } from "./password-hash.ts";

it("a password is known by its hash, and another is not", async () => {
  const hash = await hashPassword("correct horse battery staple");
  expect(await isPassword("correct horse battery staple", hash)).toBe(true);
  expect(await isPassword("correct horse battery stapler", hash)).toBe(false);
  expect(hash).not.toContain("horse");
});

it("the same password has another hash each time", async () => {
  expect(await hashPassword("twice the same")).not.toBe(await hashPassword("twice the same"));
});

it("a password is the same in whichever code points it was typed", async () => {
  expect(await isPassword("Zu\u0308rich in winter", await hashPassword("Zürich in winter"))).toBe(true);
});

it("a hash of another scheme is a fault, not a wrong password", async () => {
  await expect(isPassword("x", "bcrypt$12$abc")).rejects.toThrow("bcrypt");
});
