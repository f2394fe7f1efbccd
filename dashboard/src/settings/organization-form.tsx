import { etagOf, OperatorApiError } from "@operator/sdk";
import { type FormEvent, useState } from "react";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { useUnsaved } from "../data/use-unsaved.ts";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { Section } from "../ui/page.tsx";
import { ConflictNote } from "./conflict-note.tsx";
import { ORGANIZATION } from "./keys.ts";
import {
  changesOf,
  type Clash,
  clashesOf,
  isShorter,
  keptSince,
  type Organization,
  retentionText,
} from "./retention.ts";
import { RetentionField } from "./retention-field.tsx";
import { TimeZoneField } from "./time-zone-field.tsx";

/** Changes the organization. Somebody else's change meanwhile is shown, and overwritten only knowingly. */
export function OrganizationForm({ organization }: { organization: Organization }) {
  const client = useClient();
  const [there, setThere] = useState(organization);
  const [wanted, setWanted] = useState(organization);
  const [clashes, setClashes] = useState<Clash[]>([]);
  const [isAsking, setIsAsking] = useState(false);
  const changes = changesOf(there, wanted);
  const isChanged = Object.keys(changes).length > 0;
  useUnsaved(isChanged);
  const settle = (now: Organization) => {
    setThere(now);
    setWanted(now);
    setClashes([]);
  };
  const save = useAction({
    run: () => saveOver(client, { there, wanted }),
    stale: [["account"], ORGANIZATION],
    done: (answer) =>
      "clashes" in answer ? "Nothing was saved: somebody else was faster." : "The organization is saved.",
    onDone: (answer) => {
      if (!("clashes" in answer)) return settle(answer);
      setThere(answer.theirs);
      setClashes(answer.clashes);
      // What only they have changed is theirs.
      setWanted({ ...answer.theirs, ...changes });
    },
  });
  const set = (change: Partial<Organization>) => setWanted({ ...wanted, ...change });
  const days = wanted.conversation_retention_days;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isShorter(there.conversation_retention_days, days)) setIsAsking(true);
    else save.run();
  };
  return (
    <form onSubmit={submit} className="grid gap-5">
      <ConflictNote clashes={clashes} onTakeTheirs={() => settle(there)} />
      <Section title="Organization">
        <TextField
          label="Name"
          required
          maxLength={100}
          value={wanted.name}
          onChange={({ target }) => set({ name: target.value })}
        />
        <TimeZoneField value={wanted.time_zone} onChange={(time_zone) => set({ time_zone })} />
      </Section>
      <Section title="Retention">
        <RetentionField
          days={days}
          before={there.conversation_retention_days}
          timeZone={wanted.time_zone}
          onChange={(conversation_retention_days) => set({ conversation_retention_days })}
        />
      </Section>
      <div className="flex gap-2">
        <Button type="submit" look="primary" disabled={!isChanged || save.isRunning}>
          Save
        </Button>
        {isChanged && <Button onClick={() => settle(there)}>Discard</Button>}
      </div>
      {isAsking && (
        <Confirm
          title={`Keep conversations only ${retentionText(days)}?`}
          action="Save, and delete older ones"
          isDangerous
          onClose={() => setIsAsking(false)}
          onConfirm={() => {
            setIsAsking(false);
            save.run();
          }}
        >
          Conversations that ended before{" "}
          {keptSince(days, Date.now())?.toLocaleDateString("en-GB", { dateStyle: "long" })} are deleted, with their
          recordings, events and analyses. This cannot be undone.
        </Confirm>
      )}
    </form>
  );
}

interface Save {
  there: Organization;
  wanted: Organization;
}

/** Saves what differs; when somebody else was faster, returns theirs and where it clashes, and saves nothing. */
async function saveOver(client: ReturnType<typeof useClient>, { there, wanted }: Save) {
  const etag = etagOf(there);
  try {
    return await client.organization.change(changesOf(there, wanted), etag === undefined ? {} : { ifMatch: etag });
  } catch (error) {
    if (!(error instanceof OperatorApiError) || error.status !== 412) throw error;
    const theirs = await client.organization.get();
    return { theirs, clashes: clashesOf(there, theirs, wanted) };
  }
}
