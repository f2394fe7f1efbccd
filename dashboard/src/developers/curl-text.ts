import { API_VERSION } from "@operator/sdk";

/** Writes a first call of the API for a terminal; without a key it takes the one in `$OPERATOR_API_KEY`. */
export function curlText(host: string, key?: string): string {
  const bearer = key ?? "$OPERATOR_API_KEY";
  return [
    `curl ${host}/conversational_agents \\`,
    `  -H "Authorization: Bearer ${bearer}" \\`,
    `  -H "Operator-Version: ${API_VERSION}"`,
  ].join("\n");
}
