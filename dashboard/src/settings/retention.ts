import type { Schemas } from "@operator/sdk";

/** The organization as the API shows it. */
export type Organization = Schemas["Organization"];
/** What is to change of it. */
export type OrganizationChange = Schemas["OrganizationChange"];

const DAY = 86_400_000;

/** Returns from when on conversations are kept, counted by when they ended; null when all are. */
export function keptSince(days: number | null, now: number): Date | null {
  return days === null ? null : new Date(now - days * DAY);
}

/** Tells whether conversations that are kept today would be deleted by the change. */
export function isShorter(before: number | null, after: number | null): boolean {
  return after !== null && (before === null || after < before);
}

/** Writes for how long ended conversations are kept. */
export function retentionText(days: number | null): string {
  if (days === null) return "for ever";
  return days === 1 ? "for 1 day" : `for ${days} days`;
}

/** Returns only what differs from what is there. */
export function changesOf(there: Organization, wanted: Organization): OrganizationChange {
  return {
    ...(wanted.name === there.name ? {} : { name: wanted.name }),
    ...(wanted.time_zone === there.time_zone ? {} : { time_zone: wanted.time_zone }),
    ...(wanted.conversation_retention_days === there.conversation_retention_days
      ? {}
      : { conversation_retention_days: wanted.conversation_retention_days }),
  };
}

/** One setting that somebody else has changed meanwhile: theirs beside yours. */
export interface Clash {
  setting: string;
  theirs: string;
  yours: string;
}

/** Lists the settings that somebody else made otherwise than they were, and than they are wanted. */
export function clashesOf(before: Organization, theirs: Organization, yours: Organization): Clash[] {
  return SETTINGS.flatMap(({ setting, textOf }) => {
    const [was, now, wanted] = [textOf(before), textOf(theirs), textOf(yours)];
    return now === was || now === wanted ? [] : [{ setting, theirs: now, yours: wanted }];
  });
}

const SETTINGS: readonly { setting: string; textOf(organization: Organization): string }[] = [
  { setting: "Name", textOf: ({ name }) => name },
  { setting: "Time zone", textOf: ({ time_zone }) => time_zone },
  { setting: "Conversations are kept", textOf: ({ conversation_retention_days: days }) => retentionText(days) },
];
