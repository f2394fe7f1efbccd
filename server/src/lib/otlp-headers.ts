import { percentDecoded } from "./percent.ts";

/**
 * Reads headers as OpenTelemetry writes them in a variable: `name=value,other=value`, the values percent-encoded (W3C
 * Baggage, without properties). Returns null for text of another form.
 */
export function readOtlpHeaders(text: string): Record<string, string> | null {
  const headers: [string, string][] = [];
  for (const entry of text.split(",")) {
    if (entry.trim() === "") continue;
    const [, name, value] = /^\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*=([^\r\n]*)$/.exec(entry) ?? [];
    if (name === undefined || value === undefined) return null;
    const decoded = percentDecoded(value.trim());
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(decoded)) return null;
    headers.push([name.toLowerCase(), decoded]);
  }
  return Object.fromEntries(headers);
}
