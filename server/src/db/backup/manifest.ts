import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { inputProblems } from "../../lib/issue-text.ts";

/** The form that backups have; a later one that older programs cannot read gets the next number. */
const FORMAT = 1;

const name = z.string().regex(/^[a-z_][a-z0-9_]*$/);

const tableSchema = z.object({
  name,
  columns: z.array(name).min(1),
  rows: z.number().int().min(0),
  bytes: z.number().int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const manifestSchema = z.object({
  format: z.literal(FORMAT),
  created_at: z.iso.datetime(),
  /** Of the database that was backed up, for people who wonder. */
  postgres: z.string(),
  /** Those that had made its tables, in their order. */
  migrations: z.array(z.string()).min(1),
  /** Which master keys its secrets are sealed under. */
  sealing_keys: z.array(z.string()),
  /** What was left out on purpose. */
  left_out: z.array(name),
  /** In an order in which each refers only to those before it. */
  tables: z.array(tableSchema),
  sequences: z.array(z.object({ name, last_value: z.string().regex(/^\d+$/), is_called: z.boolean() })),
});

/** What a backup says of itself, in `manifest.json`. */
export type Manifest = z.output<typeof manifestSchema>;

/** A table in a backup. */
export type BackedUpTable = Manifest["tables"][number];

/** Begins a manifest in the form that there is now. */
export function newManifest(parts: Omit<Manifest, "format">): Manifest {
  return { format: FORMAT, ...parts };
}

/** Where a backup says what it holds. */
export function manifestPath(folder: string): string {
  return join(folder, "manifest.json");
}

/** Where a backup has the rows of a table: as `COPY` writes them, packed by gzip. */
export function tablePath(folder: string, table: string): string {
  return join(folder, `${table}.copy.gz`);
}

/** Reads what a backup says of itself. Throws when there is none, or one that this version cannot read. */
export async function readManifest(folder: string): Promise<Manifest> {
  const path = manifestPath(folder);
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new Error(`${folder} holds no backup: ${path} cannot be read. Name the folder that npm run back-up wrote.`, {
      cause,
    });
  });
  const content = jsonOf(text, path);
  const parsed = manifestSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const problems = inputProblems(parsed.error.issues, content).map(({ param, message }) => `${param} ${message}`);
  throw new Error(
    `This version cannot read ${path}: ${problems.join("; ")}. Use the version that wrote it, or a later one.`,
  );
}

function jsonOf(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${path} is damaged: it holds no JSON. Take another backup.`, { cause });
  }
}
