import { TOOL_NAME } from "./tool.ts";

const LONGEST_NAME = 64;
const LONGEST_KEY = 200;

/** What an operation is known by. */
export interface NamedOperation {
  readonly method: string;
  readonly path: string;
  readonly operationId: string | null;
}

/**
 * Makes the keys by which operations are known from one import to the next, in their order: the operation id, or where
 * there is none, or one that others have as well, `GET /path`.
 */
export function operationKeys(operations: readonly NamedOperation[]): string[] {
  const counts = new Map<string, number>();
  for (const { operationId } of operations) {
    if (operationId !== null) counts.set(operationId, (counts.get(operationId) ?? 0) + 1);
  }
  return operations.map(({ method, path, operationId }) => {
    const isKey = operationId !== null && counts.get(operationId) === 1 && isKeyText(operationId);
    return isKey ? operationId : `${method} ${path}`;
  });
}

function isKeyText(text: string): boolean {
  return text.length <= LONGEST_KEY && text.isWellFormed() && !/\p{Cc}/u.test(text);
}

/**
 * Makes tool names of operations, in their order: of the operation id, else of method and path, with `prefix` before
 * it; what no name may hold becomes `_`. No two are the same, and none is in `taken`.
 */
export function toolNames(
  operations: readonly NamedOperation[],
  prefix: string,
  taken: Iterable<string> = [],
): string[] {
  const used = new Set(taken);
  return operations.map((operation) => {
    const name = uniqueName(prefix + plainName(operation), used);
    used.add(name);
    return name;
  });
}

function plainName({ method, path, operationId }: NamedOperation): string {
  const ofId = fit(operationId ?? "");
  return ofId === "" ? fit(`${method.toLowerCase()}_${path}`) : ofId;
}

function fit(text: string): string {
  return text
    .replace(/[^A-Za-z0-9_-]+/g, "_")
    .replace(/_{2,}/g, "_")
    .replace(/^[_-]+|[_-]+$/g, "");
}

function uniqueName(wanted: string, used: ReadonlySet<string>): string {
  const name = (/^[A-Za-z]/.test(wanted) ? wanted : `call_${wanted}`).slice(0, LONGEST_NAME);
  if (!used.has(name) && TOOL_NAME.test(name)) return name;
  for (let number = 2; ; number++) {
    const numbered = `${name.slice(0, LONGEST_NAME - 1 - String(number).length)}_${number}`;
    if (!used.has(numbered)) return numbered;
  }
}

/** The names of arguments that every vendor's models take. */
const ARGUMENT = /^[A-Za-z0-9_.-]{1,64}$/;

/** Tells whether an argument may have that name. */
export function isArgumentName(name: string): boolean {
  return ARGUMENT.test(name) && name !== "__proto__";
}

/** Makes an argument's name of a parameter's, different from those in `taken`; `place` is what tells it apart. */
export function argumentName(name: string, place: string, taken: ReadonlySet<string>): string {
  const fitting = isArgumentName(name) ? name : fitArgument(name) || place;
  if (!taken.has(fitting)) return fitting;
  const apart = `${place}_${fitting}`.slice(0, 60);
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? apart : `${apart}_${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

function fitArgument(name: string): string {
  return name
    .replace(/[^A-Za-z0-9_.-]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 60);
}
