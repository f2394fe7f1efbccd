import { isIP } from "node:net";
import { connect } from "node:tls";
import { createClient } from "@operator/sdk";
import { type Finding, missing, ok, wrong } from "./finding.ts";
import type { Installation } from "./server.ts";

const ANSWER_WITHIN = 5_000;
const DAY = 86_400_000;
/** Certificates that renew themselves do so earlier. */
const SOON = 14 * DAY;

/** Looks whether the platform is reached at the address that it gives out, and how its certificate is. */
export async function publicUrlFindings(installation: Installation, signal: AbortSignal): Promise<Finding[]> {
  const { public_url: url, is_public_url_set: isSet } = installation;
  if (!isSet) {
    const remedy = "Set OPERATOR_PUBLIC_URL to the https:// address at which clients and carriers reach it.";
    return [missing("Public address", `not set; ${url} is given out, which works on this machine`, remedy)];
  }
  const reached = await reachedFinding(url, signal);
  if (new URL(url).protocol === "https:") return [reached, await certificateFinding(new URL(url))];
  const remedy = "Put a proxy with TLS in front, and name it in OPERATOR_PUBLIC_URL with https://.";
  return [reached, missing("TLS", `${url} is not encrypted`, remedy)];
}

async function reachedFinding(url: string, signal: AbortSignal): Promise<Finding> {
  try {
    await createClient({ host: url, key: "none", retries: 0 }).health({ signal, timeout: ANSWER_WITHIN });
    return ok("Public address", `${url} reaches the platform`);
  } catch (error) {
    signal.throwIfAborted();
    const why = error instanceof Error ? error.message : String(error);
    const remedy =
      "Check DNS, the proxy in front, and OPERATOR_PUBLIC_URL. From inside some networks it cannot be reached though it is right.";
    return wrong("Public address", `${url} does not reach the platform: ${why}`, remedy);
  }
}

async function certificateFinding({ hostname, port }: URL): Promise<Finding> {
  const until = await certificateEnd(hostname.replace(/^\[|\]$/g, ""), port === "" ? 443 : Number(port));
  if (until instanceof Error)
    return wrong("TLS", until.message, "Renew the certificate, or install one for this name.");
  const left = until - Date.now();
  const days = `the certificate is good for ${Math.floor(left / DAY)} days`;
  return left > SOON ? ok("TLS", days) : wrong("TLS", days, "Renew it now; it should renew itself well before.");
}

/** Resolves with the moment at which the certificate ends, or with what is wrong with it. */
function certificateEnd(host: string, port: number): Promise<number | Error> {
  return new Promise((resolve) => {
    // RFC 6066 allows no addresses as names of servers.
    const name = isIP(host) === 0 ? { servername: host } : {};
    const socket = connect({ host, port, ...name, timeout: ANSWER_WITHIN }, () => {
      resolve(Date.parse(socket.getPeerCertificate().valid_to));
      socket.destroy();
    });
    socket.on("error", resolve);
    socket.on("timeout", () => socket.destroy(new Error(`${host} does not answer.`)));
  });
}
