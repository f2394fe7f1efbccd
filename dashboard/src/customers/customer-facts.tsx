import type { FormEvent } from "react";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { useEdit } from "../data/use-edit.ts";
import { Conflict } from "../ui/conflict.tsx";
import { Moment } from "../ui/moment.tsx";
import { SaveBar } from "../ui/save-bar.tsx";
import { SaveProblem } from "../ui/save-problem.tsx";
import { type Customer, customerOf, draftOf, TEXTS, textOf } from "./customer-draft.ts";
import { CustomerFields } from "./customer-fields.tsx";
import { CUSTOMERS } from "./query-keys.ts";

/** Shows what is known of a customer, to be changed. */
export function CustomerFacts({ customer }: { customer: Customer }) {
  const client = useClient();
  const { can } = useSignedIn();
  const { id } = customer;
  const edit = useEdit({
    thing: customer,
    draftOf,
    read: () => client.customers.get(id),
    write: (draft, options) => client.customers.change(id, customerOf(draft), options),
    stale: [CUSTOMERS],
    done: "The customer is saved.",
  });
  const { draft, clash } = edit;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    edit.save();
  };
  return (
    <form onSubmit={submit} className="grid content-start gap-4">
      <dl className="grid grid-cols-2 gap-4 text-sm">
        <div>
          <dt className="text-muted">Conversations</dt>
          <dd className="text-lg font-semibold tabular-nums">{customer.conversation_count}</dd>
        </div>
        <div>
          <dt className="text-muted">The last</dt>
          <dd>
            <Moment at={customer.last_conversation_at} />
          </dd>
        </div>
      </dl>
      {clash && (
        <Conflict
          differences={clash.names.map((name) => ({
            name: name === "extra" ? "Whatever else is known" : TEXTS[name],
            theirs: textOf(clash.theirs, name),
            yours: textOf(draft, name),
          }))}
          onTakeTheirs={edit.discard}
        />
      )}
      <SaveProblem error={edit.error} />
      <fieldset disabled={!can("customers:write")} className="grid min-w-0 gap-4">
        <legend className="sr-only">What is known</legend>
        <CustomerFields draft={draft} onChange={edit.change} />
      </fieldset>
      <SaveBar isChanged={edit.isChanged} isSaving={edit.isSaving} onDiscard={edit.discard} />
    </form>
  );
}
