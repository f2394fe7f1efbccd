import { usageError } from "./cli-error.ts";

/** Where the server is when nobody says. */
const USUAL_HOST = "http://127.0.0.1:4000";

/** The variables of the environment; the only place that reads them. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Returns the environment of this process. */
export function environmentOfProcess(): Variables {
  return process.env;
}

/** The options that every command takes. */
export interface GlobalOptions {
  host?: string;
  key?: string;
  json?: boolean;
}

/** Returns where the server is, without a slash at the end. Throws when that is no address. */
export function hostOf(options: GlobalOptions, environment: Variables): string {
  const host = options.host ?? (environment["OPERATOR_HOST"] || USUAL_HOST);
  const address = /^https?:\/\//i.test(host) ? host : `http://${host}`;
  if (!URL.canParse(address)) throw usageError(`"${host}" is no address. Write it as http://127.0.0.1:4000.`);
  return address.replace(/\/+$/, "");
}

/** Returns the API key that was named, by an option or the environment; null when none was. */
export function namedKey(options: GlobalOptions, environment: Variables): string | null {
  return options.key ?? (environment["OPERATOR_API_KEY"] || null);
}

/** Tells whether colours are wanted, by the convention of NO_COLOR and by what the terminal says it can do. */
export function wantsColour(environment: Variables): boolean {
  return !environment["NO_COLOR"] && environment["TERM"] !== "dumb";
}
