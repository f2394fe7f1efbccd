const FORM = /^#sign-in=([^&]+)$/;

/**
 * Takes the code out of a one-time sign-in link, `/#sign-in=<code>`, and out of the address bar and the history, so
 * that it is neither seen nor shared. Returns null when the page was opened by another link.
 */
export function takeSignInCode(location: Location, history: History): string | null {
  const code = FORM.exec(location.hash)?.[1];
  if (code === undefined) return null;
  history.replaceState(null, "", location.pathname + location.search);
  return decodeURIComponent(code);
}
