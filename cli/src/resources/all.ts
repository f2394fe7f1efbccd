import { AGENTS } from "./agents.ts";
import { CHANNELS } from "./channels.ts";
import { CONVERSATIONS } from "./conversations.ts";
import { ORGANIZATION } from "./organization.ts";
import { PEOPLE } from "./people.ts";
import { DEMO_LINKS } from "./demo-links.ts";
import type { Resource } from "./resource.ts";
import { WATCHING } from "./watching.ts";

/** Every resource that the command line lists and shows; the log has a command of its own. */
export const RESOURCES: readonly Resource[] = [
  ...AGENTS,
  ...DEMO_LINKS,
  ...CONVERSATIONS,
  ...PEOPLE,
  ...CHANNELS,
  ...WATCHING,
  ...ORGANIZATION,
];
