import type { Kind, ProjectItem } from "./project-item.ts";

/** Names where a thing is kept, whatever the case of its letters: some systems tell no difference. */
export function placeOf(kind: Kind, slug: string): string {
  return `${kind}/${slug}`.toLowerCase();
}

/** Names the files of a thing, each as the folders that lead to it. */
export function filePaths({ kind, slug }: Pick<ProjectItem, "kind" | "slug">): string[][] {
  if (kind === "tools" || kind === "transfers") return [[kind, `${slug}.yaml`]];
  return [
    [kind, slug, "agent.yaml"],
    [kind, slug, "prompt.md"],
  ];
}
