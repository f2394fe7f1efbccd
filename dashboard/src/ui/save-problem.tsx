import { OperatorApiError } from "@operator/sdk";
import { inPlainWords } from "../plain-words.ts";
import { Alert } from "./alert.tsx";

/** Says why something was not saved, place by place; nothing when there is no error. */
export function SaveProblem({ error }: { error: unknown }) {
  if (!error) return null;
  const details = error instanceof OperatorApiError ? error.details : [];
  if (details.length < 2) return <Alert>{inPlainWords(error)}</Alert>;
  return (
    <Alert>
      <p className="font-medium">Nothing is saved yet. What you wrote is still here.</p>
      <ul className="mt-1 grid list-disc gap-1 pl-4 wrap-anywhere">
        {details.map(({ param, message }) => (
          <li key={`${param} ${message}`}>{message}</li>
        ))}
      </ul>
    </Alert>
  );
}
