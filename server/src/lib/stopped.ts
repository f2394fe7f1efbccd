/**
 * Why work is given up that nobody wants any more, for `AbortController.abort`. One for all: without a reason each abort
 * makes an exception of its own, with the stack of where it was called, which costs more than what is given up.
 */
export const STOPPED = new DOMException("Nobody wants it any more.", "AbortError");
