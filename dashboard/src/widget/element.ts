/** What an element is given: attributes, of which null and false are left out and true is set without a value. */
type Attributes = Readonly<Record<string, string | boolean | null>>;

/** What stands in an element. */
type Child = Node | string | null;

/** Makes an element. Nothing is ever parsed as HTML, so that nothing that was said can be code. */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  setAttributes(element, attributes);
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** Sets an element's attributes, and takes away those that are null or false. */
export function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === false) element.removeAttribute(name);
    else if (element.getAttribute(name) !== String(value === true ? "" : value))
      element.setAttribute(name, value === true ? "" : value);
  }
}

/** Makes a button that does something, labelled by its text or by `label`. */
export function button(
  { label, look, onPress }: { label?: string; look: string; onPress: () => void },
  ...children: readonly Child[]
): HTMLButtonElement {
  const element = el("button", { type: "button", class: look, "aria-label": label ?? null, title: label ?? null });
  element.append(...children.filter((child) => child !== null));
  element.addEventListener("click", onPress);
  return element;
}

/** Puts those children into an element, where they are not in it already. */
export function fill(element: Element, children: readonly Node[]): void {
  const same =
    element.childNodes.length === children.length && children.every((child, i) => element.childNodes[i] === child);
  if (!same) element.replaceChildren(...children);
}

/** Sets an element's text where it is another. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Shows an element, or hides it. */
export function setShown(element: HTMLElement, isShown: boolean): void {
  if (element.hidden === isShown) element.hidden = !isShown;
}
