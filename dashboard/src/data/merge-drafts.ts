/** Three forms of one thing: as it was, as it was changed here, and as somebody else has saved it. */
interface Forms<Draft extends object> {
  before: Draft;
  mine: Draft;
  theirs: Draft;
}

/** Takes over what only they have changed, keeps what is mine, and names what both have changed to something else. */
export function mergeDrafts<Draft extends object>({ before, mine, theirs }: Forms<Draft>) {
  const draft = { ...theirs };
  const names: (keyof Draft)[] = [];
  for (const name of Object.keys(mine) as (keyof Draft)[]) {
    const [was, here, there] = [before[name], mine[name], theirs[name]].map((value) => JSON.stringify(value));
    if (was === here) continue;
    draft[name] = mine[name];
    if (there !== was && there !== here) names.push(name);
  }
  return { draft, clash: { names, theirs } };
}
