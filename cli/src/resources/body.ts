import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { Option } from "commander";
import { parse } from "yaml";
import { usageError } from "../cli-error.ts";
import type { CliContext } from "../context.ts";
import type { BodyOption } from "./resource.ts";

/** The largest body that the server takes is one MiB; a file beyond this was named by mistake. */
const LARGEST = 8 * 1024 * 1024;

type Body = Record<string, unknown>;

/** Makes commander's option of one that fills in a field. */
export function optionOf({ flags, about, form, choices }: BodyOption): Option {
  const option = new Option(flags, about);
  if (choices !== undefined) option.choices([...choices]);
  if (form === "number") option.argParser(readNumber);
  if (form === "list") option.argParser((value, before: string[] = []) => [...before, value]);
  if (form === "pairs") option.argParser(readPair);
  return option;
}

/**
 * Puts together what is sent: what `--data` says (JSON or YAML; `@file` and `-` read it from elsewhere), and on top of
 * it the fields that have options of their own. Throws a usage error that says what is wrong.
 */
export async function bodyOf(
  given: Readonly<Record<string, unknown>>,
  options: readonly BodyOption[],
  context: CliContext,
): Promise<Body> {
  const { data } = given;
  const body = typeof data === "string" ? readBody(await contentOf(data, context), data) : {};
  for (const option of options) {
    const value = given[optionOf(option).attributeName()];
    if (value !== undefined) put(body, option.field.split("."), valueOf(option, value));
  }
  return body;
}

function valueOf({ form }: BodyOption, value: unknown): unknown {
  return form === "off" ? value !== true : value;
}

async function contentOf(data: string, { stdin }: CliContext): Promise<string> {
  if (data === "-") return text(stdin);
  if (!data.startsWith("@")) return data;
  try {
    const content = await readFile(data.slice(1));
    if (content.length > LARGEST) throw usageError(`${data.slice(1)} is larger than anything the server takes.`);
    return content.toString("utf8");
  } catch (error) {
    throw usageError((error as Error).message);
  }
}

function readBody(content: string, from: string): Body {
  const where = from === "-" ? "The standard input" : from.startsWith("@") ? from.slice(1) : "--data";
  try {
    const value: unknown = parse(content.replace(/^\ufeff/, ""), { prettyErrors: true, uniqueKeys: true });
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Body;
  } catch (error) {
    throw usageError(`${where} is neither JSON nor YAML: ${(error as Error).message}`);
  }
  throw usageError(`${where} must hold an object, such as {"name": "…"}.`);
}

function put(body: Body, [name = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    const before = body[name];
    body[name] = isObject(value) && isObject(before) ? { ...before, ...value } : value;
    return;
  }
  const within = isObject(body[name]) ? { ...body[name] } : {};
  body[name] = within;
  put(within, rest, value);
}

function isObject(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readNumber(text: string): number {
  const number = Number(text);
  if (text.trim() !== "" && Number.isFinite(number)) return number;
  throw usageError(`"${text}" is no number.`);
}

/** Reads `name=value`; what is repeated comes together. */
function readPair(text: string, before: Body = {}): Body {
  const at = text.indexOf("=");
  if (at < 1) throw usageError(`"${text}": write it as name=value.`);
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}
