import type { Schemas } from "@operator/sdk";
import { useState } from "react";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { usePaged } from "../data/use-paged.ts";
import { useSearchParams } from "../data/use-search-params.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { PlusIcon } from "../ui/icons.tsx";
import { type Column, ListTable } from "../ui/list-table.tsx";
import { Moment } from "../ui/moment.tsx";
import { Empty } from "../ui/states.tsx";
import { KeyDialog } from "./key-dialog.tsx";
import { KeyStatus } from "./key-status.tsx";
import { NewKeyDialog } from "./new-key-dialog.tsx";
import { KEYS } from "./query-keys.ts";
import { scopesText } from "./scope-words.ts";
import { TabHead } from "./tab-head.tsx";

type ApiKey = Schemas["ApiKey"];

/** Lists the keys of the API, and makes more. */
export function KeysTab() {
  const client = useClient();
  const { can } = useSignedIn();
  const [search, setSearch] = useSearchParams();
  const chosen = search["key"];
  const setChosen = (key: string | undefined) => setSearch({ key });
  const [isMaking, setIsMaking] = useState(false);
  const list = usePaged<ApiKey>({ key: KEYS, read: async (page) => client.apiKeys.list(page) });
  const make = can("keys:write") && (
    <Button look="primary" onClick={() => setIsMaking(true)}>
      <PlusIcon /> Make a key
    </Button>
  );
  return (
    <>
      <TabHead actions={make}>
        A key lets a program call the API. Give each program its own, with no more than it needs.
      </TabHead>
      <ListTable
        label="API keys"
        list={list}
        columns={COLUMNS}
        keyOf={({ id }) => id}
        onSelect={({ id }) => setChosen(id)}
        empty={
          <Empty title="There are no API keys yet." action={make}>
            Each key is listed here with what it may do and when it was used last.
          </Empty>
        }
      />
      {isMaking && <NewKeyDialog onClose={() => setIsMaking(false)} />}
      {chosen && <KeyDialog id={chosen} onClose={() => setChosen(undefined)} />}
    </>
  );
}

const COLUMNS: Column<ApiKey>[] = [
  {
    title: "Name",
    width: "minmax(0, 2fr)",
    cell: ({ name, livemode }) => (
      <>
        {name}
        {!livemode && (
          <span className="pl-2">
            <Badge>Test</Badge>
          </span>
        )}
      </>
    ),
  },
  { title: "Status", width: "6rem", cell: (key) => <KeyStatus apiKey={key} /> },
  {
    title: "Key",
    width: "10rem",
    isSecondary: true,
    cell: ({ hint }) => <span className="font-mono text-xs text-muted">{hint}</span>,
  },
  { title: "May do", width: "minmax(0, 2fr)", isSecondary: true, cell: ({ scopes }) => scopesText(scopes) },
  { title: "Made", width: "9rem", isSecondary: true, cell: ({ created_at }) => <Moment at={created_at} /> },
  { title: "Last used", width: "9rem", isSecondary: true, cell: ({ last_used_at }) => <Moment at={last_used_at} /> },
];
