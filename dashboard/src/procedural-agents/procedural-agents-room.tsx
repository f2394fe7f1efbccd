import { useState } from "react";
import { useSignedIn } from "../data/account.tsx";
import { useSearchParams } from "../data/use-search-params.ts";
import { Button } from "../ui/button.tsx";
import { PlusIcon } from "../ui/icons.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { Page } from "../ui/page.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { AgentsTab } from "./agents-tab.tsx";
import { BatchesTab } from "./batches-tab.tsx";
import { NewAgentDialog } from "./new-agent-dialog.tsx";
import { RunsTab } from "./runs-tab.tsx";
import { ScheduleDialog } from "./schedule-dialog.tsx";
import { SchedulesTab } from "./schedules-tab.tsx";

const TABS = [
  { name: "agents", title: "Agents" },
  { name: "runs", title: "Runs" },
  { name: "batches", title: "Bulk runs" },
  { name: "schedules", title: "Schedules" },
] as const;

type Tab = (typeof TABS)[number]["name"];

/** Shows the agents that work when nobody talks, and what they did, do and will do. */
export function Room() {
  const [search, setSearch] = useSearchParams();
  const current = TABS.find(({ name }) => name === search["tab"])?.name ?? "agents";
  return (
    <Page
      title="Procedural agents"
      about="Who works when nobody talks: reads conversations, uses tools, writes an output."
      actions={<Making tab={current} />}
      isFull
    >
      <Tabs
        label="Procedural agents and their runs"
        isFull
        tabs={TABS}
        current={current}
        onChange={(tab) => setSearch({ tab: tab === "agents" ? undefined : tab, q: undefined, status: undefined })}
      >
        <Shown tab={current} />
      </Tabs>
    </Page>
  );
}

function Shown({ tab }: { tab: Tab }) {
  switch (tab) {
    case "agents":
      return <AgentsTab />;
    case "runs":
      return <RunsTab />;
    case "batches":
      return <BatchesTab />;
    case "schedules":
      return <SchedulesTab />;
  }
}

/** What can be made on each tab. */
function Making({ tab }: { tab: Tab }) {
  const { can } = useSignedIn();
  const [isMaking, setIsMaking] = useState(false);
  const close = () => setIsMaking(false);
  const make = (title: string) => (
    <Button look="primary" onClick={() => setIsMaking(true)}>
      <PlusIcon /> {title}
    </Button>
  );
  switch (tab) {
    case "agents":
      return (
        can("agents:write") && (
          <>
            {make("New agent")}
            {isMaking && <NewAgentDialog onClose={close} />}
          </>
        )
      );
    case "schedules":
      return (
        can("procedures:write") && (
          <>
            {make("New schedule")}
            {isMaking && <ScheduleDialog schedule={null} onClose={close} />}
          </>
        )
      );
    case "batches":
      return (
        can("procedures:write") && (
          <LinkButton to="/procedural-agents/batches/new" look="primary">
            <PlusIcon /> New bulk run
          </LinkButton>
        )
      );
    case "runs":
      return null;
  }
}
