import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { linkedAbort } from "./linked-abort.ts";

describe("a controller that others abort", () => {
  it("is aborted by the first of them, for its reason", () => {
    const [one, other] = [new AbortController(), new AbortController()];
    const { controller } = linkedAbort(one.signal, other.signal);
    expect(controller.signal.aborted).toBe(false);
    other.abort("over");
    one.abort("too late");
    expect(controller.signal.reason).toBe("over");
  });

  it("is aborted at once when one of them is", () => {
    const { controller } = linkedAbort(new AbortController().signal, AbortSignal.abort("before"));
    expect(controller.signal.reason).toBe("before");
  });

  it("aborts none of them itself", () => {
    const one = new AbortController();
    linkedAbort(one.signal).controller.abort();
    expect(one.signal.aborted).toBe(false);
  });

  it("leaves nothing behind, and hears nothing, once it let go", () => {
    const one = new AbortController();
    const { controller, release } = linkedAbort(one.signal);
    expect(getEventListeners(one.signal, "abort")).toHaveLength(1);
    release();
    expect(getEventListeners(one.signal, "abort")).toHaveLength(0);
    one.abort();
    expect(controller.signal.aborted).toBe(false);
  });
});
