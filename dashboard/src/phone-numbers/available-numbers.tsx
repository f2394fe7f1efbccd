import type { Schemas } from "@operator/sdk";
import { useQuery } from "@tanstack/react-query";
import { useClient } from "../data/client.tsx";
import { inPlainWords } from "../plain-words.ts";
import { Badge } from "../ui/badge.tsx";
import { Loading } from "../ui/states.tsx";
import { CARRIERS } from "./number-draft.ts";
import { AVAILABLE } from "./query-keys.ts";

type Available = Schemas["AvailableNumber"];

interface AvailableNumbersProps {
  carrier: "twilio" | "telnyx";
  /** The number that is chosen, if any is. */
  chosen: string;
  onChoose(number: Available): void;
}

/** Lists the numbers of the installation's account with a carrier, of which one is chosen. */
export function AvailableNumbers({ carrier, chosen, onChoose }: AvailableNumbersProps) {
  const client = useClient();
  const available = useQuery({
    queryKey: [...AVAILABLE, carrier],
    queryFn: () => client.phoneNumbers.available({ carrier }),
  });
  if (available.isPending) return <Loading what={`Asking ${CARRIERS[carrier]} for your numbers …`} />;
  if (available.error)
    return (
      <p className="rounded-xl bg-warning-soft px-4 py-3 text-sm wrap-anywhere text-warning">
        {inPlainWords(available.error)} You can add a number by hand all the same.
      </p>
    );
  if (available.data.length === 0)
    return (
      <p className="text-sm text-muted">Your account with {CARRIERS[carrier]} has no numbers. Buy one there first.</p>
    );
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 text-sm font-medium">Your numbers with {CARRIERS[carrier]}</legend>
      <div className="grid max-h-56 gap-1.5 overflow-y-auto p-0.5">
        {available.data.map((one) => (
          <Offer key={one.number} one={one} isChosen={chosen === one.number} onChoose={() => onChoose(one)} />
        ))}
      </div>
    </fieldset>
  );
}

function Offer({ one, isChosen, onChoose }: { one: Available; isChosen: boolean; onChoose(): void }) {
  const { number, name, is_configured, phone_number_id } = one;
  const isAdded = phone_number_id !== null;
  return (
    <label
      className={`flex min-h-10 items-center gap-3 rounded-xl border border-line px-3 py-1.5 text-sm has-checked:border-accent has-checked:bg-soft has-checked:text-on-soft has-focus-visible:outline-2 has-focus-visible:outline-accent ${isAdded ? "text-muted" : "cursor-pointer hover:border-edge"}`}
    >
      <input
        type="radio"
        name="available"
        disabled={isAdded}
        checked={isChosen}
        onChange={onChoose}
        className="accent-accent"
      />
      <span className="tabular-nums">{number}</span>
      <span className="min-w-0 flex-1 truncate">{name}</span>
      {isAdded ? <Badge>Added</Badge> : is_configured && <Badge tone="good">Calls come here</Badge>}
    </label>
  );
}
