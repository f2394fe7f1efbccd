import type { Schemas } from "@operator/sdk";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { agentTitle, useAgentNames } from "../data/use-agent-names.ts";
import { usePaged } from "../data/use-paged.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { PlusIcon } from "../ui/icons.tsx";
import { Moment } from "../ui/moment.tsx";
import { Empty, Failed, Loading } from "../ui/states.tsx";
import type { Customer } from "./customer-draft.ts";
import { NewFollowUpDialog } from "./new-follow-up-dialog.tsx";
import { followUpsKey } from "./query-keys.ts";

type FollowUp = Schemas["FollowUp"];

const REFRESH = 5_000;
const STATUSES = {
  pending: { title: "To come", tone: "neutral" },
  done: { title: "Done", tone: "good" },
  cancelled: { title: "Cancelled", tone: "neutral" },
  failed: { title: "Failed", tone: "danger" },
} as const;

/** Lists what agents come back to with a customer. */
export function CustomerFollowUps({ customer }: { customer: Customer }) {
  const client = useClient();
  const { can } = useSignedIn();
  const [isMaking, setIsMaking] = useState(false);
  const list = usePaged<FollowUp>({
    key: followUpsKey(customer.id),
    read: async (page) => client.followUps.list({ customer_id: customer.id, ...page }),
    refetchEvery: REFRESH,
  });
  const make = can("conversations:write") && (
    <Button onClick={() => setIsMaking(true)}>
      <PlusIcon /> New follow-up
    </Button>
  );
  return (
    <div className="grid min-h-0 flex-1 content-start gap-3 overflow-y-auto px-4 pb-8 sm:px-6">
      {list.isLoading && <Loading />}
      {list.error && <Failed error={list.error} onRetry={list.reload} />}
      {list.items.length > 0 && <div>{make}</div>}
      {!list.isLoading && !list.error && list.items.length === 0 && (
        <Empty title="Nothing is to be followed up." action={make}>
          What an agent has promised to come back to, or you ask it to, is listed here, with when.
        </Empty>
      )}
      <ul aria-label="Follow-ups" className="grid gap-3">
        {list.items.map((followUp) => (
          <FollowUpRow key={followUp.id} followUp={followUp} />
        ))}
      </ul>
      {list.hasMore && (
        <Button disabled={list.isLoadingMore} onClick={list.loadMore} className="justify-self-center">
          Show more
        </Button>
      )}
      {isMaking && <NewFollowUpDialog customer={customer} onClose={() => setIsMaking(false)} />}
    </div>
  );
}

function FollowUpRow({ followUp }: { followUp: FollowUp }) {
  const client = useClient();
  const { can } = useSignedIn();
  const names = useAgentNames();
  const { id, status, note, due_at, agent_id, done_in, conversation_id, customer_id, error } = followUp;
  const cancel = useAction({
    run: async () => client.followUps.delete(id),
    stale: [followUpsKey(customer_id ?? "")],
    done: "The follow-up is cancelled.",
  });
  const seen = done_in ?? conversation_id;
  return (
    <li className="grid gap-2 rounded-2xl border border-line bg-surface p-4 text-sm">
      <div className="flex flex-wrap items-center gap-2">
        <Badge tone={STATUSES[status].tone}>{STATUSES[status].title}</Badge>
        <Moment at={due_at} />
        <span className="text-muted">{agentTitle(agent_id, names)}</span>
        {status === "pending" && can("conversations:write") && (
          <Button look="quiet" className="-my-2 ml-auto" disabled={cancel.isRunning} onClick={() => cancel.run()}>
            Cancel
          </Button>
        )}
      </div>
      <p className="wrap-anywhere whitespace-pre-wrap">{note}</p>
      {error && <p className="text-danger wrap-anywhere">{error.message}</p>}
      {seen && (
        <p className="text-xs text-muted">
          <Link to={`/conversations/${seen}`} className="underline underline-offset-2">
            {done_in ? "The conversation in which it was seen to" : "The conversation that it follows up"}
          </Link>
        </p>
      )}
    </li>
  );
}
