import { useSearchParams } from "../data/use-search-params.ts";
import { Page } from "../ui/page.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { DoNotCallTab } from "./do-not-call-tab.tsx";
import { NumbersTab } from "./numbers-tab.tsx";
import { TestAddressesTab } from "./test-addresses-tab.tsx";

const TABS = [
  { name: "numbers", title: "Numbers" },
  { name: "test", title: "Test addresses" },
  { name: "do-not-call", title: "Do not call" },
] as const;

type TabName = (typeof TABS)[number]["name"];

const CONTENTS: Record<TabName, () => React.ReactNode> = {
  numbers: () => <NumbersTab />,
  test: () => <TestAddressesTab />,
  "do-not-call": () => <DoNotCallTab />,
};

/** Shows the installation's numbers, whom test mode may reach, and whom nobody calls. */
export function Room() {
  const [search, setSearch] = useSearchParams();
  const current = TABS.find(({ name }) => name === search["tab"])?.name ?? "numbers";
  return (
    <Page title="Phone numbers" isFull>
      <Tabs
        label="Parts of this room"
        tabs={TABS}
        current={current}
        onChange={(tab) => setSearch({ tab: tab === "numbers" ? undefined : tab })}
        isFull
      >
        {CONTENTS[current]()}
      </Tabs>
    </Page>
  );
}
