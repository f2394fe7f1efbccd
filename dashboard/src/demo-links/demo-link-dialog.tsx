import type { DemoLink } from "@operator/sdk";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { useSave } from "../data/use-save.ts";
import { Button } from "../ui/button.tsx";
import { Conflict } from "../ui/conflict.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { DemoLinkForm } from "./demo-link-form.tsx";
import { type DemoLinkValues, differencesOf, NEW_LINK, problemOf, settingsOf, valuesOf } from "./demo-link-values.ts";
import { DEMO_LINKS } from "./query-keys.ts";

/** Makes a public link to an agent. */
export function NewDemoLinkDialog({ agentId, onClose }: { agentId: string; onClose(): void }) {
  const client = useClient();
  const [values, setValues] = useState(NEW_LINK);
  const make = useAction({
    run: () => client.demoLinks.create({ agent_id: agentId, ...settingsOf(values) }),
    stale: [DEMO_LINKS],
    done: "The link is made. Whoever has it can talk with the agent.",
    onDone: onClose,
  });
  const form = { title: "New public link", action: "Make the link", values, isRunning: make.isRunning };
  return (
    <FormDialog
      {...form}
      onChange={(change) => setValues((last) => ({ ...last, ...change }))}
      onSubmit={() => make.run()}
      onClose={onClose}
    />
  );
}

/** Changes a public link, which is read anew for it: what a list shows has no tag. */
export function ChangeDemoLinkDialog({ id, onClose }: { id: string; onClose(): void }) {
  const client = useClient();
  const link = useQuery({
    queryKey: [...DEMO_LINKS, "one", id],
    queryFn: () => client.demoLinks.get(id),
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  if (link.data !== undefined) return <OneLink link={link.data} onClose={onClose} />;
  return (
    <Dialog title="Change the link" onClose={onClose}>
      {link.error ? <Failed error={link.error} onRetry={() => void link.refetch()} /> : <Loading />}
    </Dialog>
  );
}

/** Who was faster is shown beside what is written here. */
function OneLink({ link, onClose }: { link: DemoLink; onClose(): void }) {
  const client = useClient();
  const [values, setValues] = useState(() => valuesOf(link));
  const { save, isRunning, theirs } = useSave({
    thing: link,
    read: () => client.demoLinks.get(link.id),
    write: (change: DemoLinkValues, options) => client.demoLinks.change(link.id, settingsOf(change), options),
    stale: [DEMO_LINKS],
    done: "The link is saved.",
    onDone: onClose,
  });
  return (
    <FormDialog
      title={`Change ${link.name}`}
      action="Save"
      values={values}
      isRunning={isRunning}
      theirs={theirs && valuesOf(theirs)}
      onChange={(change) => setValues((last) => ({ ...last, ...change }))}
      onSubmit={() => save(values)}
      onClose={onClose}
    />
  );
}

interface FormDialogProps {
  title: string;
  action: string;
  values: DemoLinkValues;
  isRunning: boolean;
  /** What somebody else has made of it meanwhile. */
  theirs?: DemoLinkValues | null;
  onChange(change: Partial<DemoLinkValues>): void;
  onSubmit(): void;
  onClose(): void;
}

function FormDialog({ title, action, values, isRunning, theirs, onChange, onSubmit, onClose }: FormDialogProps) {
  const form = useId();
  const [isTried, setIsTried] = useState(false);
  const problem = problemOf(values);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsTried(true);
    if (problem === null) onSubmit();
  };
  const actions = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button type="submit" form={form} look="primary" disabled={isRunning}>
        {action}
      </Button>
    </>
  );
  return (
    <Dialog title={title} onClose={onClose} actions={actions}>
      <form id={form} noValidate onSubmit={submit} className="grid gap-5">
        {theirs && <Conflict differences={differencesOf(theirs, values)} onTakeTheirs={() => onChange(theirs)} />}
        <DemoLinkForm values={values} onChange={onChange} />
        {isTried && problem !== null && (
          <p role="alert" className="text-sm text-danger">
            {problem}
          </p>
        )}
      </form>
    </Dialog>
  );
}
