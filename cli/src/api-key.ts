import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { usageError } from "./cli-error.ts";

/** No key is as long; what is longer is another file, named by mistake. */
const LONGEST_KEY = 4096;

/**
 * Returns the key that `--key` names: itself, `-` for the first line of the standard input, or `@file` for that of a
 * file, which keeps it out of the list of processes. Throws when there is none.
 */
export async function readKey(named: string, input: NodeJS.ReadableStream): Promise<string> {
  if (named === "-") return firstLine(await text(input), "The standard input");
  if (named.startsWith("@")) return firstLine(await contentOf(named.slice(1)), named.slice(1));
  return checked(named, "--key or OPERATOR_API_KEY");
}

async function contentOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw usageError(`The key cannot be read from ${file}: ${(cause as Error).message}`);
  }
}

function firstLine(content: string, where: string): string {
  const [line = ""] = content.trim().split(/\r?\n/, 1);
  if (line === "") throw usageError(`${where} holds no API key.`);
  return checked(line.trim(), where);
}

/** Keys go into a header: what cannot stand in one is refused here, without showing it. */
function checked(key: string, where: string): string {
  if (key.length <= LONGEST_KEY && /^[\x21-\x7e]+$/.test(key)) return key;
  throw usageError(`What ${where} holds is no API key: keys are op_prod_ or op_test_ and letters and digits.`);
}
