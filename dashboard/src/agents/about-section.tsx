import { TextArea, TextField } from "../ui/field.tsx";
import { Section } from "../ui/page.tsx";

interface AboutSectionProps {
  name: string;
  description: string;
  isReadOnly: boolean;
  onChange(change: { name: string } | { description: string }): void;
}

/** Sets what an agent of either kind is called, and what it is for. */
export function AboutSection({ name, description, isReadOnly, onChange }: AboutSectionProps) {
  return (
    <Section title="About">
      <TextField
        label="Name"
        disabled={isReadOnly}
        maxLength={200}
        value={name}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <TextArea
        isProse
        label="Description"
        hint="What it is for, for the people here."
        rows={2}
        disabled={isReadOnly}
        value={description}
        onChange={(event) => onChange({ description: event.target.value })}
      />
    </Section>
  );
}
