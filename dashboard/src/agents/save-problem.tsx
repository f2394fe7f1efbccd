import { OperatorApiError } from "@operator/sdk";
import { inPlainWords } from "../plain-words.ts";
import { Alert } from "../ui/alert.tsx";
import { isConflict } from "./use-draft.ts";

/** Says why a draft could not be saved, place by place. A conflict has a dialog of its own. */
export function SaveProblem({ error }: { error: unknown }) {
  if (!error || isConflict(error)) return null;
  const details = error instanceof OperatorApiError ? error.details : [];
  return (
    <div className="mb-4">
      <Alert>
        <p className="font-medium">The draft is not saved. What you changed is still here.</p>
        {details.length === 0 && <p>{inPlainWords(error)}</p>}
        <ul className="mt-1 grid gap-1">
          {details.map(({ param, message }) => (
            <li key={`${param} ${message}`}>
              <code className="font-mono text-xs">{param}</code> {message}
            </li>
          ))}
        </ul>
      </Alert>
    </div>
  );
}
