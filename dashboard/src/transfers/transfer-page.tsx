import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { DeleteButton } from "../data/delete-button.tsx";
import { EditForm } from "../data/edit-form.tsx";
import { useEdit } from "../data/use-edit.ts";
import { Badge } from "../ui/badge.tsx";
import { Id } from "../ui/copy-button.tsx";
import { Page } from "../ui/page.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { TRANSFER, TRANSFER_LISTS } from "./query-keys.ts";
import { differencesOf, draftOf, KINDS, type Transfer, transferOf } from "./transfer-draft.ts";
import { TransferForm } from "./transfer-form.tsx";

/** Shows one destination, and changes it. */
export function Room() {
  const { id = "" } = useParams({ strict: false });
  const client = useClient();
  const transfer = useQuery({
    queryKey: [...TRANSFER, id],
    queryFn: () => client.transfers.get(id),
  });
  if (transfer.isPending) return <Loading />;
  if (transfer.error)
    return (
      <Page title="Transfer">
        <Failed error={transfer.error} onRetry={() => void transfer.refetch()} />
      </Page>
    );
  return <TransferEditor key={id} transfer={transfer.data} />;
}

function TransferEditor({ transfer }: { transfer: Transfer }) {
  const client = useClient();
  const { can } = useSignedIn();
  const { id, name, kind } = transfer;
  const edit = useEdit({
    thing: transfer,
    draftOf,
    read: () => client.transfers.get(id),
    write: (draft, options) => client.transfers.change(id, transferOf(draft), options),
    stale: [TRANSFER, ...TRANSFER_LISTS],
    done: "The transfer is saved.",
  });
  return (
    <Page
      title={name}
      beside={
        <>
          <Badge>{KINDS[kind]}</Badge>
          <Id id={id} />
        </>
      }
      about={
        <Link to="/transfers" className="underline">
          All transfers
        </Link>
      }
      actions={can("channels:write") && <DeleteTransfer transfer={transfer} />}
    >
      <EditForm edit={edit} isReadOnly={!can("channels:write")} differencesOf={differencesOf} className="max-w-3xl">
        <TransferForm draft={edit.draft} onChange={edit.change} />
      </EditForm>
    </Page>
  );
}

function DeleteTransfer({ transfer: { id, name } }: { transfer: Transfer }) {
  const client = useClient();
  const navigate = useNavigate();
  return (
    <DeleteButton
      name={name}
      remove={() => client.transfers.delete(id)}
      stale={TRANSFER_LISTS}
      onDone={() => void navigate({ to: "/transfers", ignoreBlocker: true })}
    >
      No agent can hand a caller over to it any more. This is refused while the released or draft version of an agent
      has it.
    </DeleteButton>
  );
}
