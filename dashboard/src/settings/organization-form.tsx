import { type FormEvent, useState } from "react";
import { useClient } from "../data/client.tsx";
import { useEdit } from "../data/use-edit.ts";
import { Conflict } from "../ui/conflict.tsx";
import { Confirm } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { Section } from "../ui/page.tsx";
import { SaveBar } from "../ui/save-bar.tsx";
import { SaveProblem } from "../ui/save-problem.tsx";
import { ORGANIZATION } from "./keys.ts";
import { isShorter, keptSince, type Organization, retentionText } from "./retention.ts";
import { RetentionField } from "./retention-field.tsx";
import { TimeZoneField } from "./time-zone-field.tsx";

/** Changes the organization, and asks before conversations are deleted by it. */
export function OrganizationForm({ organization }: { organization: Organization }) {
  const client = useClient();
  const [isAsking, setIsAsking] = useState(false);
  const edit = useEdit({
    thing: organization,
    draftOf: ({ name, time_zone, conversation_retention_days }) => ({ name, time_zone, conversation_retention_days }),
    read: () => client.organization.get(),
    write: (draft, options) => client.organization.change(draft, options),
    stale: [["account"], ORGANIZATION],
    done: "The organization is saved.",
  });
  const { draft, clash } = edit;
  const { conversation_retention_days: days } = draft;
  const before = (clash?.theirs ?? organization).conversation_retention_days;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isShorter(before, days)) setIsAsking(true);
    else edit.save();
  };
  return (
    <form onSubmit={submit} className="grid gap-5">
      {clash && (
        <Conflict
          differences={clash.names.map((name) => ({
            name: NAMES[name],
            theirs: textOf(clash.theirs, name),
            yours: textOf(draft, name),
          }))}
          onTakeTheirs={edit.discard}
        />
      )}
      <Section title="Organization">
        <TextField
          label="Name"
          required
          maxLength={100}
          value={draft.name}
          onChange={({ target }) => edit.change({ name: target.value })}
        />
        <TimeZoneField value={draft.time_zone} onChange={(time_zone) => edit.change({ time_zone })} />
      </Section>
      <Section title="Retention">
        <RetentionField
          days={days}
          before={before}
          timeZone={draft.time_zone}
          onChange={(conversation_retention_days) => edit.change({ conversation_retention_days })}
        />
      </Section>
      <SaveProblem error={edit.error} />
      <SaveBar isChanged={edit.isChanged} isSaving={edit.isSaving} onDiscard={edit.discard} />
      {isAsking && (
        <Confirm
          title={`Keep conversations only ${retentionText(days)}?`}
          action="Save, and delete older ones"
          isDangerous
          onClose={() => setIsAsking(false)}
          onConfirm={() => {
            setIsAsking(false);
            edit.save();
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

const NAMES = { name: "Name", time_zone: "Time zone", conversation_retention_days: "Conversations are kept" };

function textOf(organization: Pick<Organization, keyof typeof NAMES>, name: keyof typeof NAMES): string {
  return name === "conversation_retention_days" ? retentionText(organization[name]) : organization[name];
}
