/** What stands on a colour: whichever of black and white can be read better (WCAG 2.2, contrast ratio). */
export function readableOn(rgb: readonly [number, number, number]): "#000000" | "#ffffff" {
  const luminance = luminanceOf(rgb);
  const onWhite = 1.05 / (luminance + 0.05);
  const onBlack = (luminance + 0.05) / 0.05;
  return onWhite >= onBlack ? "#ffffff" : "#000000";
}

/** Reads a colour as browsers write computed ones, `rgb(15, 95, 78)`; null for another text. */
export function parseRgb(text: string): [number, number, number] | null {
  const [, red, green, blue] = /^rgba?\((\d+), (\d+), (\d+)/.exec(text) ?? [];
  return red === undefined ? null : [Number(red), Number(green), Number(blue)];
}

function luminanceOf(rgb: readonly [number, number, number]): number {
  const [red, green, blue] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
