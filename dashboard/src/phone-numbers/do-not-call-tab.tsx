import type { Schemas } from "@operator/sdk";
import { useState } from "react";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { usePaged } from "../data/use-paged.ts";
import { TabHead } from "../developers/tab-head.tsx";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/dialog.tsx";
import { CrossIcon, PlusIcon } from "../ui/icons.tsx";
import { type Column, ListTable } from "../ui/list-table.tsx";
import { Moment } from "../ui/moment.tsx";
import { Empty } from "../ui/states.tsx";
import { EntryDialog } from "./entry-dialog.tsx";
import { plainNumber } from "./number-draft.ts";
import { DO_NOT_CALL } from "./query-keys.ts";

type Entry = Schemas["DoNotCall"];

/** Lists the numbers that nobody calls. */
export function DoNotCallTab() {
  const client = useClient();
  const { can } = useSignedIn();
  const [isAdding, setIsAdding] = useState(false);
  const [removed, setRemoved] = useState<string | null>(null);
  const list = usePaged<Entry>({
    key: DO_NOT_CALL,
    read: async (page) => client.doNotCall.list(page),
  });
  const remove = useAction({
    run: (number: string) => client.doNotCall.delete(number),
    stale: [DO_NOT_CALL],
    done: "It may be called again.",
    onDone: () => setRemoved(null),
  });
  const mayWrite = can("channels:write");
  const add = mayWrite && (
    <Button look="primary" onClick={() => setIsAdding(true)}>
      <PlusIcon /> Add a number
    </Button>
  );
  return (
    <>
      <TabHead actions={add}>
        Nobody calls these. A call to one is refused, also where it was ordered before. Text messages have a list of
        their own: STOP.
      </TabHead>
      <ListTable
        label="Numbers that nobody calls"
        list={list}
        columns={columnsOf(mayWrite ? setRemoved : null)}
        keyOf={({ id }) => id}
        empty={
          <Empty title="Everybody may be called." action={add}>
            Add the number of somebody who wants no calls. Agents with the tool do_not_call add numbers by themselves.
          </Empty>
        }
      />
      {isAdding && <AddNumber onClose={() => setIsAdding(false)} />}
      {removed !== null && (
        <Confirm
          title={`Let ${removed} be called again?`}
          action="Take it off the list"
          isDangerous
          isRunning={remove.isRunning}
          onConfirm={() => remove.run(removed)}
          onClose={() => setRemoved(null)}
        >
          Somebody wanted no calls at this number. Take it off only when they have said otherwise.
        </Confirm>
      )}
    </>
  );
}

function columnsOf(remove: ((number: string) => void) | null): readonly Column<Entry>[] {
  return [
    { title: "Number", width: "minmax(0, 1fr)", cell: ({ number }) => <span className="tabular-nums">{number}</span> },
    { title: "Why", width: "minmax(0, 2fr)", isSecondary: true, cell: ({ reason }) => reason ?? "–" },
    { title: "Added", width: "9rem", isSecondary: true, cell: ({ created_at }) => <Moment at={created_at} /> },
    {
      title: "Remove",
      width: "4.5rem",
      cell: ({ number }) =>
        remove && (
          <Button
            look="quiet"
            aria-label={`Take ${number} off the list`}
            onClick={() => remove(number)}
            className="px-2.5"
          >
            <CrossIcon />
          </Button>
        ),
    },
  ];
}

function AddNumber({ onClose }: { onClose(): void }) {
  const client = useClient();
  const add = useAction({
    run: ({ value, note }: { value: string; note: string }) =>
      client.doNotCall.create({ number: plainNumber(value), reason: note || null }),
    stale: [DO_NOT_CALL],
    done: ({ number }) => `Nobody calls ${number} any more.`,
    onDone: onClose,
    showsError: true,
  });
  return (
    <EntryDialog
      title="Let nobody call a number"
      label="Number"
      example="+14155550123"
      note="Why"
      isRunning={add.isRunning}
      error={add.error}
      onSubmit={add.run}
      onClose={onClose}
    />
  );
}
