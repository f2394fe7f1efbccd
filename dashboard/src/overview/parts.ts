import type { Schemas } from "@operator/sdk";

type Part = Schemas["Installation"]["parts"][number];

/** What an installation can do, whichever of its parts does it. */
export interface Ability {
  kind: Part["kind"];
  title: string;
  /** The names of those parts that are set up. */
  by: string[];
  /** How to set one up; null where one is. */
  how: string | null;
}

const TITLES: Record<Part["kind"], string> = {
  model_vendor: "Language models",
  listening: "Listening",
  speaking: "Speaking",
  telephone: "Telephone",
  text_messages: "Text messages",
  mail_out: "Sending mail",
  mail_in: "Receiving mail",
  team_channel: "Telling a team",
  traces: "Traces",
};

/** Answers by rules, so that everything can be tried out; it stands in for what is not set up. */
const STAND_IN = "simulated";

/** Says of each thing that an installation could do whether it can, and else how it comes to. */
export function abilitiesOf(parts: readonly Part[]): Ability[] {
  return (Object.keys(TITLES) as Part["kind"][]).flatMap((kind) => {
    const of = parts.filter((part) => part.kind === kind && part.name !== STAND_IN);
    if (of.length === 0) return [];
    const by = of.filter(({ is_configured }) => is_configured).map(({ name }) => name);
    return [{ kind, title: TITLES[kind], by, how: by.length > 0 ? null : (of[0]?.how_to_configure ?? null) }];
  });
}
