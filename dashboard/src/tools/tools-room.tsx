import { useSearchParams } from "../data/use-search-params.ts";
import { Page } from "../ui/page.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { CallsTab } from "./calls-tab.tsx";
import { McpTab } from "./mcp-tab.tsx";
import { OpenapiTab } from "./openapi-tab.tsx";
import { ToolsTab } from "./tools-tab.tsx";

const TABS = [
  { name: "tools", title: "Tools" },
  { name: "openapi", title: "OpenAPI" },
  { name: "mcp", title: "MCP servers" },
  { name: "calls", title: "Calls" },
] as const;

type TabName = (typeof TABS)[number]["name"];

const CONTENTS: Record<TabName, () => React.ReactNode> = {
  tools: () => <ToolsTab />,
  openapi: () => <OpenapiTab />,
  mcp: () => <McpTab />,
  calls: () => <CallsTab />,
};

/** What each tab restricts its list by. */
const FILTERS = { q: undefined, type: undefined, name: undefined, status: undefined, about: undefined };

/** Shows what agents can do: tools of all kinds, where they come from, and every call of them. */
export function Room() {
  const [search, setSearch] = useSearchParams();
  const current = TABS.find(({ name }) => name === search["tab"])?.name ?? "tools";
  const change = (tab: TabName) => setSearch({ ...FILTERS, tab: tab === "tools" ? undefined : tab });
  return (
    <Page title="Tools" isFull>
      <Tabs label="Parts of this room" tabs={TABS} current={current} onChange={change} isFull>
        {CONTENTS[current]()}
      </Tabs>
    </Page>
  );
}
