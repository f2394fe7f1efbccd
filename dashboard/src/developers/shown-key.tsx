import { CodeBlock } from "./code-block.tsx";
import { curlText } from "./curl-text.ts";
import { SecretBox } from "./secret-box.tsx";

/** Shows a key the one time that it can be seen, with a first call. */
export function ShownKey({ secret }: { secret: string }) {
  return (
    <>
      <p role="status" className="rounded-xl bg-warning-soft px-4 py-3 text-sm text-warning">
        Copy the key now and keep it where secrets are kept. It is not shown again; if it is lost, rotate it.
      </p>
      <SecretBox label="Key" secret={secret} />
      <div className="grid min-w-0 gap-1.5">
        <p className="text-sm font-medium">Try it</p>
        <CodeBlock label="Lines of the first call" text={curlText(window.location.origin, secret)} />
      </div>
    </>
  );
}
