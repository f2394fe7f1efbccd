/** How SIP travels (RFC 3261, section 18). */
export type SipProtocol = "udp" | "tcp" | "tls";

/** One end of a way. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** A way between us and one other: a connection, or a pair of addresses of UDP. */
export interface Flow {
  readonly protocol: SipProtocol;
  readonly remote: Endpoint;
  /** What the other is to write to: our address as it sees it, and the port that we listen at. */
  readonly advertised: Endpoint;
  readonly isOpen: boolean;
  /** Sends bytes; what cannot be sent is lost, as on the way. */
  send(bytes: Buffer): void;
}

/** Tells whether what is sent arrives, so that nothing needs to be sent twice. */
export function isReliable(flow: Flow): boolean {
  return flow.protocol !== "udp";
}

/** The port that is meant when none is named. */
export function defaultPort(protocol: SipProtocol): number {
  return protocol === "tls" ? 5061 : 5060;
}
