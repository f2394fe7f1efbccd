import { readFileSync } from "node:fs";
import { createClient } from "@operator/sdk";

const { OPERATOR_HOST = "http://127.0.0.1:4000", OPERATOR_API_KEY = "" } = process.env;

/** The platform, as every example reaches it. */
export const operator = createClient({ host: OPERATOR_HOST, key: OPERATOR_API_KEY });

/** Reads what a call is to send out of a file of this repository. */
export function readJson<Body>(file: string): Body {
  return JSON.parse(readFileSync(file, "utf8")) as Body;
}
