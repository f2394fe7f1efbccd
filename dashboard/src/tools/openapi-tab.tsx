import type { Schemas } from "@operator/sdk";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { usePaged } from "../data/use-paged.ts";
import { TabHead } from "../developers/tab-head.tsx";
import { PlusIcon } from "../ui/icons.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { type Column, ListTable } from "../ui/list-table.tsx";
import { Moment } from "../ui/moment.tsx";
import { Empty } from "../ui/states.tsx";
import { SOURCES } from "./query-keys.ts";

type Source = Schemas["OpenApiSourceItem"];

const COLUMNS: readonly Column<Source>[] = [
  { title: "Name", width: "minmax(0, 1fr)", cell: ({ name }) => name },
  { title: "Tools", width: "4rem", cell: ({ tool_count }) => tool_count },
  {
    title: "Document",
    width: "minmax(0, 1fr)",
    isSecondary: true,
    cell: ({ title, version }) => `${title} ${version}`,
  },
  {
    title: "Fetched from",
    width: "minmax(0, 2fr)",
    isSecondary: true,
    cell: ({ url }) => <span className="text-muted">{url ?? "Sent by somebody"}</span>,
  },
  { title: "Imported", width: "9rem", isSecondary: true, cell: ({ updated_at }) => <Moment at={updated_at} /> },
];

/** Lists the OpenAPI documents that tools were imported from, and leads to more. */
export function OpenapiTab() {
  const client = useClient();
  const { can } = useSignedIn();
  const list = usePaged<Source>({
    key: [...SOURCES, "list"],
    read: async (page) => client.openapiSources.list(page),
  });
  const make = can("tools:write") && (
    <LinkButton to="/tools/openapi/new" look="primary">
      <PlusIcon /> Import a document
    </LinkButton>
  );
  return (
    <>
      <TabHead actions={make}>
        Documents that describe a service. Each operation can become a tool, and is kept in step with its document.
      </TabHead>
      <ListTable
        label="OpenAPI documents"
        list={list}
        columns={COLUMNS}
        keyOf={({ id }) => id}
        linkOf={({ id }) => `/tools/openapi/${id}`}
        empty={
          <Empty title="No document was imported yet." action={make}>
            Give the address of an OpenAPI document, or the document itself. You see what it makes before anything is
            kept.
          </Empty>
        }
      />
    </>
  );
}
