interface TemplateChoiceProps<Template> {
  templates: readonly Template[];
  chosen: Template;
  onChoose(template: Template): void;
}

/** Asks what a new agent begins with. */
export function TemplateChoice<Template extends { name: string; title: string; about: string }>({
  templates,
  chosen,
  onChoose,
}: TemplateChoiceProps<Template>) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 text-sm font-medium">Begin with</legend>
      {templates.map((one) => (
        <label
          key={one.name}
          className="flex cursor-pointer items-start gap-3 rounded-xl border border-line p-3 text-sm hover:border-edge has-checked:border-accent has-checked:bg-soft has-checked:text-on-soft has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name="template"
            checked={one.name === chosen.name}
            onChange={() => onChoose(one)}
            className="mt-0.5 accent-accent"
          />
          <span className="grid gap-0.5">
            <span className="font-medium">{one.title}</span>
            <span>{one.about}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
