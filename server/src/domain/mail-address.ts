import { domainToASCII } from "node:url";

/** RFC 5321, section 4.5.3.1: the longest address, its local part and its domain, in octets. */
const LONGEST = 254;
const LONGEST_LOCAL = 64;

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** Letters of any language are allowed before the @ (RFC 6531); what would need quoting or starts a header is not. */
const LOCAL = /^[^\s\p{C}"(),:;<>@[\\\]]+$/u;

/**
 * Writes a mail address as it is compared: in lower case, in Unicode's composed form, with the domain in ASCII (IDNA).
 * Returns null for what is no address that a mail can be sent to. Quoted local parts and address literals count as none.
 */
export function normaliseMailAddress(text: string): string | null {
  const trimmed = text.trim().normalize("NFC");
  const at = trimmed.lastIndexOf("@");
  if (at < 1 || trimmed.length > LONGEST) return null;
  const local = trimmed.slice(0, at).toLowerCase();
  const domain = domainToASCII(trimmed.slice(at + 1)).toLowerCase();
  if (!isLocalPart(local) || !isDomain(domain)) return null;
  const address = `${local}@${domain}`;
  return Buffer.byteLength(address) > LONGEST ? null : address;
}

function isLocalPart(local: string): boolean {
  if (Buffer.byteLength(local) > LONGEST_LOCAL || !LOCAL.test(local)) return false;
  return !local.startsWith(".") && !local.endsWith(".") && !local.includes("..");
}

function isDomain(domain: string): boolean {
  return domain !== "" && !/^[0-9.]+$/.test(domain) && domain.split(".").every((label) => LABEL.test(label));
}

/**
 * Lists the addresses whose mailbox takes a mail for `address`, the one to prefer first: the address itself, and that
 * without what stands behind a plus (`help+order-17@…` comes to `help@…`).
 */
export function mailboxAddressesOf(address: string): string[] {
  const at = address.lastIndexOf("@");
  const plus = address.indexOf("+");
  if (plus < 1 || plus > at) return [address];
  return [address, `${address.slice(0, plus)}${address.slice(at)}`];
}

/** Returns the domain of an address as `normaliseMailAddress` writes it. */
export function mailDomainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1);
}
