import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { NotFound, RoomFault } from "./shell/faults.tsx";
import { Shell } from "./shell/shell.tsx";

/** Filters and tabs stand in the address as texts. */
const search = (given: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: RoomFault,
  validateSearch: search,
});

/** A room whose code is fetched when somebody goes there. */
const room = (path: string, load: () => Promise<{ Room: ComponentType }>) =>
  createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load, "Room") });

const tree = root.addChildren([
  room("/", () => import("./overview/overview-room.tsx")),
  room("/talk", () => import("./talk/talk-room.tsx")),
  room("/settings", () => import("./settings/settings-room.tsx")),
  room("/agents", () => import("./agents/agents-room.tsx")),
  room("/agents/$agentId", () => import("./agents/agent-page.tsx")),
  room("/procedural-agents", () => import("./procedural-agents/procedural-agents-room.tsx")),
  room("/procedural-agents/$agentId", () => import("./procedural-agents/procedural-page.tsx")),
  room("/procedural-agents/runs/$id", () => import("./procedural-agents/run-page.tsx")),
  room("/procedural-agents/batches/new", () => import("./procedural-agents/new-batch-page.tsx")),
  room("/procedural-agents/batches/$id", () => import("./procedural-agents/batch-page.tsx")),
  room("/conversations", () => import("./conversations/conversations-room.tsx")),
  room("/conversations/$id", () => import("./conversations/conversation-page.tsx")),
  room("/campaigns", () => import("./campaigns/campaigns-room.tsx")),
  room("/campaigns/new", () => import("./campaigns/new-campaign-page.tsx")),
  room("/campaigns/$id", () => import("./campaigns/campaign-page.tsx")),
  room("/tools", () => import("./tools/tools-room.tsx")),
  room("/tools/new", () => import("./tools/new-tool-page.tsx")),
  room("/tools/own/$name", () => import("./tools/tool-page.tsx")),
  room("/tools/openapi/new", () => import("./tools/import-page.tsx")),
  room("/tools/openapi/$id", () => import("./tools/source-page.tsx")),
  room("/tools/mcp/$id", () => import("./tools/mcp-page.tsx")),
  room("/tools/mcp/$id/$tool", () => import("./tools/mcp-tool-page.tsx")),
  room("/transfers", () => import("./transfers/transfers-room.tsx")),
  room("/transfers/new", () => import("./transfers/new-transfer-page.tsx")),
  room("/transfers/$id", () => import("./transfers/transfer-page.tsx")),
  room("/phone-numbers", () => import("./phone-numbers/phone-numbers-room.tsx")),
  room("/phone-numbers/$id", () => import("./phone-numbers/number-page.tsx")),
  room("/customers", () => import("./customers/customers-room.tsx")),
  room("/customers/$id", () => import("./customers/customer-page.tsx")),
  room("/logs", () => import("./logs/logs-room.tsx")),
  room("/developers", () => import("./developers/developers-room.tsx")),
  room("/developers/webhooks/$id", () => import("./developers/endpoint-page.tsx")),
  room("/developers/deliveries/$id", () => import("./developers/delivery-page.tsx")),
]);

/** Leads to the rooms. They live below `/app`, since the API has the other paths. */
export const router = createRouter({
  routeTree: tree,
  basepath: "/app",
  defaultPreload: "intent",
  scrollRestoration: true,
});
