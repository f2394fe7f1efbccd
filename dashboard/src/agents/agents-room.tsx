import type { AgentItem } from "@operator/sdk";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { usePaged } from "../data/use-paged.ts";
import { useSearchParams } from "../data/use-search-params.ts";
import { versionLabel } from "../talk/agent-choices.ts";
import { Button } from "../ui/button.tsx";
import { PlusIcon } from "../ui/icons.tsx";
import { type Column, ListTable } from "../ui/list-table.tsx";
import { Moment } from "../ui/moment.tsx";
import { Page } from "../ui/page.tsx";
import { Empty } from "../ui/states.tsx";
import { NewAgentDialog } from "./new-agent-dialog.tsx";
import { useFound } from "./use-found.ts";
import { VersionBadge } from "./version-badge.tsx";

const COLUMNS: readonly Column<AgentItem>[] = [
  { title: "Name", cell: ({ name }) => name, width: "minmax(0, 2fr)" },
  { title: "Status", cell: ({ version_status }) => <VersionBadge status={version_status} />, width: "6rem" },
  { title: "Version", cell: ({ version_id }) => versionLabel(version_id), width: "5rem", isSecondary: true },
  { title: "Model", cell: ({ id }) => <ModelOf id={id} />, width: "minmax(0, 1fr)", isSecondary: true },
  { title: "Updated", cell: ({ updated_at }) => <Moment at={updated_at} />, width: "10rem", isSecondary: true },
];

/** Lists the agents that talk with people. */
export function Room() {
  const client = useClient();
  const { can } = useSignedIn();
  const [{ q = "" }, setParams] = useSearchParams();
  const [isMaking, setIsMaking] = useState(false);
  const list = useFound(
    usePaged({ key: ["agents", "list"], read: (page) => client.conversationalAgents.list(page), limit: 100 }),
    q,
  );
  const make = can("agents:write") && (
    <Button look="primary" onClick={() => setIsMaking(true)}>
      <PlusIcon /> New agent
    </Button>
  );
  return (
    <Page title="Agents" about="Who talks with people, by chat, voice and message." actions={make} isFull>
      <div className="px-4 pb-3 sm:px-6">
        <input
          type="search"
          aria-label="Search agents"
          placeholder="Search by name"
          value={q}
          onChange={(event) => setParams({ q: event.target.value })}
          className="min-h-10 w-full rounded-xl border border-edge bg-surface px-3 text-base placeholder:text-muted sm:max-w-72 sm:text-sm"
        />
      </div>
      <ListTable
        label="Agents"
        list={list}
        columns={COLUMNS}
        keyOf={({ id }) => id}
        linkOf={({ id }) => `/agents/${id}`}
        empty={
          q === "" ? (
            <Empty title="There is no agent yet." action={make}>
              An agent has a prompt, tools and a voice. Make the first, try it beside its prompt, then release it.
            </Empty>
          ) : (
            <Empty title={`No agent’s name or description contains “${q}”.`} />
          )
        }
      />
      {isMaking && <NewAgentDialog onClose={() => setIsMaking(false)} />}
    </Page>
  );
}

/** Shows the model of an agent; lists do not say it, so each row in sight asks. */
function ModelOf({ id }: { id: string }) {
  const client = useClient();
  const { data } = useQuery({
    queryKey: ["agent", id],
    queryFn: () => client.conversationalAgents.get(id),
  });
  return <span className="font-mono text-xs text-muted">{data?.config.runtime.model ?? ""}</span>;
}
