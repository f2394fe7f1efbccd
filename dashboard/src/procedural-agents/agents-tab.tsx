import type { Schemas } from "@operator/sdk";
import { useFound } from "../agents/use-found.ts";
import { VersionBadge } from "../agents/version-badge.tsx";
import { SearchBox } from "../conversations/search-box.tsx";
import { useClient } from "../data/client.tsx";
import { usePaged } from "../data/use-paged.ts";
import { useSearchParams } from "../data/use-search-params.ts";
import { versionLabel } from "../talk/agent-choices.ts";
import { type Column, ListTable } from "../ui/list-table.tsx";
import { Moment } from "../ui/moment.tsx";
import { Empty } from "../ui/states.tsx";
import { PROCEDURAL } from "./procedural.ts";

type Item = Schemas["ProceduralAgentItem"];

const COLUMNS: readonly Column<Item>[] = [
  { title: "Name", cell: ({ name }) => name, width: "minmax(0, 1.5fr)" },
  { title: "Status", cell: ({ version_status }) => <VersionBadge status={version_status} />, width: "6rem" },
  { title: "Version", cell: ({ version_id }) => versionLabel(version_id), width: "5rem", isSecondary: true },
  {
    title: "What it is for",
    cell: ({ description }) => <span className="text-muted">{description}</span>,
    width: "minmax(0, 2fr)",
    isSecondary: true,
  },
  { title: "Updated", cell: ({ updated_at }) => <Moment at={updated_at} />, width: "10rem", isSecondary: true },
];

/** Lists the procedural agents, and leads to each. */
export function AgentsTab() {
  const client = useClient();
  const [{ q = "" }, setSearch] = useSearchParams();
  const list = useFound(
    usePaged<Item>({
      key: ["procedural-agents", "list"],
      read: async (page) => client.proceduralAgents.list(page),
      limit: 100,
    }),
    q,
  );
  return (
    <>
      <div className="flex px-4 sm:max-w-96 sm:px-6">
        <SearchBox
          label="Search procedural agents"
          placeholder="Search by name"
          value={q}
          onChange={(words) => setSearch({ q: words })}
        />
      </div>
      <ListTable
        label="Procedural agents"
        list={list}
        columns={COLUMNS}
        keyOf={({ id }) => id}
        linkOf={({ id }) => `${PROCEDURAL.path}/${id}`}
        empty={
          q === "" ? (
            <Empty title="There is no procedural agent yet.">
              A procedural agent reads a conversation, or whatever it is given, uses tools and writes an output, such as
              a review of each call. Make the first with New agent, try it on a conversation, then release it.
            </Empty>
          ) : (
            <Empty title={`No agent’s name or description contains “${q}”.`} />
          )
        }
      />
    </>
  );
}
