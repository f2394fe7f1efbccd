import type { DemoLink } from "@operator/sdk";
import { useState } from "react";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { CodeBlock } from "../developers/code-block.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { Confirm } from "../ui/dialog.tsx";
import { ChevronIcon } from "../ui/icons.tsx";
import { ChangeDemoLinkDialog } from "./demo-link-dialog.tsx";
import { CHANNEL_NAMES, widgetTag } from "./demo-link-values.ts";
import { DEMO_LINKS } from "./query-keys.ts";

/** Shows one public link: its address, how much of it is used, how to embed it, and what can be done with it. */
export function DemoLinkCard({ link }: { link: DemoLink }) {
  const client = useClient();
  const [asking, setAsking] = useState<"change" | "withdraw" | null>(null);
  const close = () => setAsking(null);
  const withdraw = useAction({
    run: () => client.demoLinks.delete(link.id),
    stale: [DEMO_LINKS],
    done: "The link is withdrawn. Nobody can begin a conversation by it any more.",
    onDone: close,
  });
  const { name, url, channels, livemode, usage, limits, allowed_origins } = link;
  return (
    <li aria-label={name} className="grid min-w-0 gap-3 rounded-xl border border-line p-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="flex min-w-0 flex-wrap items-center gap-2 text-sm font-semibold wrap-anywhere">
          {name}
          {channels.map((channel) => (
            <Badge key={channel}>{CHANNEL_NAMES[channel]}</Badge>
          ))}
          {!livemode && <Badge tone="warning">Test</Badge>}
        </h3>
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => setAsking("change")}>Change</Button>
          <Button onClick={() => setAsking("withdraw")}>Withdraw</Button>
        </div>
      </div>
      <div className="flex min-w-0 items-center gap-2 rounded-xl bg-sunken py-1.5 pr-1.5 pl-3">
        <a
          href={url}
          target="_blank"
          rel="noreferrer"
          className="min-w-0 flex-1 font-mono text-xs wrap-anywhere underline underline-offset-2"
        >
          {url}
        </a>
        <CopyButton text={url} label="Copy the link" />
      </div>
      <p className="text-sm text-muted">
        {usage.open} of {limits.at_once} open now, {usage.last_day} of {limits.per_day} in the last 24 hours, at most{" "}
        {limits.per_address_hour} an hour from one address, and {limits.messages_per_conversation}{" "}
        {limits.messages_per_conversation === 1 ? "message" : "messages"} in each.
      </p>
      <details className="group">
        <summary className="inline-flex min-h-8 items-center gap-1.5 text-sm font-medium">
          <ChevronIcon className="size-4 transition-transform -rotate-90 group-open:rotate-0" />
          Put it on a web site
        </summary>
        <div className="mt-2 grid gap-2">
          <CodeBlock label="Tag" text={widgetTag(link)} />
          <p className="text-sm text-muted">
            {allowed_origins.length === 0
              ? "No other site may use it yet. Add the site’s origin under Change."
              : `Works on ${allowed_origins.join(", ")}.`}
          </p>
        </div>
      </details>
      {asking === "change" && <ChangeDemoLinkDialog id={link.id} onClose={close} />}
      {asking === "withdraw" && (
        <Confirm
          title={`Withdraw ${name}?`}
          action="Withdraw"
          isDangerous
          isRunning={withdraw.isRunning}
          onConfirm={() => withdraw.run()}
          onClose={close}
        >
          Its address and its widget stop working at once and for good. Conversations that are open go on.
        </Confirm>
      )}
    </li>
  );
}
