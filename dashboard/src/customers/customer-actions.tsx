import { useState } from "react";
import { useSignedIn } from "../data/account.tsx";
import { MoreIcon } from "../ui/icons.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { Menu } from "../ui/menu.tsx";
import type { Customer } from "./customer-draft.ts";
import { DeleteDialog } from "./delete-dialog.tsx";
import { MergeDialog } from "./merge-dialog.tsx";

/** What can be done with a customer as a whole. */
export function CustomerActions({ customer }: { customer: Customer }) {
  const { can } = useSignedIn();
  const [asked, setAsked] = useState<"merge" | "delete" | null>(null);
  const close = () => setAsked(null);
  return (
    <>
      <LinkButton to="/conversations" search={{ customer_id: customer.id }}>
        Search their conversations
      </LinkButton>
      {can("customers:write") && (
        <Menu
          button={<MoreIcon />}
          label="More"
          items={[
            { title: "Merge with another", onSelect: () => setAsked("merge") },
            { title: "Delete customer", isDangerous: true, onSelect: () => setAsked("delete") },
          ]}
        />
      )}
      {asked === "merge" && <MergeDialog customer={customer} onClose={close} />}
      {asked === "delete" && <DeleteDialog customer={customer} onClose={close} />}
    </>
  );
}
