import { createClient, OperatorApiError } from "@operator/sdk";

const client = createClient({ host: process.env["OPERATOR_HOST"], key: process.env["OPERATOR_API_KEY"] });

// #region errors
try {
  await client.customers.get("cus_00000000000", { timeout: 5_000 });
} catch (error) {
  if (!(error instanceof OperatorApiError)) throw error;
  switch (error.type) {
    case "not_found":
      console.log("There is no such customer.");
      break;
    case "rate_limited":
      console.log(`Come back in ${error.retryAfterSeconds} seconds.`);
      break;
    default:
      throw error; // its message says what to do, and names the request
  }
}
// #endregion
