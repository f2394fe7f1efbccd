import { useQuery } from "@tanstack/react-query";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { Section } from "../ui/page.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { Facts } from "./facts.tsx";
import { Forms } from "./forms.tsx";
import { OrganizationForm } from "./organization-form.tsx";
import { type Organization, retentionText } from "./retention.ts";
import { ORGANIZATION } from "./keys.ts";

/** Shows whose installation it is, and lets owners change it. */
export function OrganizationTab() {
  const client = useClient();
  const { can } = useSignedIn();
  const organization = useQuery({ queryKey: ORGANIZATION, queryFn: () => client.organization.get() });
  return (
    <Forms>
      {organization.isPending && <Loading />}
      {organization.error && <Failed error={organization.error} onRetry={() => void organization.refetch()} />}
      {organization.data &&
        (can("organization:write") ? (
          <OrganizationForm organization={organization.data} />
        ) : (
          <OrganizationFacts organization={organization.data} />
        ))}
    </Forms>
  );
}

function OrganizationFacts({ organization }: { organization: Organization }) {
  const { name, time_zone, conversation_retention_days } = organization;
  return (
    <Section title="Organization">
      <Facts
        facts={[
          ["Name", name],
          ["Time zone", time_zone],
          ["Ended conversations are kept", retentionText(conversation_retention_days)],
        ]}
      />
      <p className="text-sm text-muted">Owners can change this.</p>
    </Section>
  );
}
