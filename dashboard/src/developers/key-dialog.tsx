import type { Schemas } from "@operator/sdk";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { ifUnchanged } from "../data/use-save.ts";
import { Button } from "../ui/button.tsx";
import { Id } from "../ui/copy-button.tsx";
import { Confirm, Dialog } from "../ui/dialog.tsx";
import { Moment } from "../ui/moment.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { Facts } from "./facts.tsx";
import { KeyForm } from "./key-form.tsx";
import { KeyStatus } from "./key-status.tsx";
import { KEYS } from "./query-keys.ts";
import { RotateForm } from "./rotate-form.tsx";
import { scopesText } from "./scope-words.ts";
import { ShownKey } from "./shown-key.tsx";

type ApiKey = Schemas["ApiKey"];
type Step = "look" | "edit" | "rotate" | "revoke";

/** Shows one key, and lets it be changed, rotated and revoked. */
export function KeyDialog({ id, onClose }: { id: string; onClose(): void }) {
  const client = useClient();
  const [step, setStep] = useState<Step>("look");
  const key = useQuery({
    queryKey: [...KEYS, id],
    queryFn: () => client.apiKeys.get(id),
  });
  const revoke = useAction({
    run: () => client.apiKeys.delete(id),
    stale: [KEYS],
    done: "The key is revoked.",
    onDone: onClose,
  });
  const title = key.data?.name ?? "API key";
  if (step === "revoke")
    return (
      <Confirm
        title={`Revoke “${title}”?`}
        action="Revoke it"
        isDangerous
        isRunning={revoke.isRunning}
        onConfirm={revoke.run}
        onClose={() => setStep("look")}
      >
        Programs that use this key are refused from now on. It cannot be undone.
      </Confirm>
    );
  return (
    <Dialog title={title} onClose={onClose}>
      {key.isPending && <Loading />}
      {key.error && <Failed error={key.error} onRetry={() => void key.refetch()} />}
      {key.data && <KeyContent apiKey={key.data} step={step} onStep={setStep} />}
    </Dialog>
  );
}

interface KeyContentProps {
  apiKey: ApiKey;
  step: Step;
  onStep(step: Step): void;
}

function KeyContent({ apiKey, step, onStep }: KeyContentProps) {
  if (step === "edit") return <KeyForm apiKey={apiKey} onDone={() => onStep("look")} />;
  return <KeyFacts apiKey={apiKey} step={step} onStep={onStep} />;
}

function KeyFacts({ apiKey, step, onStep }: KeyContentProps) {
  const client = useClient();
  const { can } = useSignedIn();
  const [secret, setSecret] = useState<string | null>(null);
  const rotate = useAction({
    run: (seconds: number) => client.apiKeys.rotate(apiKey.id, { overlap_seconds: seconds }, ifUnchanged(apiKey)),
    stale: [KEYS],
    onDone: (made) => {
      setSecret(made.secret);
      onStep("look");
    },
  });
  const mayChange = can("keys:write") && apiKey.revoked_at === null;
  return (
    <>
      {secret !== null && <ShownKey secret={secret} />}
      <KeyList apiKey={apiKey} />
      <Link to="/logs" search={{ actor_id: apiKey.id } as never} className="justify-self-start text-sm underline">
        What was done with it
      </Link>
      {step === "rotate" && (
        <RotateForm
          hint="The new key is shown once. Until the former one ends, both work."
          isRunning={rotate.isRunning}
          onRotate={rotate.run}
          onCancel={() => onStep("look")}
        />
      )}
      {mayChange && step === "look" && (
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => onStep("edit")}>Change</Button>
          <Button onClick={() => onStep("rotate")}>Rotate</Button>
          <Button look="danger" onClick={() => onStep("revoke")}>
            Revoke
          </Button>
        </div>
      )}
    </>
  );
}

function KeyList({ apiKey }: { apiKey: ApiKey }) {
  return (
    <Facts
      facts={[
        ["Status", <KeyStatus key="status" apiKey={apiKey} />],
        ["Id", <Id key="id" id={apiKey.id} />],
        ["Key", <code key="hint">{apiKey.hint}</code>],
        ["Data", apiKey.livemode ? "Live" : "Test only"],
        ["May do", apiKey.scopes?.join(", ") ?? scopesText(null)],
        ["Made", <Moment key="made" at={apiKey.created_at} />],
        ["Last used", <Moment key="used" at={apiKey.last_used_at} />],
        ["Former key ends", apiKey.former_expires_at && <Moment key="former" at={apiKey.former_expires_at} />],
        ["Revoked", apiKey.revoked_at && <Moment key="revoked" at={apiKey.revoked_at} />],
      ]}
    />
  );
}
