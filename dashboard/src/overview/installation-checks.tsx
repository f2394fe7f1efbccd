import { useQuery } from "@tanstack/react-query";
import { useClient } from "../data/client.tsx";
import { Badge } from "../ui/badge.tsx";
import { Section } from "../ui/page.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { abilitiesOf } from "./parts.ts";

/** Shows what is set up on this installation, and how what is missing is set up. */
export function InstallationChecks() {
  const client = useClient();
  const installation = useQuery({ queryKey: ["installation"], queryFn: () => client.installation.get() });
  return (
    <Section title="This installation">
      {installation.isPending && <Loading />}
      {installation.error && <Failed error={installation.error} onRetry={() => void installation.refetch()} />}
      {installation.data && (
        <>
          <ul className="grid divide-y divide-line text-sm">
            {abilitiesOf(installation.data.parts).map(({ kind, title, by, how }) => (
              <li key={kind} className="grid gap-0.5 py-2 first:pt-0 last:pb-0">
                <div className="flex items-center justify-between gap-3">
                  <span className="font-medium">{title}</span>
                  {how === null ? <Badge tone="good">Ready</Badge> : <Badge>Not set up</Badge>}
                </div>
                <p className="text-muted wrap-anywhere">{how ?? by.join(", ")}</p>
              </li>
            ))}
          </ul>
          <p className="text-xs text-muted">
            Operator {installation.data.version}
            {installation.data.database.problem &&
              `. The database has a problem: ${installation.data.database.problem}`}
          </p>
        </>
      )}
    </Section>
  );
}
