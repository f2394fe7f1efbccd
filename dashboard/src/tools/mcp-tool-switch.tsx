import type { Schemas } from "@operator/sdk";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { ifUnchanged } from "../data/use-save.ts";
import { Badge } from "../ui/badge.tsx";
import { Switch } from "../ui/select.tsx";
import { ALL_TOOLS } from "./query-keys.ts";

type Server = Schemas["McpServerWithTools"];
type Tool = Schemas["McpTool"];

/** Says why a tool of an MCP server cannot be called; nothing when it can. */
export function McpToolState({ tool: { is_available, is_enabled } }: { tool: Tool }) {
  if (!is_enabled) return <Badge>Off</Badge>;
  return is_available ? null : <Badge tone="warning">Gone</Badge>;
}

/** Switches one tool of an MCP server off for this installation, and on again. */
export function McpToolSwitch({ server, tool: { name, full_name, is_enabled } }: { server: Server; tool: Tool }) {
  const client = useClient();
  const others = server.disabled_tools.filter((one) => one !== name);
  const toggle = useAction({
    run: () =>
      client.mcpServers.change(
        server.id,
        { disabled_tools: is_enabled ? [...others, name] : others },
        ifUnchanged(server),
      ),
    stale: ALL_TOOLS,
    done: is_enabled ? `${full_name} is off. No agent can call it any more.` : `${full_name} is on again.`,
  });
  return (
    <div className="relative z-1">
      <Switch
        label={<span className="sr-only">{name} may be called</span>}
        isOn={is_enabled}
        isDisabled={toggle.isRunning}
        onChange={() => toggle.run()}
      />
    </div>
  );
}
