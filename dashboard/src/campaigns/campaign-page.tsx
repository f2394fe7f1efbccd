import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { agentTitle, useAgentNames } from "../data/use-agent-names.ts";
import { Alert } from "../ui/alert.tsx";
import { Badge } from "../ui/badge.tsx";
import { Page, Section } from "../ui/page.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { CampaignActions } from "./campaign-actions.tsx";
import { CampaignForm } from "./campaign-form.tsx";
import { CampaignProgress } from "./campaign-progress.tsx";
import { CampaignRows } from "./campaign-rows.tsx";
import { CAMPAIGNS, CampaignStatus, CHANNELS } from "./campaign-words.tsx";

const REFRESH = 2_000;

/** Shows one campaign: how far it is, what came of it, and each of its rows. */
export function Room() {
  const { id = "" } = useParams({ strict: false });
  const client = useClient();
  const { can } = useSignedIn();
  const names = useAgentNames();
  const campaign = useQuery({
    queryKey: [...CAMPAIGNS, id],
    queryFn: () => client.campaigns.get(id),
    refetchInterval: REFRESH,
  });
  if (campaign.isPending) return <Loading />;
  if (campaign.error)
    return (
      <Page title="Campaign">
        <Failed error={campaign.error} onRetry={() => void campaign.refetch()} />
      </Page>
    );
  const { name, status, error, agent_id, channel, livemode, pacing } = campaign.data;
  const [agent = agent_id] = agent_id.split("@");
  return (
    <Page
      title={name}
      beside={
        <>
          <CampaignStatus status={status} />
          {!livemode && <Badge>Test</Badge>}
        </>
      }
      about={
        <>
          {CHANNELS[channel.type]} with{" "}
          <Link to={`/agents/${agent}`} className="underline">
            {agentTitle(agent_id, names)}
          </Link>
          , at most {pacing.per_minute} in a minute.
        </>
      }
      actions={<CampaignActions campaign={campaign.data} />}
    >
      {error && <Alert>Paused by the platform: {error.message}</Alert>}
      <CampaignProgress campaign={campaign.data} />
      <Section title="Rows">
        <CampaignRows id={id} />
      </Section>
      {can("campaigns:write") && (status === "draft" || status === "paused") && (
        <CampaignForm key={id} campaign={campaign.data} />
      )}
    </Page>
  );
}
