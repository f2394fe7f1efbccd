import type { Schemas } from "@operator/sdk";
import { useState } from "react";
import { SearchBox } from "../conversations/search-box.tsx";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { usePaged } from "../data/use-paged.ts";
import { useSearchParams } from "../data/use-search-params.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { PlusIcon } from "../ui/icons.tsx";
import { type Column, ListTable } from "../ui/list-table.tsx";
import { Moment } from "../ui/moment.tsx";
import { Page } from "../ui/page.tsx";
import { Select } from "../ui/select.tsx";
import { Empty } from "../ui/states.tsx";
import { nameOf } from "./customer-draft.ts";
import { NewCustomerDialog } from "./new-customer-dialog.tsx";
import { CUSTOMERS } from "./query-keys.ts";

type Item = Schemas["CustomerItem"];

const COLUMNS: readonly Column<Item>[] = [
  {
    title: "Name",
    width: "minmax(0, 1.5fr)",
    cell: (customer) => (
      <>
        {nameOf(customer)} {!customer.livemode && <Badge>Test</Badge>}
      </>
    ),
  },
  { title: "Telephone", width: "10rem", cell: ({ phone_no }) => phone_no ?? "–" },
  { title: "E-mail", width: "minmax(0, 1.2fr)", isSecondary: true, cell: ({ email }) => email ?? "–" },
  { title: "Your own id", width: "8rem", isSecondary: true, cell: ({ external_id }) => external_id ?? "–" },
  { title: "Language", width: "7rem", isSecondary: true, cell: ({ preferred_language }) => preferred_language ?? "–" },
  { title: "Updated", width: "8rem", isSecondary: true, cell: ({ updated_at }) => <Moment at={updated_at} /> },
];

const MODES = [
  { value: "", title: "Live and test" },
  { value: "true", title: "Live" },
  { value: "false", title: "Test" },
];

/** Lists the people that agents talk with. */
export function Room() {
  const client = useClient();
  const { can } = useSignedIn();
  const [{ q = "", livemode }, setSearch] = useSearchParams();
  const [isMaking, setIsMaking] = useState(false);
  const filter = {
    ...(q ? { q } : {}),
    ...(livemode === "true" || livemode === "false" ? { livemode: livemode as "true" | "false" } : {}),
  };
  const list = usePaged<Item>({
    key: [...CUSTOMERS, "list", filter],
    read: async (page) => client.customers.list({ ...filter, ...page }),
    limit: 100,
  });
  const make = can("customers:write") && (
    <Button look="primary" onClick={() => setIsMaking(true)}>
      <PlusIcon /> New customer
    </Button>
  );
  return (
    <Page title="Customers" about="The people your agents know, over all their conversations." actions={make} isFull>
      <search aria-label="Filters" className="flex flex-wrap gap-2 px-4 pb-3 sm:px-6">
        <SearchBox
          label="Search customers"
          placeholder="Search by name, number, address or id …"
          value={q}
          onChange={(words) => setSearch({ q: words })}
        />
        <Select
          label="Mode"
          isLabelHidden
          className="w-full sm:w-40"
          choices={MODES}
          value={livemode ?? ""}
          onChange={(mode) => setSearch({ livemode: mode })}
        />
      </search>
      <ListTable
        label="Customers"
        list={list}
        columns={COLUMNS}
        keyOf={({ id }) => id}
        linkOf={({ id }) => `/customers/${id}`}
        empty={
          Object.keys(filter).length > 0 ? (
            <Empty title="Nobody is like that.">Search for fewer letters, or for the beginning of a word.</Empty>
          ) : (
            <Empty title="Nobody is known yet." action={make}>
              Customers make themselves: a caller’s number, a mail’s sender, and whoever your own system names when it
              begins a conversation.
            </Empty>
          )
        }
      />
      {isMaking && <NewCustomerDialog onClose={() => setIsMaking(false)} />}
    </Page>
  );
}
