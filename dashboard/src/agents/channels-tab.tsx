import type { AgentConfig } from "@operator/sdk";
import { Section } from "../ui/page.tsx";
import { Switch } from "../ui/select.tsx";
import { ContactHours } from "./contact-hours.tsx";
import { LinesField } from "./lines-field.tsx";
import { NumberField } from "./number-field.tsx";
import type { TabProps } from "./tab-props.ts";

/** Sets what holds on single channels. */
export function ChannelsTab({ config, onChange, isReadOnly }: TabProps) {
  const { channel } = config;
  const change = (changed: Partial<AgentConfig["channel"]>) => onChange({ channel: { ...channel, ...changed } });
  return (
    <div className="grid gap-5">
      <Section title="Telephone">
        <Switch
          label="Leave a message on voicemail"
          hint="When an outbound call reaches an answering machine. Switched off, the agent hangs up."
          isOn={channel.is_voicemail_enabled}
          isDisabled={isReadOnly}
          onChange={(is_voicemail_enabled) => change({ is_voicemail_enabled })}
        />
      </Section>
      <Section title="Messages">
        <p className="text-sm text-muted">For asynchronous chat, text messages and email.</p>
        <div className="grid items-end gap-4 sm:grid-cols-2">
          <NumberField
            label="Over after seconds without a message"
            hint="A later message opens a new conversation that knows this one."
            value={channel.idle_time_sec}
            min={60}
            max={7_776_000}
            isReadOnly={isReadOnly}
            onChange={(seconds) => change({ idle_time_sec: seconds ?? 86_400 })}
          />
          <NumberField
            label="Wait for more, in milliseconds"
            hint="Messages in a burst are answered once. Empty takes the channel’s: 0, 1500 and 3000."
            value={channel.quiet_time_ms}
            isOptional
            min={0}
            max={60_000}
            isReadOnly={isReadOnly}
            onChange={(quiet_time_ms) => change({ quiet_time_ms })}
          />
        </div>
        <LinesField
          label="Others it may write to"
          hint="Beside its own customer, for send_sms and send_email: numbers, addresses, beginnings such as +41*, domains such as *@example.com, one on each line."
          values={channel.allowed_recipients}
          isReadOnly={isReadOnly}
          onChange={(allowed_recipients) => change({ allowed_recipients })}
        />
      </Section>
      <Section title="Contact hours">
        <ContactHours
          hours={channel.contact_hours}
          isReadOnly={isReadOnly}
          onChange={(contact_hours) => change({ contact_hours })}
        />
      </Section>
    </div>
  );
}
