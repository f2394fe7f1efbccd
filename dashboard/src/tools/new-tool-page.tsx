import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { useUnsaved } from "../data/use-unsaved.ts";
import { Alert } from "../ui/alert.tsx";
import { Button } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { SaveProblem } from "../ui/save-problem.tsx";
import { ALL_TOOLS } from "./query-keys.ts";
import { NEW_TOOL, newToolOf } from "./tool-draft.ts";
import { ToolForm } from "./tool-form.tsx";
import { toolPath } from "./tool-path.ts";

/** Makes a tool. */
export function Room() {
  const client = useClient();
  const { can } = useSignedIn();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(NEW_TOOL);
  useUnsaved(draft !== NEW_TOOL);
  const make = useAction({
    run: () => client.tools.create(newToolOf(draft)),
    stale: ALL_TOOLS,
    done: ({ name, type }) =>
      type === "http" ? `${name} is there. Try it, then give it to an agent.` : `${name} is there.`,
    onDone: ({ name }) => void navigate({ to: toolPath(name), ignoreBlocker: true }),
    showsError: true,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!make.isRunning) make.run();
  };
  return (
    <Page title="New tool" about="Something that agents can do: call an endpoint of yours, or ask the user’s device.">
      {can("tools:write") ? (
        <form onSubmit={submit} className="grid grid-cols-[minmax(0,1fr)] max-w-3xl gap-5">
          <ToolForm draft={draft} isNew onChange={(change) => setDraft((last) => ({ ...last, ...change }))} />
          <SaveProblem error={make.error} />
          <Button type="submit" look="primary" disabled={make.isRunning} className="justify-self-start">
            {make.isRunning ? "Making it …" : "Make the tool"}
          </Button>
        </form>
      ) : (
        <Alert>You may not make tools. Ask an owner or a developer of this organization.</Alert>
      )}
    </Page>
  );
}
