import { createClient } from "@operator/sdk";

const operator = createClient({ host: process.env.OPERATOR_HOST, key: process.env.OPERATOR_API_KEY });

await operator.tools.create({
  name: "read_metadata",
  description: "Reads what only this machine may read.",
  method: "GET",
  url: "http://169.254.169.254/latest/meta-data/",
  input_schema: { type: "object" },
});
const trial = await operator.tools.try("read_metadata", { arguments: {} });
console.log(JSON.stringify(trial));
