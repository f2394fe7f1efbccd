import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { useAgentNames } from "../data/use-agent-names.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Page, Section } from "../ui/page.tsx";
import { Select, Switch } from "../ui/select.tsx";
import { addRows } from "./add-rows.ts";
import { type CampaignSettings, campaignOf, NEW_CAMPAIGN } from "./campaign-settings.ts";
import { CAMPAIGNS, CHANNELS } from "./campaign-words.tsx";
import { CsvField } from "./csv-field.tsx";
import type { ChannelType, NewRow } from "./csv-mapping.ts";
import { HoursFields, PaceFields, type PartProps } from "./pace-fields.tsx";

const CHANNEL_CHOICES = Object.entries(CHANNELS).map(([value, title]) => ({ value, title }));

/** Makes a campaign of a list. */
export function Room() {
  const client = useClient();
  const navigate = useNavigate();
  const [settings, setSettings] = useState(NEW_CAMPAIGN);
  const [rows, setRows] = useState<NewRow[]>([]);
  const make = useAction({
    run: async () => {
      const campaign = await client.campaigns.create(campaignOf(settings));
      // A campaign without all of its rows would be taken for a whole one.
      const report = await addRows(client, campaign.id, rows).catch(async (error: unknown) => {
        await client.campaigns.delete(campaign.id);
        throw error;
      });
      return { id: campaign.id, ...report };
    },
    stale: [CAMPAIGNS],
    done: ({ added, refused }) => `The campaign has ${added} rows${refused > 0 ? `, ${refused} of them refused` : ""}.`,
    onDone: ({ id }) => void navigate({ to: `/campaigns/${id}` }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.run();
  };
  const part: PartProps<CampaignSettings> = { settings, onChange: (change) => setSettings({ ...settings, ...change }) };
  return (
    <Page title="New campaign" about="It begins with nothing until you start it.">
      <form onSubmit={submit} className="grid max-w-3xl gap-5">
        <Section title="Who talks, and how">
          <Basics {...part} />
        </Section>
        <Section title="Whom to reach">
          {/* Another channel asks for other addresses, so that its file is chosen anew. */}
          <CsvField key={settings.channel} channel={settings.channel} onRows={setRows} />
        </Section>
        <Section title="When">
          <HoursFields {...part} />
        </Section>
        <Section title="How fast, and what is tried again">
          <PaceFields {...part} />
        </Section>
        <Button type="submit" look="primary" disabled={make.isRunning || settings.agentId === ""}>
          {make.isRunning ? "Adding the rows …" : `Make the campaign with ${rows.length} rows`}
        </Button>
      </form>
    </Page>
  );
}

function Basics({ settings, onChange }: PartProps<CampaignSettings>) {
  const agents = [...useAgentNames()].map(([value, title]) => ({ value, title }));
  const { name, agentId, channel, from, subject, isTest } = settings;
  return (
    <>
      <TextField
        label="Name"
        required
        maxLength={200}
        placeholder="Check-ups in July"
        value={name}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <Select
        label="Agent"
        hint="The version that is released when a conversation begins."
        choices={[{ value: "", title: "Choose an agent" }, ...agents]}
        value={agentId}
        onChange={(value) => onChange({ agentId: value })}
      />
      <Select
        label="Channel"
        choices={CHANNEL_CHOICES}
        value={channel}
        onChange={(value) => onChange({ channel: value as ChannelType })}
      />
      <TextField
        label={channel === "email" ? "From the address" : "From the number"}
        placeholder="The installation's"
        value={from}
        onChange={(event) => onChange({ from: event.target.value })}
      />
      {channel === "email" && (
        <TextField label="Subject" value={subject} onChange={(event) => onChange({ subject: event.target.value })} />
      )}
      <Switch
        label="Test mode"
        hint="Reaches only numbers and addresses that are listed as test addresses."
        isOn={isTest}
        onChange={(isOn) => onChange({ isTest: isOn })}
      />
    </>
  );
}
