import type { Schemas } from "@operator/sdk";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { Facts } from "../developers/facts.tsx";
import { Id } from "../ui/copy-button.tsx";
import { Moment } from "../ui/moment.tsx";
import { Page, Section } from "../ui/page.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { ComparePanel } from "./compare-panel.tsx";
import { DeleteSource } from "./delete-source.tsx";
import { SOURCES } from "./query-keys.ts";
import { toolPath } from "./tool-path.ts";

/** Shows one OpenAPI document: its tools, and how it stands to a newer one. */
export function Room() {
  const { id = "" } = useParams({ strict: false });
  const client = useClient();
  const { can } = useSignedIn();
  const source = useQuery({ queryKey: [...SOURCES, id], queryFn: () => client.openapiSources.get(id) });
  if (source.isPending) return <Loading />;
  if (source.error)
    return (
      <Page title="OpenAPI document">
        <Failed error={source.error} onRetry={() => void source.refetch()} />
      </Page>
    );
  const { name, tools } = source.data;
  return (
    <Page
      title={name}
      about={
        <Link to="/tools" search={{ tab: "openapi" } as never} className="underline">
          All OpenAPI documents
        </Link>
      }
      actions={can("tools:write") && <DeleteSource id={id} name={name} />}
    >
      {can("tools:write") && <ComparePanel key={id} source={source.data} />}
      <Section title={`Tools (${tools.length})`}>
        <ToolList tools={tools} />
      </Section>
      <Section title="Settings">
        <Settings source={source.data} />
      </Section>
    </Page>
  );
}

function ToolList({ tools }: { tools: Schemas["OpenApiSource"]["tools"] }) {
  if (tools.length === 0)
    return <p className="text-sm text-muted">None are left. Compare with the document to import operations again.</p>;
  return (
    <ul className="grid divide-y divide-line text-sm">
      {tools.map(({ operation, method, path, name }) => (
        <li key={operation} className="grid gap-x-4 py-2 first:pt-0 last:pb-0 sm:grid-cols-2">
          <Link to={toolPath(name)} className="min-w-0 font-mono text-[0.8125rem] underline wrap-anywhere">
            {name}
          </Link>
          <span className="min-w-0 font-mono text-xs text-muted wrap-anywhere sm:self-center">
            {method} {path}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Settings({ source }: { source: Schemas["OpenApiSource"] }) {
  const { id, url, base_url, name_prefix, headers, time_limit_sec, openapi, title, version, updated_at } = source;
  const names = Object.keys(headers);
  return (
    <Facts
      facts={[
        ["Document", `${title} ${version} (OpenAPI ${openapi})`],
        ["Fetched from", url ?? "It was sent"],
        ["Service", base_url ?? "The one that the document names"],
        ["Headers", names.length > 0 ? names.join(", ") : null],
        ["Prefix", name_prefix || null],
        ["Time limit", `${time_limit_sec} s, for new tools`],
        ["Imported last", <Moment key="updated" at={updated_at} />],
        ["Id", <Id key="id" id={id} />],
      ]}
    />
  );
}
