import type { Schemas } from "@operator/sdk";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { Alert } from "../ui/alert.tsx";
import { Button } from "../ui/button.tsx";
import { SpinnerIcon } from "../ui/icons.tsx";
import { Page, Section } from "../ui/page.tsx";
import { SaveProblem } from "../ui/save-problem.tsx";
import { ContentsView } from "./contents-view.tsx";
import { documentOf } from "./document.ts";
import { ImportFields, type ImportSettings, NEW_IMPORT } from "./import-fields.tsx";
import { ALL_TOOLS } from "./query-keys.ts";
import { newSecretsByName } from "./secrets.ts";

/** Makes tools of an OpenAPI document: says what it holds, lets one choose, and imports. */
export function Room() {
  const client = useClient();
  const { can } = useSignedIn();
  const navigate = useNavigate();
  const [settings, setSettings] = useState(NEW_IMPORT);
  const [contents, setContents] = useState<Schemas["OpenApiContents"] | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const look = useAction({
    run: () => client.openapiSources.preview(previewOf(settings)),
    onDone: (found) => {
      setContents(found);
      const importable = found.operations.filter((one) => one.is_importable && !one.is_deprecated);
      setChosen(new Set(importable.map(({ operation }) => operation)));
      setSettings((last) => ({ ...last, name: last.name || found.title.slice(0, 100) }));
    },
    showsError: true,
  });
  const take = useAction({
    run: () => client.openapiSources.create({ ...sourceOf(settings), operations: [...chosen] }),
    stale: ALL_TOOLS,
    done: ({ tool_count }) => `${tool_count} ${tool_count === 1 ? "tool is" : "tools are"} imported.`,
    onDone: ({ id }) => void navigate({ to: `/tools/openapi/${id}` }),
    showsError: true,
  });
  const change = (next: ImportSettings) => {
    setSettings(next);
    // What was found belongs to what was asked.
    if (!asksTheSame(next, settings)) setContents(null);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (contents === null) look.run();
    else take.run();
  };
  if (!can("tools:write"))
    return (
      <Page title="Import a document">
        <Alert>You may not make tools. Ask an owner or a developer of this organization.</Alert>
      </Page>
    );
  return (
    <Page title="Import a document" about="An OpenAPI document becomes tools. Nothing is kept before you have chosen.">
      <form onSubmit={submit} className="grid grid-cols-[minmax(0,1fr)] max-w-4xl gap-5">
        <ImportFields settings={settings} onChange={change} />
        {contents === null ? (
          <Button type="submit" look="primary" disabled={look.isRunning} className="justify-self-start">
            {look.isRunning && <SpinnerIcon />} Look into it
          </Button>
        ) : (
          <Section title={`${contents.title} ${contents.version}`}>
            <ContentsView contents={contents} chosen={chosen} onChange={setChosen} />
            <Button
              type="submit"
              look="primary"
              disabled={take.isRunning || chosen.size === 0}
              className="justify-self-start"
            >
              {take.isRunning && <SpinnerIcon />} Import {chosen.size} {chosen.size === 1 ? "operation" : "operations"}
            </Button>
          </Section>
        )}
        <SaveProblem error={contents === null ? look.error : take.error} />
      </form>
    </Page>
  );
}

/** Documents can be large: they are the same while nobody has written into them. */
function asksTheSame(one: ImportSettings, other: ImportSettings): boolean {
  const names = ({ headers }: ImportSettings) => headers.map(({ name }) => name).join("\n");
  const isSame = one.source === other.source && one.baseUrl === other.baseUrl && one.namePrefix === other.namePrefix;
  return isSame && names(one) === names(other);
}

function previewOf({ source, baseUrl, namePrefix, headers }: ImportSettings) {
  const header_names = headers.map(({ name }) => name.trim()).filter(Boolean);
  return { ...documentOf(source), base_url: baseUrl.trim() || null, name_prefix: namePrefix.trim(), header_names };
}

function sourceOf(settings: ImportSettings) {
  const { name, source, baseUrl, namePrefix, headers, timeLimit } = settings;
  return {
    ...documentOf(source),
    name: name.trim(),
    base_url: baseUrl.trim() || null,
    name_prefix: namePrefix.trim(),
    headers: newSecretsByName(headers),
    time_limit_sec: timeLimit,
  };
}
