import { createClient } from "@operator/sdk";

const { OPERATOR_HOST = "http://127.0.0.1:4000", OPERATOR_API_KEY = "" } = process.env;

/** The platform, as every example reaches it. */
export const operator = createClient({ host: OPERATOR_HOST, key: OPERATOR_API_KEY });
