import { Button } from "../ui/button.tsx";
import type { Clash } from "./retention.ts";

/** Says that somebody else was faster, and shows theirs beside yours; shows nothing where nothing clashes. */
export function ConflictNote({ clashes, onTakeTheirs }: { clashes: readonly Clash[]; onTakeTheirs(): void }) {
  if (clashes.length === 0) return null;
  return (
    <div role="alert" className="grid gap-3 rounded-2xl bg-warning-soft p-4 text-sm text-warning sm:p-5">
      <p>
        <span className="font-semibold">Somebody else has changed this meanwhile.</span> What you wrote is still here.
        Save again to put yours in place of theirs.
      </p>
      <table className="w-full table-fixed text-left">
        <thead>
          <tr>
            <th className="pb-1 font-medium">Setting</th>
            <th className="pb-1 font-medium">Theirs</th>
            <th className="pb-1 font-medium">Yours</th>
          </tr>
        </thead>
        <tbody>
          {clashes.map(({ setting, theirs, yours }) => (
            <tr key={setting} className="align-top">
              <th scope="row" className="pr-3 font-normal">
                {setting}
              </th>
              <td className="pr-3 wrap-anywhere">{theirs}</td>
              <td className="wrap-anywhere">{yours}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button onClick={onTakeTheirs} className="justify-self-start">
        Take theirs
      </Button>
    </div>
  );
}
