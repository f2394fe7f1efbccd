import { expect, it } from "vitest";
import { bearsSecret } from "./posted-secret.ts";

const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;

it.each<[string | null, boolean]>([
  ["Bearer s3cret-of-ours", true],
  [basic("anybody:s3cret-of-ours"), true],
  [basic(":s3cret-of-ours"), true],
  [basic("s3cret-of-ours"), false],
  [basic("a:b:s3cret-of-ours"), false],
  [basic("s3cret-of-ours:x"), false],
  ["Bearer s3cret-of-our", false],
  ["Bearer ", false],
  ["s3cret-of-ours", false],
  ["Basic ***", false],
  ["", false],
  [null, false],
])("the header %j bears the secret: %s", (header, bears) => {
  expect(bearsSecret(header, "s3cret-of-ours")).toBe(bears);
});
