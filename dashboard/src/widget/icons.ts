const SVG = "http://www.w3.org/2000/svg";

/** Lines on a field of 24 by 24. */
const PATHS = {
  chat: "M4 6.5A2.5 2.5 0 0 1 6.5 4h11A2.5 2.5 0 0 1 20 6.5v7a2.5 2.5 0 0 1-2.5 2.5H11l-4.5 4v-4A2.5 2.5 0 0 1 4 13.5z",
  close: "M6 6l12 12M18 6L6 18",
  send: "M12 19V5M6 11l6-6 6 6",
  microphone: "M12 15a3 3 0 0 0 3-3V7a3 3 0 0 0-6 0v5a3 3 0 0 0 3 3zM6 12a6 6 0 0 0 12 0M12 18v3",
  muted:
    "M4 4l16 16M9 9v3a3 3 0 0 0 4.6 2.5M15 11V7a3 3 0 0 0-5.7-1.3M6 12a6 6 0 0 0 9 5.2M18 12a6 6 0 0 1-.5 2.4M12 18v3",
  down: "M6 10l6 6 6-6",
} as const;

/** Draws an icon in the colour of the text around it. */
export function icon(name: keyof typeof PATHS): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  for (const [attribute, value] of Object.entries({ viewBox: "0 0 24 24", "aria-hidden": "true", class: "icon" }))
    svg.setAttribute(attribute, value);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
