import { useEffect, useState } from "react";

/** Returns a value once it has stayed the same for `delay` ms, so that not every letter is searched for. */
export function useSettled<Value>(value: Value, delay: number): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delay);
    return () => clearTimeout(timer);
  }, [value, delay]);
  return settled;
}
