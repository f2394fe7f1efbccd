import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { useUnsaved } from "../data/use-unsaved.ts";
import { Alert } from "../ui/alert.tsx";
import { Button } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { SaveProblem } from "../ui/save-problem.tsx";
import { TRANSFER_LISTS } from "./query-keys.ts";
import { NEW_TRANSFER, transferOf } from "./transfer-draft.ts";
import { TransferForm } from "./transfer-form.tsx";

/** Makes a destination. */
export function Room() {
  const client = useClient();
  const { can } = useSignedIn();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(NEW_TRANSFER);
  useUnsaved(draft !== NEW_TRANSFER);
  const make = useAction({
    run: () => client.transfers.create(transferOf(draft)),
    stale: TRANSFER_LISTS,
    done: ({ name }) => `${name} is there. Switch it on in an agent’s tab Tools.`,
    onDone: ({ id }) => void navigate({ to: `/transfers/${id}`, ignoreBlocker: true }),
    showsError: true,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!make.isRunning) make.run();
  };
  return (
    <Page title="New transfer" about="Where agents may hand their callers over.">
      {can("channels:write") ? (
        <form onSubmit={submit} className="grid grid-cols-[minmax(0,1fr)] max-w-3xl gap-5">
          <TransferForm draft={draft} onChange={(change) => setDraft((last) => ({ ...last, ...change }))} />
          <SaveProblem error={make.error} />
          <Button type="submit" look="primary" disabled={make.isRunning} className="justify-self-start">
            {make.isRunning ? "Making it …" : "Make the transfer"}
          </Button>
        </form>
      ) : (
        <Alert>You may not make transfers. Ask an owner or a developer of this organization.</Alert>
      )}
    </Page>
  );
}
