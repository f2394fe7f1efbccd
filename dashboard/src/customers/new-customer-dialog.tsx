import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useId, useState } from "react";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { SaveProblem } from "../ui/save-problem.tsx";
import { Switch } from "../ui/select.tsx";
import { type CustomerDraft, customerOf, NOBODY } from "./customer-draft.ts";
import { CustomerFields } from "./customer-fields.tsx";
import { CUSTOMERS } from "./query-keys.ts";

/** Asks who a new customer is. */
export function NewCustomerDialog({ onClose }: { onClose(): void }) {
  const client = useClient();
  const navigate = useNavigate();
  const formId = useId();
  const [draft, setDraft] = useState<CustomerDraft>({ ...NOBODY, extra: undefined });
  const [isTest, setIsTest] = useState(false);
  const make = useAction({
    run: () => client.customers.create({ ...customerOf(draft), livemode: !isTest }),
    stale: [CUSTOMERS],
    onDone: ({ id }) => void navigate({ to: `/customers/${id}` }),
    showsError: true,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!make.isRunning) make.run();
  };
  const actions = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button type="submit" form={formId} look="primary" disabled={make.isRunning}>
        Make customer
      </Button>
    </>
  );
  return (
    <Dialog title="New customer" onClose={onClose} actions={actions}>
      <form id={formId} onSubmit={submit} className="grid gap-4">
        <SaveProblem error={make.error} />
        <CustomerFields draft={draft} onChange={(change) => setDraft((last) => ({ ...last, ...change }))} />
        <Switch label="Test mode" hint="Known in conversations of test mode only." isOn={isTest} onChange={setIsTest} />
      </form>
    </Dialog>
  );
}
