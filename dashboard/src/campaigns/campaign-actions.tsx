import type { Schemas } from "@operator/sdk";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/dialog.tsx";
import { DownIcon } from "../ui/icons.tsx";
import { CAMPAIGNS } from "./campaign-words.tsx";

type Move = "start" | "pause" | "resume" | "cancel" | "delete";

const MOVES: Readonly<Record<Schemas["Campaign"]["status"], readonly Move[]>> = {
  draft: ["delete", "start"],
  running: ["cancel", "pause"],
  paused: ["cancel", "resume"],
  cancelled: ["delete"],
  completed: ["delete"],
};

const WORDS: Readonly<Record<Move, { title: string; done: string; asks?: string }>> = {
  start: { title: "Start", done: "The campaign runs.", asks: "It reaches real people as soon as its hours allow it." },
  pause: { title: "Pause", done: "No more rows are begun. What was begun goes on." },
  resume: { title: "Resume", done: "The campaign goes on." },
  cancel: {
    title: "Cancel campaign",
    done: "The campaign is cancelled.",
    asks: "Rows that were not begun are given up for good. Conversations in progress are not cut off.",
  },
  delete: {
    title: "Delete",
    done: "The campaign is deleted.",
    asks: "Its rows are forgotten; its conversations stay. It cannot be undone.",
  },
};

/** What can be done with a campaign as it stands. */
export function CampaignActions({ campaign }: { campaign: Schemas["Campaign"] }) {
  const client = useClient();
  const { can } = useSignedIn();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Move | null>(null);
  const move = useAction({
    run: async (what: Move) => {
      await client.campaigns[what](campaign.id);
      return what;
    },
    stale: [CAMPAIGNS],
    done: (what) => WORDS[what].done,
    onDone: (what) => {
      setAsked(null);
      if (what === "delete") void navigate({ to: "/campaigns" });
    },
  });
  const exporting = useAction({ run: async () => save(await client.campaigns.export(campaign.id), campaign.name) });
  const press = (what: Move) => (WORDS[what].asks === undefined ? move.run(what) : setAsked(what));
  return (
    <>
      <Button disabled={exporting.isRunning} onClick={() => exporting.run()}>
        <DownIcon /> Export
      </Button>
      {can("campaigns:write") &&
        MOVES[campaign.status].map((what) => (
          <Button
            key={what}
            look={what === "cancel" || what === "delete" ? "plain" : "primary"}
            disabled={move.isRunning}
            onClick={() => press(what)}
          >
            {WORDS[what].title}
          </Button>
        ))}
      {asked && (
        <Confirm
          title={`${WORDS[asked].title}: ${campaign.name}`}
          action={asked === "start" ? "Start it" : asked === "cancel" ? "Cancel it for good" : "Delete it"}
          isDangerous={asked !== "start"}
          isRunning={move.isRunning}
          onConfirm={() => move.run(asked)}
          onClose={() => setAsked(null)}
        >
          {WORDS[asked].asks}
        </Confirm>
      )}
    </>
  );
}

/** Has the browser keep a file. */
async function save(answer: Response, name: string): Promise<void> {
  const address = URL.createObjectURL(await answer.blob());
  const link = Object.assign(document.createElement("a"), { href: address, download: `${name}.csv` });
  link.click();
  URL.revokeObjectURL(address);
}
