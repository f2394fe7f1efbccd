import { createClient, OperatorApiError } from "@operator/sdk";

const operator = createClient({ host: process.env.OPERATOR_HOST, key: process.env.OPERATOR_API_KEY });

try {
  await operator.tools.create({
    name: "read_metadata",
    description: "Reads what only this machine may read.",
    method: "GET",
    url: "http://169.254.169.254/latest/meta-data/",
    input_schema: { type: "object" },
  });
} catch (error) {
  if (!(error instanceof OperatorApiError)) throw error;
  console.log(error.message);
}
