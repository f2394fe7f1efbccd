import packageJson from "../../package.json" with { type: "json" };
import type { Environment } from "../config.ts";
import type { Database } from "../db/database.ts";
import { SUPPORTED_VERSIONS } from "../http/gate.ts";
import type { ModelCatalog } from "../ports/language-model.ts";
import type { SpeechCatalog } from "../ports/speech-catalog.ts";
import { Installation } from "../services/installation.ts";
import { installationParts } from "./installation-parts.ts";
import { masterKeyFile } from "./master-key-file.ts";

/** What an installation is told of by. */
export interface Furnishings {
  readonly environment: Environment;
  readonly catalog: ModelCatalog;
  readonly speech: SpeechCatalog;
  /** Where clients reach it, without a slash at the end. */
  readonly publicUrl: string;
  /** Null when it does not run. */
  readonly database: Database | null;
}

/** Makes what tells of an installation, running or not. */
export function installationOf({ environment, catalog, speech, publicUrl, database }: Furnishings): Installation {
  const { DATABASE_URL, OPERATOR_DATA_DIR, OPERATOR_MASTER_KEY, OPERATOR_PUBLIC_URL } = environment;
  const facts = {
    version: packageJson.version,
    publicUrl,
    isPublicUrlSet: OPERATOR_PUBLIC_URL !== undefined,
    databaseKind: DATABASE_URL === undefined ? ("embedded" as const) : ("own" as const),
    dataDirectory: OPERATOR_DATA_DIR,
    masterKeyFile: OPERATOR_MASTER_KEY === undefined ? masterKeyFile(OPERATOR_DATA_DIR) : null,
    apiVersions: SUPPORTED_VERSIONS,
    parts: installationParts(environment, catalog, speech),
  };
  return new Installation(facts, database);
}
