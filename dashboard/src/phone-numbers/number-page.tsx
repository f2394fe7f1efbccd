import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { useEdit } from "../data/use-edit.ts";
import { Badge } from "../ui/badge.tsx";
import { Conflict } from "../ui/conflict.tsx";
import { Id } from "../ui/copy-button.tsx";
import { Page } from "../ui/page.tsx";
import { SaveBar } from "../ui/save-bar.tsx";
import { SaveProblem } from "../ui/save-problem.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { NumberActions } from "./number-actions.tsx";
import { CARRIERS, differencesOf, draftOf, numberChangeOf, type PhoneNumber } from "./number-draft.ts";
import { NumberForm } from "./number-form.tsx";
import { NUMBER, NUMBERS } from "./query-keys.ts";

/** Shows one number: who answers at it, whom, and how many at once. */
export function Room() {
  const { id = "" } = useParams({ strict: false });
  const client = useClient();
  const number = useQuery({
    queryKey: [...NUMBER, id],
    queryFn: () => client.phoneNumbers.get(id),
  });
  if (number.isPending) return <Loading />;
  if (number.error)
    return (
      <Page title="Phone number">
        <Failed error={number.error} onRetry={() => void number.refetch()} />
      </Page>
    );
  return <NumberEditor key={id} number={number.data} />;
}

function NumberEditor({ number }: { number: PhoneNumber }) {
  const client = useClient();
  const { can } = useSignedIn();
  const { id, carrier, livemode, is_default } = number;
  const edit = useEdit({
    thing: number,
    draftOf,
    read: () => client.phoneNumbers.get(id),
    write: (draft, options) => client.phoneNumbers.change(id, numberChangeOf(draft), options),
    stale: [NUMBER, NUMBERS],
    done: "The number is saved.",
  });
  const { draft, clash } = edit;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!edit.isSaving) edit.save();
  };
  return (
    <Page
      title={number.number}
      beside={
        <>
          <Badge>{CARRIERS[carrier]}</Badge>
          {is_default && <Badge tone="good">Default</Badge>}
          {!livemode && <Badge>Test</Badge>}
          <Id id={id} />
        </>
      }
      about={
        <Link to="/phone-numbers" className="underline">
          All phone numbers
        </Link>
      }
      actions={can("channels:write") && <NumberActions number={number} />}
    >
      <form onSubmit={submit} className="grid grid-cols-[minmax(0,1fr)] max-w-3xl gap-5">
        {clash && (
          <Conflict differences={differencesOf(clash.names, draft, clash.theirs)} onTakeTheirs={edit.discard} />
        )}
        <fieldset disabled={!can("channels:write")} className="contents">
          <NumberForm draft={draft} onChange={edit.change} />
        </fieldset>
        <SaveProblem error={edit.error} />
        <SaveBar isChanged={edit.isChanged} isSaving={edit.isSaving} onDiscard={edit.discard} />
      </form>
    </Page>
  );
}
