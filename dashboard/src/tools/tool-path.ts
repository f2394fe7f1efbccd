/** Returns where a tool's page is. Its name is free, so that it stands where nothing else does. */
export function toolPath(name: string): string {
  return `/tools/own/${encodeURIComponent(name)}`;
}
