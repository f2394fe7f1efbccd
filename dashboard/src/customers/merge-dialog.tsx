import type { Schemas } from "@operator/sdk";
import { useState } from "react";
import { SearchBox } from "../conversations/search-box.tsx";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { usePaged } from "../data/use-paged.ts";
import { ifUnchanged } from "../data/use-save.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { type Column, ListTable } from "../ui/list-table.tsx";
import { Empty } from "../ui/states.tsx";
import { type Customer, nameOf } from "./customer-draft.ts";
import { CUSTOMERS } from "./query-keys.ts";

type Item = Schemas["CustomerItem"];
type Merged = Schemas["MergedCustomers"];

interface MergeDialogProps {
  customer: Customer;
  onClose(): void;
}

/** Makes another customer one with this one: asks who, says what will be, and reports what was. */
export function MergeDialog({ customer, onClose }: MergeDialogProps) {
  const client = useClient();
  const [other, setOther] = useState<Item | null>(null);
  const [merged, setMerged] = useState<Merged | null>(null);
  const merge = useAction({
    run: (from: Item) => client.customers.merge(customer.id, { from: from.id }, ifUnchanged(customer)),
    stale: [CUSTOMERS, ["conversations"], ["follow-ups"]],
    onDone: setMerged,
  });
  if (merged !== null)
    return (
      <Dialog title="They are one now" onClose={onClose} actions={<Button onClick={onClose}>Close</Button>}>
        <Report merged={merged} />
      </Dialog>
    );
  const actions = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      {other && (
        <Button look="danger" disabled={merge.isRunning} onClick={() => merge.run(other)}>
          Merge
        </Button>
      )}
    </>
  );
  return (
    <Dialog title={`Who else is ${nameOf(customer)}?`} onClose={onClose} actions={actions}>
      {other === null ? (
        <Others customer={customer} onChoose={setOther} />
      ) : (
        <div className="grid gap-3 text-sm">
          <p>
            {nameOf(other)} becomes {nameOf(customer)}. Conversations and follow-ups go over, and what is not known here
            is filled in. Where the two contradict each other, what stands here is kept.
          </p>
          <p className="text-muted">It cannot be undone.</p>
        </div>
      )}
    </Dialog>
  );
}

const COLUMNS: readonly Column<Item>[] = [
  { title: "Name", width: "minmax(0, 1.5fr)", cell: nameOf },
  {
    title: "Known by",
    width: "minmax(0, 1fr)",
    cell: ({ phone_no, email, external_id }) => phone_no ?? email ?? external_id ?? "–",
  },
];

function Others({ customer, onChoose }: { customer: Customer; onChoose(other: Item): void }) {
  const client = useClient();
  const [q, setQ] = useState("");
  const livemode = customer.livemode ? ("true" as const) : ("false" as const);
  const list = usePaged<Item>({
    key: [...CUSTOMERS, "others", q, livemode],
    read: async (page) => client.customers.list({ ...(q ? { q } : {}), livemode, ...page }),
  });
  const others = { ...list, items: list.items.filter(({ id }) => id !== customer.id) };
  return (
    <>
      <p className="text-sm text-muted">Choose the customer who turned out to be this one.</p>
      <div className="flex">
        <SearchBox label="Search customers" placeholder="Name, number, address or id …" value={q} onChange={setQ} />
      </div>
      <div className="-mx-5 flex h-[40dvh] flex-col">
        <ListTable
          label="Customers"
          list={others}
          columns={COLUMNS}
          keyOf={({ id }) => id}
          onSelect={onChoose}
          empty={<Empty title={q ? "Nobody is like that." : "Nobody else is known."} />}
        />
      </div>
    </>
  );
}

function Report({ merged: { moved, conflicts } }: { merged: Merged }) {
  return (
    <div className="grid gap-3 text-sm">
      <p>
        Conversations that went over: {moved.conversations}. Follow-ups: {moved.follow_ups}.
      </p>
      {conflicts.length > 0 && (
        <>
          <p>Here the two contradicted each other:</p>
          <ul className="grid gap-2">
            {conflicts.map(({ field, kept, dropped }) => (
              <li key={field} className="rounded-xl bg-sunken px-3 py-2 wrap-anywhere">
                <span className="font-mono text-xs">{field}</span>: kept {JSON.stringify(kept)}, dropped{" "}
                {JSON.stringify(dropped)}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
