import { type ComponentProps, type ReactNode, useId } from "react";

const BOX =
  "w-full rounded-xl border border-edge bg-surface px-3 py-2 text-base text-ink -outline-offset-1 placeholder:text-muted sm:text-sm";

interface FieldProps {
  label: ReactNode;
  /** What to write, under the label. */
  hint?: ReactNode;
  /** What is wrong with what was written. */
  problem?: string | null;
}

function Labelled({ label, hint, problem, id, children }: FieldProps & { id: string; children: ReactNode }) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {children}
      {problem && (
        <p id={`${id}-problem`} role="alert" className="text-sm text-danger">
          {problem}
        </p>
      )}
    </div>
  );
}

function describedBy(id: string, { hint, problem }: FieldProps): string | undefined {
  const parts = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean);
  return parts.length > 0 ? parts.join(" ") : undefined;
}

/** A line of text with its label. */
export function TextField({ label, hint, problem, ...input }: FieldProps & ComponentProps<"input">) {
  const id = useId();
  const about = { label, hint, problem: problem ?? null };
  return (
    <Labelled {...about} id={id}>
      <input
        {...input}
        id={id}
        aria-invalid={problem ? true : undefined}
        aria-describedby={describedBy(id, about)}
        className={`min-h-10 ${BOX}`}
      />
    </Labelled>
  );
}

interface TextAreaProps extends FieldProps {
  /** Whether it is words for people, and not code. */
  isProse?: boolean;
}

/** Several lines of text with their label. */
export function TextArea({
  label,
  hint,
  problem,
  isProse = false,
  ...input
}: TextAreaProps & ComponentProps<"textarea">) {
  const id = useId();
  const about = { label, hint, problem: problem ?? null };
  return (
    <Labelled {...about} id={id}>
      <textarea
        {...input}
        id={id}
        aria-invalid={problem ? true : undefined}
        aria-describedby={describedBy(id, about)}
        className={`${isProse ? "" : "font-mono"} ${BOX}`}
      />
    </Labelled>
  );
}
