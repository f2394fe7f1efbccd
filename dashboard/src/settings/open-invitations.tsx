import { useQuery } from "@tanstack/react-query";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { Moment } from "../ui/moment.tsx";
import { Failed } from "../ui/states.tsx";
import { ROLES } from "./roles.ts";

/** By what open invitations are known. */
export const INVITATIONS = ["invitations"];
const MOST = 100;

/** Lists the invitations that nobody has taken yet; shows nothing when there are none. */
export function OpenInvitations() {
  const client = useClient();
  const open = useQuery({
    queryKey: INVITATIONS,
    queryFn: async () => (await client.invitations.list({ limit: MOST })).data,
  });
  const withdraw = useAction({
    run: (id: string) => client.invitations.delete(id),
    stale: [INVITATIONS],
    done: "The invitation is withdrawn. Its link no longer works.",
  });
  if (open.error) return <Failed error={open.error} onRetry={() => void open.refetch()} />;
  if (open.data === undefined || open.data.length === 0) return null;
  return (
    <section aria-label="Open invitations" className="grid shrink-0 gap-2 px-4 sm:px-6">
      <h2 className="text-sm font-medium">Open invitations</h2>
      <ul className="grid max-h-48 divide-y divide-line overflow-y-auto rounded-2xl border border-line bg-surface">
        {open.data.map(({ id, email, role, expires_at }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2 text-sm">
            <span className="min-w-0 wrap-anywhere">
              {email ?? "Whoever has the link"} <span className="text-muted">as {ROLES[role].title.toLowerCase()}</span>
            </span>
            <span className="flex items-center gap-3 text-muted">
              <span>
                ends <Moment at={expires_at} />
              </span>
              <Button disabled={withdraw.isRunning} onClick={() => withdraw.run(id)}>
                Withdraw
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
