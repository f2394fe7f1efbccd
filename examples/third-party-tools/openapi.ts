import { readFile } from "node:fs/promises";
import { operator } from "../quickstart/operator.ts";

const { OPERATOR_HOST = "http://127.0.0.1:4000" } = process.env;
const document = await readFile("examples/third-party-tools/salon.yaml", "utf8");

// #region preview
const contents = await operator.openapiSources.preview({ document });
for (const { operation, name, is_importable, reason } of contents.operations) {
  console.log(is_importable ? `${operation} becomes ${name}` : `${operation} cannot be used: ${reason}`);
}
// #endregion

// #region import
const source = await operator.openapiSources.create({
  name: "Salon",
  document,
  base_url: `${OPERATOR_HOST}/examples/appointments`,
  operations: ["listAppointments"],
});
console.log(`${source.id} has made ${source.tool_count} tool`);

const trial = await operator.tools.try("listAppointments", { arguments: {} });
console.log(trial.outcome.status, trial.outcome.result);
// #endregion

// #region compare
const newer = document.replace("Says who comes when.", "Says who comes when, and for what.");
const { operations } = await operator.openapiSources.compare(source.id, { document: newer });
for (const { operation, change, differences } of operations) {
  console.log(`${operation}: ${change}`, differences.map(({ field }) => field).join(", "));
}
await operator.openapiSources.import(source.id, { document: newer });
// #endregion
