/**
 * Tells whether the mail server that is trusted to know says that a mail does not come from whom it names: its
 * `Authentication-Results` (RFC 8601) say that DMARC failed. Of several by that server the first counts, which is the last
 * that was added; whoever sends a mail can write any below. What it does not say refutes nothing.
 */
export function isAuthenticityRefuted(results: readonly string[], authority: string): boolean {
  const named = results.find((result) => authorityOf(result) === authority.toLowerCase());
  return named !== undefined && /;\s*dmarc\s*=\s*fail\b/i.test(named.replace(/\([^()]*\)/g, " "));
}

function authorityOf(result: string): string | null {
  return /^\s*([^\s;]+)/.exec(result)?.[1]?.toLowerCase() ?? null;
}
