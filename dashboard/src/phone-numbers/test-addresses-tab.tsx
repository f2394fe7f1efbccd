import type { Schemas } from "@operator/sdk";
import { useState } from "react";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { usePaged } from "../data/use-paged.ts";
import { TabHead } from "../developers/tab-head.tsx";
import { Button } from "../ui/button.tsx";
import { CrossIcon, PlusIcon } from "../ui/icons.tsx";
import { type Column, ListTable } from "../ui/list-table.tsx";
import { Moment } from "../ui/moment.tsx";
import { Empty } from "../ui/states.tsx";
import { EntryDialog } from "./entry-dialog.tsx";
import { TEST_ADDRESSES } from "./query-keys.ts";

type Address = Schemas["TestAddress"];

/** Lists the numbers and mail addresses that test mode may reach. */
export function TestAddressesTab() {
  const client = useClient();
  const { can } = useSignedIn();
  const [isAdding, setIsAdding] = useState(false);
  const list = usePaged<Address>({
    key: TEST_ADDRESSES,
    read: async (page) => client.testAddresses.list(page),
  });
  const remove = useAction({
    run: (address: string) => client.testAddresses.delete(address),
    stale: [TEST_ADDRESSES],
    done: "Test mode does not reach it any more.",
  });
  const mayWrite = can("keys:write");
  const add = mayWrite && (
    <Button look="primary" onClick={() => setIsAdding(true)}>
      <PlusIcon /> Add an address
    </Button>
  );
  return (
    <>
      <TabHead actions={add}>
        Test conversations call and write to these alone, so that nobody is reached by mistake.
      </TabHead>
      <ListTable
        label="Test addresses"
        list={list}
        columns={columnsOf(mayWrite ? remove.run : null)}
        keyOf={({ id }) => id}
        empty={
          <Empty title="Test mode reaches nobody yet." action={add}>
            Add your own number or mail address, and test conversations can call it or write to it.
          </Empty>
        }
      />
      {isAdding && <AddAddress onClose={() => setIsAdding(false)} />}
    </>
  );
}

function columnsOf(remove: ((address: string) => void) | null): readonly Column<Address>[] {
  return [
    { title: "Address", width: "minmax(0, 1.5fr)", cell: ({ address }) => address },
    { title: "Whose", width: "minmax(0, 1fr)", isSecondary: true, cell: ({ name }) => name ?? "–" },
    { title: "Added", width: "9rem", isSecondary: true, cell: ({ created_at }) => <Moment at={created_at} /> },
    {
      title: "Remove",
      width: "4.5rem",
      cell: ({ address }) =>
        remove && (
          <Button look="quiet" aria-label={`Remove ${address}`} onClick={() => remove(address)} className="px-2.5">
            <CrossIcon />
          </Button>
        ),
    },
  ];
}

function AddAddress({ onClose }: { onClose(): void }) {
  const client = useClient();
  const add = useAction({
    run: ({ value, note }: { value: string; note: string }) =>
      client.testAddresses.create({ address: value, name: note || null }),
    stale: [TEST_ADDRESSES],
    done: ({ address }) => `Test mode reaches ${address} now.`,
    onDone: onClose,
    showsError: true,
  });
  return (
    <EntryDialog
      title="Add a test address"
      label="Number or mail address"
      example="+14155550123"
      note="Whose it is"
      isRunning={add.isRunning}
      error={add.error}
      onSubmit={add.run}
      onClose={onClose}
    />
  );
}
