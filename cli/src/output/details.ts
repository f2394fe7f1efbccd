import { presentable, presentableLine } from "./presentable.ts";
import { bold, dim } from "./style.ts";

/** How deep objects are laid out; what lies deeper is shown as JSON in one line. */
const DEEPEST = 8;

/** Lays a wire object out for people: a field a line, what is within others indented, long texts as they are. */
export function details(value: unknown): string[] {
  return isRecord(value) || Array.isArray(value) ? linesOf(value, 0) : [scalar(value)];
}

function linesOf(value: object, depth: number): string[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => itemLines(item, depth));
  return Object.entries(value).flatMap(([name, field]) => fieldLines(name, field, depth));
}

function fieldLines(name: string, field: unknown, depth: number): string[] {
  const label = `${indent(depth)}${bold(`${presentableLine(name)}:`)}`;
  if (typeof field === "string" && field.includes("\n")) return [label, ...textLines(field, depth + 1)];
  if (!isNested(field)) return [`${label} ${scalar(field)}`];
  if (depth >= DEEPEST) return [`${label} ${presentableLine(JSON.stringify(field))}`];
  return [label, ...linesOf(field, depth + 1)];
}

function itemLines(item: unknown, depth: number): string[] {
  if (!isNested(item)) return [`${indent(depth)}- ${scalar(item)}`];
  if (depth >= DEEPEST) return [`${indent(depth)}- ${presentableLine(JSON.stringify(item))}`];
  const [first = "", ...rest] = linesOf(item, depth + 1);
  return [`${indent(depth)}- ${first.trimStart()}`, ...rest];
}

function textLines(text: string, depth: number): string[] {
  return presentable(text)
    .trimEnd()
    .split("\n")
    .map((line) => `${indent(depth)}${line}`);
}

function scalar(value: unknown): string {
  if (value === null || value === undefined) return dim("–");
  if (typeof value === "string") return value === "" ? dim('""') : presentableLine(value);
  return JSON.stringify(value);
}

function isNested(value: unknown): value is object {
  return (isRecord(value) && Object.keys(value).length > 0) || (Array.isArray(value) && value.length > 0);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function indent(depth: number): string {
  return "  ".repeat(depth);
}
