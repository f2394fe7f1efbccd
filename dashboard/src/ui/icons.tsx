import type { ReactNode } from "react";

interface IconProps {
  className?: string;
}

function Icon({ className = "size-4", children }: IconProps & { children: ReactNode }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`shrink-0 ${className}`}
    >
      {children}
    </svg>
  );
}

export function SendIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M10 16V4M5 9l5-5 5 5" />
    </Icon>
  );
}

export function CheckIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="m4 10.5 4 4 8-9" />
    </Icon>
  );
}

export function CrossIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="m5 5 10 10M15 5 5 15" />
    </Icon>
  );
}

export function ChevronIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="m6 8 4 4 4-4" />
    </Icon>
  );
}

export function TimelineIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M4 5h.01M4 10h.01M4 15h.01M8 5h8M8 10h8M8 15h5" />
    </Icon>
  );
}

export function DownIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M10 4v12M5 11l5 5 5-5" />
    </Icon>
  );
}

export function ChatIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M4 5h12v9H9l-3.5 3v-3H4z" />
    </Icon>
  );
}

export function MicrophoneIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <rect x="7.5" y="2.5" width="5" height="9" rx="2.5" />
      <path d="M4.5 9.5a5.5 5.5 0 0 0 11 0M10 15v2.5" />
    </Icon>
  );
}

export function MicrophoneOffIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M7.5 7.5V9a2.5 2.5 0 0 0 4 2M12.5 8.5V5a2.5 2.5 0 0 0-4.8-1M4.5 9.5a5.5 5.5 0 0 0 9 4.2M15.5 9.5c0 .7-.1 1.4-.4 2M10 15v2.5M3 3l14 14" />
    </Icon>
  );
}

export function CopyIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M7 7V4h9v9h-3M4 7h9v9H4z" />
    </Icon>
  );
}

export function MenuIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M3 5h14M3 10h14M3 15h14" />
    </Icon>
  );
}

export function SearchIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M13 13l4 4" />
    </Icon>
  );
}

export function PlusIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M10 4v12M4 10h12" />
    </Icon>
  );
}

export function OverviewIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M3 16V9M8 16V4M13 16v-5M18 16H2" />
    </Icon>
  );
}

export function AgentIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M10 3a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M3.5 17c.5-3.5 3-5 6.5-5s6 1.5 6.5 5" />
    </Icon>
  );
}

export function ProcedureIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M5 3h7l3 3v11H5zM8 8l1.5 1.5L12 7M8 13h4" />
    </Icon>
  );
}

export function ToolIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M12 3a4.5 4.5 0 0 0-4 6.5L3 14.5 5.5 17l5-5A4.5 4.5 0 0 0 17 8l-3 1-3-3z" />
    </Icon>
  );
}

export function CampaignIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M3 8v4h3l7 4V4L6 8zM16 7.5a4 4 0 0 1 0 5" />
    </Icon>
  );
}

export function CustomerIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M7.5 4a3 3 0 1 0 0 6 3 3 0 0 0 0-6M2 16.5c.4-2.9 2.5-4 5.5-4s5.1 1.1 5.5 4M13 4.5a2.8 2.8 0 0 1 0 5.2M15.5 12.6c1.4.6 2.2 1.9 2.5 3.9" />
    </Icon>
  );
}

export function PhoneIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M5 3h2.5l1.5 4-2 1.5a9 9 0 0 0 4.5 4.5l1.5-2 4 1.5V15a2 2 0 0 1-2 2A12 12 0 0 1 3 5a2 2 0 0 1 2-2" />
    </Icon>
  );
}

export function TransferIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M3 7h12M12 4l3 3-3 3M17 13H5M8 10l-3 3 3 3" />
    </Icon>
  );
}

export function LogIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M4 4h12M4 8h12M4 12h8M4 16h5" />
    </Icon>
  );
}

export function CodeIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M7 6l-4 4 4 4M13 6l4 4-4 4" />
    </Icon>
  );
}

export function SettingsIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M3 6h8M15 6h2M3 14h2M9 14h8M13 4v4M7 12v4" />
    </Icon>
  );
}

export function OutIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M8 4H4v12h4M12 6l4 4-4 4M16 10H8" />
    </Icon>
  );
}

export function PlayIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M6 4l10 6-10 6z" />
    </Icon>
  );
}

export function PauseIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M7 4v12M13 4v12" />
    </Icon>
  );
}

export function MoreIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M5 10h.01M10 10h.01M15 10h.01" />
    </Icon>
  );
}

export function SpinnerIcon({ className = "size-4" }: IconProps) {
  return (
    <Icon className={`animate-spin ${className}`}>
      <path d="M10 3a7 7 0 1 0 7 7" />
    </Icon>
  );
}

/** The product's mark: a patch cord between two jacks. */
export function Mark({ className = "size-7" }: IconProps) {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" className={`shrink-0 ${className}`}>
      <rect width="32" height="32" rx="9" className="fill-accent" />
      <path
        d="M10 21c0-7 12-3 12-10"
        fill="none"
        strokeWidth="2.6"
        strokeLinecap="round"
        className="stroke-on-accent opacity-70"
      />
      <circle cx="10" cy="22" r="3.2" className="fill-on-accent" />
      <circle cx="22" cy="10" r="3.2" className="fill-on-accent" />
    </svg>
  );
}
