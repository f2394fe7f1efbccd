import { OperatorApiError } from "@operator/sdk";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { type Account, type SignedIn, SignedInProvider } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { EntranceForm, SignInPage } from "./sign-in-page.tsx";
import type { Ticket } from "./entrance.ts";
import { InvitationPage, OwnerPage } from "./new-account-pages.tsx";
import { Failed, Loading } from "../ui/states.tsx";

const KEY = ["account"];

/** Lets those in who are signed in, and shows the others the way in that they came for. */
export function Gate({ ticket: given, children }: { ticket: Ticket | null; children: ReactNode }) {
  const client = useClient();
  const queries = useQueryClient();
  const [ticket, setTicket] = useState(given);
  const account = useQuery({ queryKey: KEY, queryFn: () => client.account.get() });
  useEffect(() => leaveWhenOver(queries), [queries]);
  const onEntered = () => {
    setTicket(null);
    queries.clear();
    void queries.invalidateQueries({ queryKey: KEY });
  };
  if (account.isPending) return <Loading />;
  if (account.error) return <Failed error={account.error} onRetry={() => void account.refetch()} />;
  const { has_owner: hasOwner, organization, member } = account.data;
  if (ticket?.kind === "invitation")
    return <InvitationPage code={ticket.code} organization={organization.name} onEntered={onEntered} />;
  if (ticket && member === null) return <OwnerPage code={ticket.code} hasOwner={hasOwner} onEntered={onEntered} />;
  if (member !== null) return <Inside account={{ ...account.data, member }}>{children}</Inside>;
  return hasOwner ? <SignInPage organization={organization.name} onEntered={onEntered} /> : <NoOwner />;
}

function NoOwner() {
  return (
    <EntranceForm
      title="This platform has no owner yet"
      about="The server printed a link when it was started. Open that link to make the owner's account. If it is lost, or older than an hour, start the server again."
      problem={null}
    >
      {null}
    </EntranceForm>
  );
}

function Inside({
  account,
  children,
}: {
  account: Account & { member: NonNullable<Account["member"]> };
  children: ReactNode;
}) {
  const client = useClient();
  const queries = useQueryClient();
  const signedIn = useMemo<SignedIn>(
    () => ({
      member: account.member,
      organization: account.organization,
      can: (scope) => account.scopes === null || account.scopes.includes(scope),
      signOut: async () => {
        await client.account.signOut();
        queries.clear();
        await queries.invalidateQueries({ queryKey: KEY });
      },
    }),
    [account, client, queries],
  );
  return <SignedInProvider value={signedIn}>{children}</SignedInProvider>;
}

/** Has the gate look again when the server no longer knows the session. */
function leaveWhenOver(queries: ReturnType<typeof useQueryClient>): () => void {
  return queries.getQueryCache().subscribe(({ query }) => {
    const { error } = query.state;
    if (query.queryKey[0] === KEY[0] || !(error instanceof OperatorApiError) || error.status !== 401) return;
    void queries.invalidateQueries({ queryKey: KEY });
  });
}
