import { Button } from "./button.tsx";

/** One field of which somebody else's value differs from the one here. */
export interface Difference {
  name: string;
  theirs: string;
  yours: string;
}

interface ConflictProps {
  differences: readonly Difference[];
  /** Takes their values in place of those here; where it is given, a button offers it. */
  onTakeTheirs?(): void;
}

/** Says that somebody else was faster, with their values beside those here. */
export function Conflict({ differences, onTakeTheirs }: ConflictProps) {
  const seen = differences.filter(({ theirs, yours }) => theirs !== yours);
  return (
    <div role="alert" className="grid gap-3 rounded-xl bg-warning-soft px-4 py-3 text-sm text-warning">
      <p>
        <span className="font-semibold">Somebody else has changed this meanwhile, so nothing was saved.</span> What you
        wrote is still here; saving again puts it in the place of theirs.
      </p>
      {seen.map(({ name, theirs, yours }) => (
        <dl key={name} className="grid gap-x-4 wrap-anywhere sm:grid-cols-2">
          <div>
            <dt className="font-medium">{name}, theirs</dt>
            <dd>{theirs || "nothing"}</dd>
          </div>
          <div>
            <dt className="font-medium">{name}, yours</dt>
            <dd>{yours || "nothing"}</dd>
          </div>
        </dl>
      ))}
      {onTakeTheirs && (
        <Button onClick={onTakeTheirs} className="justify-self-start">
          Take theirs
        </Button>
      )}
    </div>
  );
}
