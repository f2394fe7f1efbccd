/** One field of which somebody else's value differs from the one here. */
export interface Difference {
  name: string;
  theirs: string;
  yours: string;
}

/** Says that somebody else was faster, with their values beside those here. */
export function Conflict({ differences }: { differences: readonly Difference[] }) {
  const seen = differences.filter(({ theirs, yours }) => theirs !== yours);
  return (
    <div role="alert" className="grid gap-2 rounded-xl bg-warning-soft px-4 py-3 text-sm text-warning">
      <p>
        Somebody else has changed this meanwhile, so nothing was saved. What you wrote is still here; saving again puts
        it in the place of theirs.
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
    </div>
  );
}
