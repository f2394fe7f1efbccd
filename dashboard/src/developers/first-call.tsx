import { CodeBlock } from "./code-block.tsx";
import { curlText } from "./curl-text.ts";

const LINKS = [
  { href: "/docs", title: "Guides", about: "From a first agent to a cluster." },
  { href: "/docs/reference", title: "API reference", about: "Every call and every event, with examples." },
  { href: "/openapi.json", title: "OpenAPI document", about: "For generators of clients." },
] as const;

/** Shows the first call of the API, and where all the others are described. */
export function FirstCall() {
  return (
    // What scrolls must be reached by the keyboard.
    <div tabIndex={0} className="grid max-w-3xl content-start gap-6 overflow-y-auto px-4 pb-8 sm:px-6">
      <section aria-label="The first call" className="grid min-w-0 gap-3">
        <h2 className="font-semibold">The first call</h2>
        <p className="text-sm text-muted">
          Make a key, put it into the variable OPERATOR_API_KEY of your terminal, and list the agents:
        </p>
        <CodeBlock label="Lines of the first call" text={curlText(window.location.origin)} />
        <p className="text-sm text-muted">
          In a program, take the package @operator/sdk: it types every call, repeats what is worth repeating, and checks
          the signatures of webhooks.
        </p>
      </section>
      <section aria-label="Read on" className="grid gap-3">
        <h2 className="font-semibold">Read on</h2>
        <ul className="grid gap-3 sm:grid-cols-3">
          {LINKS.map(({ href, title, about }) => (
            <li key={href}>
              <a
                href={href}
                className="grid h-full gap-1 rounded-2xl border border-line bg-surface p-4 hover:border-edge"
              >
                <span className="font-medium underline">{title}</span>
                <span className="text-sm text-muted">{about}</span>
              </a>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
