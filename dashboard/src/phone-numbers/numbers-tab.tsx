import { useState } from "react";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { agentTitle, useAgentNames } from "../data/use-agent-names.ts";
import { usePaged } from "../data/use-paged.ts";
import { TabHead } from "../developers/tab-head.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { PlusIcon } from "../ui/icons.tsx";
import { type Column, ListTable } from "../ui/list-table.tsx";
import { Empty } from "../ui/states.tsx";
import { AddNumberDialog } from "./add-number-dialog.tsx";
import { CARRIERS, type PhoneNumber } from "./number-draft.ts";
import { NUMBERS } from "./query-keys.ts";

/** Lists the installation's numbers and who answers at each, and adds more. */
export function NumbersTab() {
  const client = useClient();
  const { can } = useSignedIn();
  const names = useAgentNames();
  const [isAdding, setIsAdding] = useState(false);
  const list = usePaged<PhoneNumber>({
    key: [...NUMBERS, "list"],
    read: async (page) => client.phoneNumbers.list(page),
  });
  const add = can("channels:write") && (
    <Button look="primary" onClick={() => setIsAdding(true)}>
      <PlusIcon /> Add a number
    </Button>
  );
  return (
    <>
      <TabHead actions={add}>
        Numbers that you have with a carrier. The agent of a number answers its calls and its text messages.
      </TabHead>
      <ListTable
        label="Phone numbers"
        list={list}
        columns={columnsOf(names)}
        keyOf={({ id }) => id}
        linkOf={({ id }) => `/phone-numbers/${id}`}
        empty={
          <Empty title="There are no numbers yet." action={add}>
            Add a number that you have with Twilio, with Telnyx or on a SIP trunk, and choose the agent that answers it.
          </Empty>
        }
      />
      {isAdding && <AddNumberDialog onClose={() => setIsAdding(false)} />}
    </>
  );
}

function columnsOf(names: ReadonlyMap<string, string>): readonly Column<PhoneNumber>[] {
  return [
    {
      title: "Number",
      width: "minmax(0, 1.2fr)",
      cell: ({ number, is_default, livemode }) => (
        <span className="tabular-nums">
          {number} {is_default && <Badge tone="good">Default</Badge>} {!livemode && <Badge>Test</Badge>}
        </span>
      ),
    },
    {
      title: "Agent",
      width: "minmax(0, 1fr)",
      cell: ({ agent_id }) =>
        agent_id === null ? <span className="text-muted">Nobody</span> : agentTitle(agent_id, names),
    },
    { title: "For", width: "minmax(0, 1fr)", isSecondary: true, cell: ({ name }) => name ?? "–" },
    { title: "Carrier", width: "7rem", isSecondary: true, cell: ({ carrier }) => CARRIERS[carrier] },
    {
      title: "Answers",
      width: "9rem",
      isSecondary: true,
      cell: ({ rollout_percent, rules }) =>
        `${rollout_percent} %${rules.length > 0 ? `, ${rules.length} ${rules.length === 1 ? "rule" : "rules"}` : ""}`,
    },
  ];
}
