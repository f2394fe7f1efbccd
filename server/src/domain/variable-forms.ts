import { z } from "zod";
import { readUrl } from "../lib/read-url.ts";

/** An address of HTTP, as an environment's variable. */
export const httpAddress = z.string().refine((text) => /^https?:$/.test(readUrl(text)?.protocol ?? ""), {
  message: "must be an address that begins with http:// or https://",
});

/** A list that is parted by commas, without what is empty. */
export const commaSeparated = z.string().transform((text) =>
  text
    .split(",")
    .map((entry) => entry.trim())
    .filter(Boolean),
);
