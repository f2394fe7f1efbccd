import type { ComponentType } from "react";
import {
  AgentIcon,
  CampaignIcon,
  ChatIcon,
  CodeIcon,
  CustomerIcon,
  LogIcon,
  OverviewIcon,
  PhoneIcon,
  ProcedureIcon,
  SettingsIcon,
  TimelineIcon,
  ToolIcon,
  TransferIcon,
} from "../ui/icons.tsx";

/** A room that the navigation leads to. */
export interface Room {
  path: string;
  title: string;
  icon: ComponentType<{ className?: string }>;
  /** Other words by which somebody may look for it. */
  words?: string;
}

/** The rooms in the order and the groups in which the navigation shows them. */
export const ROOMS: readonly { group: string | null; rooms: readonly Room[] }[] = [
  {
    group: null,
    rooms: [
      { path: "/", title: "Overview", icon: OverviewIcon, words: "home statistics metrics" },
      { path: "/talk", title: "Talk", icon: ChatIcon, words: "chat try voice" },
    ],
  },
  {
    group: "Build",
    rooms: [
      { path: "/agents", title: "Agents", icon: AgentIcon, words: "conversational prompts" },
      {
        path: "/procedural-agents",
        title: "Procedural agents",
        icon: ProcedureIcon,
        words: "procedures runs bulk batches schedules post-process output",
      },
      { path: "/tools", title: "Tools", icon: ToolIcon, words: "http openapi mcp servers calls ledger" },
    ],
  },
  {
    group: "Reach",
    rooms: [
      { path: "/campaigns", title: "Campaigns", icon: CampaignIcon, words: "outbound lists" },
      {
        path: "/phone-numbers",
        title: "Phone numbers",
        icon: PhoneIcon,
        words: "calls carriers test addresses do not call",
      },
      { path: "/transfers", title: "Transfers", icon: TransferIcon, words: "destinations hand over people hours" },
      {
        path: "/customers",
        title: "Customers",
        icon: CustomerIcon,
        words: "people callers contacts history follow-ups",
      },
    ],
  },
  {
    group: "Watch",
    rooms: [
      { path: "/conversations", title: "Conversations", icon: TimelineIcon, words: "calls chats live" },
      { path: "/logs", title: "Logs", icon: LogIcon, words: "activity requests errors" },
    ],
  },
  {
    group: "Set up",
    rooms: [
      { path: "/developers", title: "Developers", icon: CodeIcon, words: "api keys webhooks deliveries signing" },
      { path: "/settings", title: "Settings", icon: SettingsIcon, words: "organization members account password" },
    ],
  },
];

/** All rooms, in a row. */
export const ALL_ROOMS: readonly Room[] = ROOMS.flatMap(({ rooms }) => rooms);
