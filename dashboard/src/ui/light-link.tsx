import { useRouter } from "@tanstack/react-router";
import type { MouseEvent, ReactNode } from "react";

interface LightLinkProps {
  /** A path of the dashboard, `/agents/…`. */
  to: string;
  className?: string;
  children: ReactNode;
}

/** A link for long lists: it leads as others do, but does not watch where the router is, which costs much in many rows. */
export function LightLink({ to, className, children }: LightLinkProps) {
  const router = useRouter();
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void router.navigate({ to });
  };
  const prepare = () => void router.preloadRoute({ to });
  return (
    <a
      href={`${router.basepath}${to}`}
      onClick={follow}
      onMouseEnter={prepare}
      onFocus={prepare}
      {...(className === undefined ? {} : { className })}
    >
      {children}
    </a>
  );
}
