import { versionLabel } from "../talk/agent-choices.ts";
import { Section } from "../ui/page.tsx";
import type { Batch } from "./run-words.tsx";

interface BatchComparisonProps {
  batch: Batch;
  comparison: NonNullable<Batch["comparison"]>;
}

/** Shows what changed between two versions, in numbers. */
export function BatchComparison({ batch: { agent_id, compare_with }, comparison }: BatchComparisonProps) {
  const { compared, changed, status_changed, fields } = comparison;
  return (
    <Section title={`From ${versionLabel(compare_with ?? "")} to ${versionLabel(agent_id)}`}>
      <p className="text-sm text-muted">
        {changed} of {compared} outputs differ.
        {status_changed > 0 && ` In ${status_changed} conversations one version succeeded and the other did not.`}
      </p>
      {fields.length > 0 && (
        <div className="overflow-x-auto">
          <table className="w-full min-w-96 text-left text-sm">
            <thead className="text-xs text-muted">
              <tr>
                <th className="py-1 pr-4 font-medium">Field</th>
                <th className="py-1 pr-4 font-medium">Changed</th>
                <th className="py-1 pr-4 font-medium">Added</th>
                <th className="py-1 font-medium">Gone</th>
              </tr>
            </thead>
            <tbody className="tabular-nums">
              {fields.map((field) => (
                <tr key={field.path} className="border-t border-line">
                  <th scope="row" className="py-1.5 pr-4 font-mono text-xs font-normal wrap-anywhere">
                    {field.path || "the whole output"}
                  </th>
                  <td className="py-1.5 pr-4">{field.changed}</td>
                  <td className="py-1.5 pr-4">{field.added}</td>
                  <td className="py-1.5">{field.removed}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}
