import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { EditForm } from "../data/edit-form.tsx";
import { useEdit } from "../data/use-edit.ts";
import { Badge } from "../ui/badge.tsx";
import { Id } from "../ui/copy-button.tsx";
import { Page } from "../ui/page.tsx";
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
      <EditForm edit={edit} isReadOnly={!can("channels:write")} differencesOf={differencesOf} className="max-w-3xl">
        <NumberForm draft={edit.draft} onChange={edit.change} />
      </EditForm>
    </Page>
  );
}
