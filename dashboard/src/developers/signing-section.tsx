import { type QueryKey, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Scope, useSignedIn } from "../data/account.tsx";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { Moment } from "../ui/moment.tsx";
import { Section } from "../ui/page.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { RotateForm } from "./rotate-form.tsx";
import { SecretBox } from "./secret-box.tsx";

interface ShownKey {
  key: string;
  standard_webhooks_secret: string;
}

/** A key that signs, with the one that will replace it. */
interface Signing {
  current: ShownKey;
  next: ShownKey | null;
  switches_at: string | null;
}

interface SigningSectionProps {
  about: string;
  scopes: { see: Scope; rotate: Scope };
  queryKey: QueryKey;
  read(): Promise<Signing>;
  rotate(overlapSeconds: number): Promise<unknown>;
}

/** Shows a signing key when somebody asks for it, and replaces it. */
export function SigningSection({ about, scopes, queryKey, read, rotate: replace }: SigningSectionProps) {
  const { can } = useSignedIn();
  const [isShown, setIsShown] = useState(false);
  const [isRotating, setIsRotating] = useState(false);
  const rotate = useAction({
    run: replace,
    stale: [queryKey],
    done: "There is a new signing key.",
    onDone: () => {
      setIsRotating(false);
      setIsShown(true);
    },
  });
  const actions = (
    <>
      {can(scopes.see) && (
        <Button aria-expanded={isShown} onClick={() => setIsShown(!isShown)}>
          {isShown ? "Hide" : "Show the key"}
        </Button>
      )}
      {can(scopes.rotate) && <Button onClick={() => setIsRotating(true)}>Rotate</Button>}
    </>
  );
  return (
    <Section title="Signing key" actions={actions}>
      <p className="max-w-prose text-sm text-muted">
        {about} Whoever has it can sign as the platform, so it belongs where secrets are kept.
      </p>
      {!can(scopes.see) && <p className="text-sm text-muted">You may not see it. Ask an owner or a developer.</p>}
      {isRotating && (
        <RotateForm
          label="The new key replaces it"
          hint="Until then requests carry a signature of each: give your receivers the new key, then drop the old one. While a new key waits, no other is made; only the moment is moved."
          isRunning={rotate.isRunning}
          onRotate={rotate.run}
          onCancel={() => setIsRotating(false)}
        />
      )}
      {isShown && <Shown queryKey={queryKey} read={read} />}
    </Section>
  );
}

function Shown({ queryKey, read }: Pick<SigningSectionProps, "queryKey" | "read">) {
  const key = useQuery({ queryKey, queryFn: read });
  if (key.isPending) return <Loading />;
  if (key.error) return <Failed error={key.error} onRetry={() => void key.refetch()} />;
  return <Keys signing={key.data} />;
}

function Keys({ signing: { current, next, switches_at } }: { signing: Signing }) {
  return (
    <div className="grid gap-4">
      <SecretBox label="Key" secret={current.key} />
      <SecretBox label="The same for verifiers of Standard Webhooks" secret={current.standard_webhooks_secret} />
      {next && (
        <>
          <p className="rounded-xl bg-warning-soft px-4 py-3 text-sm text-warning">
            A new key waits. It replaces the one above <Moment at={switches_at} />.
          </p>
          <SecretBox label="New key" secret={next.key} />
          <SecretBox label="The new one for verifiers of Standard Webhooks" secret={next.standard_webhooks_secret} />
        </>
      )}
    </div>
  );
}
