import { OperatorApiError } from "@operator/sdk";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { type Account, type SignedIn, SignedInProvider } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { EntranceForm, SignInPage } from "./sign-in-page.tsx";
import type { Ticket } from "./entrance.ts";
import { InvitationPage, OwnerPage } from "./new-account-pages.tsx";
import { SessionOver } from "./session-over.tsx";
import { Failed, Loading } from "../ui/states.tsx";

const KEY = ["account"];

/**
 * Lets those in who are signed in, and shows the others the way in that they came for. Where a session ends in mid-work,
 * the room stays as it is below the question for the password.
 */
export function Gate({ ticket: given, children }: { ticket: Ticket | null; children: ReactNode }) {
  const [ticket, setTicket] = useState(given);
  const { account, latest, error, retry, onEntered, onLeave } = useWhoIsHere();
  if (account === null) return error ? <Failed error={error} onRetry={retry} /> : <Loading />;
  const enter = () => void onEntered().then(() => setTicket(null));
  const entrance = { organization: account.organization.name, onEntered: enter };
  if (ticket?.kind === "invitation") return <InvitationPage code={ticket.code} {...entrance} />;
  const isOver = !isInside(account);
  if (ticket && isOver) return <OwnerPage code={ticket.code} hasOwner={account.has_owner} {...entrance} />;
  if (latest === null) return account.has_owner ? <SignInPage {...entrance} /> : <NoOwner />;
  return (
    <Inside key={latest.member.id} account={latest} onLeave={onLeave}>
      {children}
      {isOver && <SessionOver member={latest.member} {...entrance} />}
    </Inside>
  );
}

/** Keeps who is signed in, and who was until their session ended by itself. */
function useWhoIsHere() {
  const client = useClient();
  const queries = useQueryClient();
  const [hasLeft, setHasLeft] = useState(false);
  const [latest, setLatest] = useState<InsideAccount | null>(null);
  const { data, error, refetch } = useQuery({ queryKey: KEY, queryFn: () => client.account.get() });
  const present = data !== undefined && isInside(data) ? data : null;
  if (present !== null && present !== latest) setLatest(present);
  useEffect(() => leaveWhenOver(queries), [queries]);
  const onEntered = async () => {
    const before = latest?.member.id;
    const { data: now } = await refetch();
    if (now?.member?.id === before) await queries.invalidateQueries(OTHERS);
    else queries.removeQueries(OTHERS);
    setHasLeft(false);
  };
  const onLeave = async () => {
    setHasLeft(true);
    await refetch();
    queries.removeQueries(OTHERS);
  };
  const inside = present ?? (hasLeft ? null : latest);
  return { account: data ?? null, latest: inside, error, retry: () => void refetch(), onEntered, onLeave };
}

type InsideAccount = Account & { member: NonNullable<Account["member"]> };

function isInside(account: Account): account is InsideAccount {
  return account.member !== null;
}

/** All that was read but who is signed in. */
const OTHERS = { predicate: ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[0] !== KEY[0] };

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

interface InsideProps {
  account: InsideAccount;
  onLeave(): Promise<void>;
  children: ReactNode;
}

function Inside({ account, onLeave, children }: InsideProps) {
  const client = useClient();
  const { member, organization, scopes } = account;
  const signedIn: SignedIn = {
    member,
    organization,
    can: (scope) => scopes === null || scopes.includes(scope),
    signOut: async () => {
      await client.account.signOut();
      await onLeave();
    },
  };
  return <SignedInProvider value={signedIn}>{children}</SignedInProvider>;
}

/** Has the gate look again when the server no longer knows the session. */
function leaveWhenOver(queries: ReturnType<typeof useQueryClient>): () => void {
  const look = (error: unknown) => {
    if (!(error instanceof OperatorApiError) || error.status !== 401 || error.code === "wrong_credentials") return;
    void queries.invalidateQueries({ queryKey: KEY });
  };
  const leaveQueries = queries.getQueryCache().subscribe((event) => {
    if (event.type === "updated" && event.action.type === "error") look(event.action.error);
  });
  const leaveActions = queries.getMutationCache().subscribe((event) => {
    if (event.type === "updated" && event.action.type === "error") look(event.action.error);
  });
  return () => {
    leaveQueries();
    leaveActions();
  };
}
