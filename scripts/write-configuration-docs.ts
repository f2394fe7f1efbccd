import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { environmentSchema } from "../server/src/config.ts";

/** Where the table of the environment variables lies. */
export const CONFIGURATION_DOCS = fileURLToPath(new URL("../docs/configuration.md", import.meta.url));

const INTRODUCTION = `# Configuration

What differs between installations is set by environment variables, read once at the start. An empty variable counts as
absent. A value that is not valid stops the start, which names every wrong variable at once; a name that begins with
\`OPERATOR_\` and is none of these is warned of.

<!-- Written by scripts/write-configuration-docs.ts from the schema in server/src/config.ts; change it there. -->
`;

/** Writes the page from the schema that reads the environment. */
export function configurationDocs(): string {
  const { properties = {} } = environmentSchema.toJSONSchema({ io: "input", unrepresentable: "any" });
  const rows = Object.entries(properties).map(([name, schema]) => {
    const { description = "", default: value } = schema as { description?: string; default?: unknown };
    return [`\`${name}\``, value === undefined || value === "" ? "" : `\`${String(value)}\``, description];
  });
  const table = [["Variable", "Default", "Meaning"], ["---", "---", "---"], ...rows];
  const lines = table.map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`);
  return `${INTRODUCTION}\n${lines.join("\n")}\n`;
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await writeFile(CONFIGURATION_DOCS, configurationDocs());
}
