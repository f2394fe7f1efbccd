import { useClient } from "../data/client.tsx";
import { SigningSection } from "./signing-section.tsx";

/** Shows the key of tool calls and of outputs. */
export function SigningTab() {
  const client = useClient();
  return (
    <div className="overflow-y-auto px-4 pb-8 sm:px-6">
      <div className="max-w-3xl">
        <SigningSection
          about="Calls of your tools and outputs of procedures are signed with this key. Each webhook endpoint has one of its own, on its page."
          scopes={{ see: "tools:write", rotate: "tools:write" }}
          queryKey={["signing-key"]}
          read={() => client.signingKey.get()}
          rotate={(seconds) => client.signingKey.rotate({ overlap_seconds: seconds })}
        />
      </div>
    </div>
  );
}
