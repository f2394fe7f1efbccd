import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { CheckIcon } from "../ui/icons.tsx";
import { Section } from "../ui/page.tsx";

/** Leads through the first steps of a new installation; gone when they are done, or for whoever may not take them. */
export function FirstSteps() {
  const { can } = useSignedIn();
  const steps = useSteps();
  if (!can("agents:write") || steps === null || steps.every(({ isDone }) => isDone)) return null;
  return (
    <Section title="First steps">
      <ol className="grid gap-1 text-sm">
        {steps.map(({ title, about, path, search = {}, isDone }) => (
          <li key={title} className="flex items-start gap-3 py-1.5">
            <span
              className={`mt-0.5 grid size-5 shrink-0 place-items-center rounded-full border ${isDone ? "border-accent bg-accent text-on-accent" : "border-edge"}`}
            >
              {isDone && <CheckIcon className="size-3.5" />}
            </span>
            <span className="grid gap-0.5">
              <Link to={path} search={search} className="font-medium hover:underline">
                {title}
                {isDone && <span className="sr-only"> (done)</span>}
              </Link>
              <span className="text-muted">{about}</span>
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

interface Step {
  title: string;
  about: string;
  path: string;
  search?: Record<string, string>;
  isDone: boolean;
}

function useSteps(): Step[] | null {
  const client = useClient();
  const { can } = useSignedIn();
  const first = useQuery({
    queryKey: ["first-steps"],
    queryFn: async () => {
      const [agents, conversations, members, invitations] = await Promise.all([
        client.conversationalAgents.list({ limit: 2 }),
        client.conversations.list({ limit: 1 }),
        client.members.list({ limit: 2 }),
        can("members:write") ? client.invitations.list({ limit: 1 }) : { data: [] },
      ]);
      return { agents, conversations, members, invitations };
    },
  });
  if (first.data === undefined) return null;
  const { agents, conversations, members, invitations } = first.data;
  const invite = {
    title: "Invite those you work with",
    about: "Each gets an account of their own, and a role.",
    path: "/settings",
    search: { tab: "members" },
    isDone: members.data.length > 1 || invitations.data.length > 0,
  };
  return [
    {
      title: "Talk with the agent that is here",
      about: "It books appointments, and shows how a conversation goes.",
      path: "/talk",
      isDone: conversations.data.length > 0,
    },
    {
      title: "Make an agent of your own",
      about: "Write what it is to do, give it tools, try it, and release it.",
      path: "/agents",
      isDone: agents.data.length > 1,
    },
    ...(can("members:write") ? [invite] : []),
  ];
}
