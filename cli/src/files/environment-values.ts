import { usageError } from "../cli-error.ts";
import { isObject } from "./json.ts";

/** What stands in files for a variable of the environment. */
const STAND_IN = /\$\{env:([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** What opens the platform itself goes into no tool, whoever has written the files. */
const OWN = ["OPERATOR_API_KEY", "OPERATOR_MASTER_KEY"];

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Puts the values of variables into all texts of a thing. Throws a `CliError` that names every variable that is not set,
 * and where it is wanted.
 */
export function withVariables<Value>(value: Value, variables: Variables, where: string): Value {
  const missing = new Set<string>();
  const filled = mapTexts(value, (text) =>
    text.replace(STAND_IN, (_all, name: string) => {
      if (OWN.includes(name)) throw usageError(`${where} asks for ${name}, which is not to leave this machine.`);
      const found = variables[name];
      if (found === undefined || found === "") missing.add(name);
      return found ?? "";
    }),
  );
  if (missing.size === 0) return filled as Value;
  throw usageError(`${where} needs ${[...missing].join(", ")} from the environment. Set it and try again.`);
}

/** Tells whether a text stands for a variable, or holds one. */
export function holdsVariable(text: string): boolean {
  return text.search(STAND_IN) >= 0;
}

/** Keeps the variables of files in what a server has: where a text of the files comes to what is there, it stays. */
export function keepVariables(stored: unknown, files: unknown, variables: Variables): unknown {
  if (typeof stored === "string" && typeof files === "string" && holdsVariable(files)) {
    const filled = files.replace(STAND_IN, (all, name: string) => variables[name] ?? all);
    return filled === stored ? files : stored;
  }
  if (Array.isArray(stored) && Array.isArray(files)) {
    return stored.map((part: unknown, index) => keepVariables(part, files[index], variables));
  }
  if (!isObject(stored) || !isObject(files)) return stored;
  return Object.fromEntries(
    Object.entries(stored).map(([name, part]) => [name, keepVariables(part, files[name], variables)]),
  );
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((part: unknown) => mapTexts(part, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, mapTexts(part, change)]));
}
