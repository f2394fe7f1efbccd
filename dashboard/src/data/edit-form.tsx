import type { FormEvent, ReactNode } from "react";
import { Conflict, type Difference } from "../ui/conflict.tsx";
import { SaveBar } from "../ui/save-bar.tsx";
import { SaveProblem } from "../ui/save-problem.tsx";
import type { EditState } from "./use-edit.ts";

interface EditFormProps<Thing extends object, Draft extends object> {
  edit: EditState<Thing, Draft>;
  isReadOnly: boolean;
  /** Writes what two people have made of the same parts. */
  differencesOf(names: readonly (keyof Draft)[], mine: Draft, theirs: Draft): readonly Difference[];
  className?: string;
  /** The fields. */
  children: ReactNode;
}

/** Frames the fields of a thing that is edited: what somebody else changed above them, what was wrong and Save below. */
export function EditForm<Thing extends object, Draft extends object>({
  edit,
  isReadOnly,
  differencesOf,
  className = "",
  children,
}: EditFormProps<Thing, Draft>) {
  const { draft, clash } = edit;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!edit.isSaving) edit.save();
  };
  return (
    <form onSubmit={submit} className={`grid min-w-0 grid-cols-[minmax(0,1fr)] gap-5 ${className}`}>
      {clash && <Conflict differences={differencesOf(clash.names, draft, clash.theirs)} onTakeTheirs={edit.discard} />}
      <fieldset disabled={isReadOnly} className="contents">
        {children}
      </fieldset>
      <SaveProblem error={edit.error} />
      <SaveBar isChanged={edit.isChanged} isSaving={edit.isSaving} onDiscard={edit.discard} />
    </form>
  );
}
