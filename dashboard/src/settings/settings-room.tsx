import type { ReactNode } from "react";
import { useSearchParams } from "../data/use-search-params.ts";
import { Page } from "../ui/page.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { AccountTab } from "./account-tab.tsx";
import { MembersTab } from "./members-tab.tsx";
import { OrganizationTab } from "./organization-tab.tsx";

const TABS = [
  { name: "organization", title: "Organization" },
  { name: "members", title: "Members" },
  { name: "account", title: "My account" },
] as const;

type TabName = (typeof TABS)[number]["name"];

const CONTENTS: Record<TabName, () => ReactNode> = {
  organization: () => <OrganizationTab />,
  members: () => <MembersTab />,
  account: () => <AccountTab />,
};

/** Shows whose installation it is, who may be here, and the account of whoever looks. */
export function Room() {
  const [search, setSearch] = useSearchParams();
  const current = TABS.find(({ name }) => name === search["tab"])?.name ?? "organization";
  return (
    <Page title="Settings" isFull>
      <Tabs label="Parts of the settings" tabs={TABS} current={current} onChange={(tab) => setSearch({ tab })} isFull>
        {CONTENTS[current]()}
      </Tabs>
    </Page>
  );
}
