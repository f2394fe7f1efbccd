import { isJsonObject } from "../json.ts";
import type { OpenApiDocument } from "./document.ts";
import { followToObject } from "./references.ts";

/** Where a service wants its callers to show who they are. */
export interface Credential {
  readonly in: "header" | "query" | "cookie";
  /** The name of the header, parameter or cookie. */
  readonly name: string;
  /** What goes there, for people. */
  readonly description: string;
}

/** Lists the credentials that a document's security schemes are about. Mutual TLS is none that a request carries. */
export function credentialsOf({ root }: OpenApiDocument): Credential[] {
  const components = isJsonObject(root.components) ? root.components : {};
  const schemes = Object.values(isJsonObject(components.securitySchemes) ? components.securitySchemes : {});
  const found = schemes.flatMap((given) => credentialOf(followToObject(root, given) ?? {}));
  return [...new Map(found.map((credential) => [`${credential.in}:${credential.name}`, credential])).values()];
}

const PLACES = ["header", "query", "cookie"] as const;

function credentialOf(scheme: Record<string, unknown>): Credential[] {
  const authorization = { in: "header", name: "Authorization" } as const;
  switch (scheme.type) {
    case "http":
      return [{ ...authorization, description: `${httpScheme(scheme.scheme)} …` }];
    case "oauth2":
    case "openIdConnect":
      return [{ ...authorization, description: "Bearer …" }];
    case "apiKey": {
      const place = PLACES.find((known) => known === scheme.in);
      const { name } = scheme;
      if (place === undefined || typeof name !== "string" || name === "" || name.length > 200) return [];
      return [{ in: place, name, description: "The service's API key." }];
    }
    default:
      return [];
  }
}

function httpScheme(scheme: unknown): string {
  if (typeof scheme !== "string" || !/^[a-z0-9-]{1,40}$/i.test(scheme)) return "Bearer";
  return scheme.charAt(0).toUpperCase() + scheme.slice(1);
}
