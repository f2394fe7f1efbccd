import { readFile } from "node:fs/promises";
import type { SipTrunkSettings } from "../../domain/sip-trunk.ts";
import type { SipVariables } from "../../domain/sip-variables.ts";
import type { SipListener } from "./transport/sip-transport.ts";

/** A trunk's settings, with the certificate that it trusts read. */
export interface TrunkSettings {
  readonly settings: SipTrunkSettings;
  /** In PEM; null for those of the system alone. */
  readonly ca: string | null;
}

/** What SIP is spoken with. */
export interface SipSettings {
  readonly listeners: readonly SipListener[];
  /** How others reach us, where that is no address of the machine's own. */
  readonly publicAddress: string | null;
  readonly tls: { readonly key: Buffer; readonly cert: Buffer } | null;
  readonly trunks: readonly TrunkSettings[];
  readonly strangers: "silent" | "refuse";
}

/** Reads the settings and the files that they name; null when no SIP is to be spoken. Throws an error that names the variable. */
export async function readSipSettings(variables: SipVariables): Promise<SipSettings | null> {
  const { OPERATOR_SIP_LISTEN: listeners, OPERATOR_SIP_TRUNKS: trunks } = variables;
  if (listeners.length === 0) {
    if (trunks.length === 0) return null;
    throw new Error("OPERATOR_SIP_TRUNKS: needs OPERATOR_SIP_LISTEN beside it, e.g. udp:0.0.0.0:5060");
  }
  return {
    listeners,
    publicAddress: variables.OPERATOR_SIP_ADDRESS ?? null,
    tls: await tlsOf(variables),
    trunks: await Promise.all(trunks.map(withCertificate)),
    strangers: variables.OPERATOR_SIP_STRANGERS,
  };
}

async function withCertificate(settings: SipTrunkSettings): Promise<TrunkSettings> {
  const { tls_ca: path, name } = settings;
  const ca = path === undefined ? null : await fileOf(`OPERATOR_SIP_TRUNKS: tls_ca of "${name}"`, path);
  return { settings, ca: ca === null ? null : ca.toString("utf8") };
}

async function tlsOf(variables: SipVariables): Promise<SipSettings["tls"]> {
  const { OPERATOR_SIP_TLS_KEY: key, OPERATOR_SIP_TLS_CERT: cert } = variables;
  if (key === undefined && cert === undefined) return null;
  if (key === undefined) throw new Error("OPERATOR_SIP_TLS_KEY: is needed beside OPERATOR_SIP_TLS_CERT");
  if (cert === undefined) throw new Error("OPERATOR_SIP_TLS_CERT: is needed beside OPERATOR_SIP_TLS_KEY");
  return { key: await fileOf("OPERATOR_SIP_TLS_KEY", key), cert: await fileOf("OPERATOR_SIP_TLS_CERT", cert) };
}

async function fileOf(what: string, path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "error";
    throw new Error(`${what}: the file cannot be read (${code})`, { cause: error });
  }
}
