import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSignedIn } from "../data/account.tsx";
import { allOf } from "../data/all-of.ts";
import { useClient } from "../data/client.tsx";
import { Button } from "../ui/button.tsx";
import { PlusIcon } from "../ui/icons.tsx";
import { Section } from "../ui/page.tsx";
import { Empty, Failed, Loading } from "../ui/states.tsx";
import { DemoLinkCard } from "./demo-link-card.tsx";
import { NewDemoLinkDialog } from "./demo-link-dialog.tsx";
import { DEMO_LINKS } from "./query-keys.ts";

const REFRESH = 15_000;

interface DemoLinksSectionProps {
  agentId: string;
  isReleased: boolean;
}

/** Lists the public links to an agent, by which anybody can talk with its released version. */
export function DemoLinksSection({ agentId, isReleased }: DemoLinksSectionProps) {
  const { can } = useSignedIn();
  const [isMaking, setIsMaking] = useState(false);
  if (!can("agents:write")) return <Closed />;
  const make = (
    <Button onClick={() => setIsMaking(true)}>
      <PlusIcon /> New link
    </Button>
  );
  return (
    <Section title="Public links" actions={make}>
      <p className="max-w-prose text-sm text-muted">
        A link lets anybody talk with the released version, on a page of its own or in a widget on your web site. Nobody
        needs an account, and no key leaves the server.
      </p>
      {!isReleased && (
        <p role="status" className="rounded-xl bg-warning-soft px-4 py-3 text-sm text-warning">
          This agent was never released, so its links do not work yet. Release it first.
        </p>
      )}
      <Links agentId={agentId} />
      {isMaking && <NewDemoLinkDialog agentId={agentId} onClose={() => setIsMaking(false)} />}
    </Section>
  );
}

function Closed() {
  return (
    <Section title="Public links">
      <p className="text-sm text-muted">
        Public links let anybody talk with an agent, so that only developers and owners see them.
      </p>
    </Section>
  );
}

function Links({ agentId }: { agentId: string }) {
  const client = useClient();
  const links = useQuery({
    queryKey: [...DEMO_LINKS, agentId],
    queryFn: () => allOf(client.demoLinks.list({ agent_id: agentId })),
    refetchInterval: REFRESH,
  });
  if (links.error) return <Failed error={links.error} onRetry={() => void links.refetch()} />;
  if (links.data === undefined) return <Loading />;
  if (links.data.length === 0)
    return (
      <Empty title="No public links yet">
        Make one to show the agent to people outside, or to put it on a web site.
      </Empty>
    );
  return (
    <ul className="grid gap-3">
      {links.data.map((link) => (
        <DemoLinkCard key={link.id} link={link} />
      ))}
    </ul>
  );
}
