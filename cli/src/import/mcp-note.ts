import { slugOf } from "./names.ts";
import { changed, dropped, fieldsAt, type Place, says } from "./place.ts";

/** An MCP server as a vendor describes it. */
export interface McpServerSpec {
  readonly name: string;
  readonly url: Place;
  readonly headers: Place;
}

/**
 * Notes what call makes an MCP server known to the platform. Servers belong to the installation and not to a project,
 * and what tools they have is found by asking them.
 */
export function describeMcpServer(place: Place, { name, url, headers }: McpServerSpec): void {
  const body = {
    name:
      slugOf(name, "tools")
        .slice(0, 32)
        .replace(/^[^a-z]+/, "") || "tools",
    transport: { type: "http", url: shown(url) },
  };
  const message =
    `Make the server known with POST /mcp_servers ${JSON.stringify(body)}, then enable its tools by name: ` +
    `{"ns": "mcp", "name": "${body.name}/…"}.`;
  if (says(url)) changed(url, message, { todo: "set_up" });
  else place.notes.push({ path: place.path, outcome: "dropped", todo: "set_up", message });
  for (const [header, value] of fieldsAt(headers)) {
    dropped(
      value,
      `The value was not copied: give it as transport.headers.${header.slice(0, 60)} in that call.`,
      "secret",
    );
  }
}

/** Secrets may stand in an address, most often in its query. */
function shown({ value }: Place): string {
  if (typeof value !== "string" || !URL.canParse(value)) return "https://…";
  const { origin, pathname, search } = new URL(value);
  return `${origin}${pathname}${search === "" ? "" : "?…"}`;
}
