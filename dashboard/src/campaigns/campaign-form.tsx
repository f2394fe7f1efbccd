import type { Schemas } from "@operator/sdk";
import { useClient } from "../data/client.tsx";
import { useEdit } from "../data/use-edit.ts";
import { Conflict } from "../ui/conflict.tsx";
import { TextField } from "../ui/field.tsx";
import { Section } from "../ui/page.tsx";
import { SaveBar } from "../ui/save-bar.tsx";
import { SaveProblem } from "../ui/save-problem.tsx";
import { type ChangeableSettings, changeableOf, changeableSettings, hasOneWindow } from "./campaign-settings.ts";
import { CAMPAIGNS } from "./campaign-words.tsx";
import { HoursFields, PaceFields } from "./pace-fields.tsx";

/** Changes a campaign that does not run: its name, hours, pace and retries. */
export function CampaignForm({ campaign }: { campaign: Schemas["Campaign"] }) {
  const client = useClient();
  const { id } = campaign;
  const showsHours = hasOneWindow(campaign);
  const edit = useEdit({
    thing: campaign,
    draftOf: changeableSettings,
    read: () => client.campaigns.get(id),
    write: (draft, options) => {
      const { hours, ...rest } = changeableOf(draft);
      return client.campaigns.change(id, showsHours ? { ...rest, hours } : rest, options);
    },
    stale: [CAMPAIGNS],
    done: "The campaign is saved.",
  });
  const part = { settings: edit.draft, onChange: edit.change };
  return (
    <form
      className="grid max-w-3xl gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        edit.save();
      }}
    >
      <Section title="Settings">
        {edit.clash && <Conflict differences={differences(edit.draft, edit.clash)} onTakeTheirs={edit.discard} />}
        <TextField
          label="Name"
          required
          maxLength={200}
          value={edit.draft.name}
          onChange={(event) => edit.change({ name: event.target.value })}
        />
        {showsHours ? (
          <HoursFields {...part} />
        ) : (
          <p className="text-sm text-muted">
            Its hours have several windows, which the API and the command line change.
          </p>
        )}
        <PaceFields {...part} />
        <SaveProblem error={edit.error} />
        <SaveBar isChanged={edit.isChanged} isSaving={edit.isSaving} onDiscard={edit.discard} />
      </Section>
    </form>
  );
}

const NAMES: Readonly<Record<keyof ChangeableSettings, string>> = {
  name: "Name",
  hasHours: "Only at certain hours",
  days: "Days",
  opens: "From",
  closes: "To",
  timeZone: "Time zone",
  perMinute: "Begun in a minute",
  atOnce: "Open at once",
  retries: "Retries",
};

interface Clash {
  names: readonly (keyof ChangeableSettings)[];
  theirs: ChangeableSettings;
}

function differences(yours: ChangeableSettings, { names, theirs }: Clash) {
  const text = (settings: ChangeableSettings, name: keyof ChangeableSettings) =>
    name === "retries" ? retriesText(settings) : String(settings[name]);
  return names.map((name) => ({ name: NAMES[name], theirs: text(theirs, name), yours: text(yours, name) }));
}

function retriesText({ retries }: ChangeableSettings): string {
  const lines = Object.entries(retries).filter(([, { times }]) => Number(times) > 0);
  return lines
    .map(([outcome, { times, afterMinutes }]) => `${outcome} ${times} × after ${afterMinutes} min`)
    .join(", ");
}
