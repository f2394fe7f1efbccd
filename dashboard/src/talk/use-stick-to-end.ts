import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** How near to the end counts as at the end, in pixels. */
const NEAR = 48;

/** Keeps a scrolling element at its end while `content` grows, until the reader scrolls away from it. */
export function useStickToEnd(content: unknown) {
  const scroller = useRef<HTMLElement>(null);
  const sticks = useRef(true);
  const [isAtEnd, setAtEnd] = useState(true);

  const toEnd = useCallback(() => {
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  }, []);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const follow = () => {
      sticks.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
      setAtEnd(sticks.current);
    };
    // The element also changes its height, as when a keyboard opens or a line of the composer is added.
    const watch = new ResizeObserver(() => sticks.current && toEnd());
    element.addEventListener("scroll", follow, { passive: true });
    watch.observe(element);
    return () => {
      element.removeEventListener("scroll", follow);
      watch.disconnect();
    };
  }, [toEnd]);

  useLayoutEffect(() => {
    if (sticks.current) toEnd();
  }, [content, toEnd]);

  return { scroller, isAtEnd, toEnd };
}
