import type { ReactNode } from "react";
import { STATUSES } from "../conversations/conversation-words.ts";
import { TextArea } from "../ui/field.tsx";
import { Section } from "../ui/page.tsx";
import type { ProceduralConfig } from "./procedural.ts";
import type { TabProps } from "./tab-props.ts";

type Ended = ProceduralConfig["filter_statuses"][number];

/** How conversations can end. */
export const ENDED: readonly Ended[] = ["completed", "voicemail", "no-answer", "busy", "failed"];

/** Sets after which conversations the agent runs. */
export function WhenSection({ config, onChange, isReadOnly, children }: TabProps & { children: ReactNode }) {
  const { filter_statuses, filter_condition } = config;
  const toggle = (status: Ended) =>
    onChange({
      filter_statuses: ENDED.filter((one) => filter_statuses.includes(one) !== (one === status)),
    });
  return (
    <Section title="When it runs">
      {children}
      <fieldset className="grid gap-1.5">
        <legend className="mb-1.5 text-sm font-medium">After conversations that ended as</legend>
        <div className="flex flex-wrap gap-x-5 gap-y-1">
          {ENDED.map((status) => (
            <label key={status} className="flex min-h-8 items-center gap-2 text-sm">
              <input
                type="checkbox"
                checked={filter_statuses.includes(status)}
                disabled={isReadOnly}
                onChange={() => toggle(status)}
                className="size-4 accent-accent"
              />
              {STATUSES[status].title}
            </label>
          ))}
        </div>
      </fieldset>
      <TextArea
        isProse
        label="Only when this is true"
        hint="A sentence that the model judges by the transcript. When it is not true the run is skipped. Empty runs always."
        rows={2}
        placeholder="The customer asked for a refund."
        disabled={isReadOnly}
        value={filter_condition ?? ""}
        onChange={(event) => onChange({ filter_condition: event.target.value || null })}
      />
    </Section>
  );
}
