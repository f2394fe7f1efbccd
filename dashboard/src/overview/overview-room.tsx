import { Link } from "@tanstack/react-router";
import { useSignedIn } from "../data/account.tsx";
import { Page } from "../ui/page.tsx";
import { Failures } from "./failures.tsx";
import { FirstSteps } from "./first-steps.tsx";
import { InstallationChecks } from "./installation-checks.tsx";
import { LatestConversations } from "./latest-conversations.tsx";
import { RunningNow } from "./running-now.tsx";
import { StatisticsSection } from "./statistics-section.tsx";

/** The first room: what goes on, what it has come to, what failed, and what is still to be set up. */
export function Room() {
  const { can } = useSignedIn();
  const talk = can("conversations:write") && (
    <Link
      to="/talk"
      className="inline-flex min-h-10 items-center rounded-xl bg-accent px-3.5 text-sm font-medium text-on-accent hover:bg-accent-hover"
    >
      Talk with an agent
    </Link>
  );
  return (
    <Page title="Overview" actions={talk}>
      <FirstSteps />
      <RunningNow />
      <StatisticsSection />
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-2">
        <LatestConversations />
        <div className="grid grid-cols-1 gap-5">
          <Failures />
          <InstallationChecks />
        </div>
      </div>
    </Page>
  );
}
