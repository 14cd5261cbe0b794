/** A4 portrait in points, with the margins of official papers: left, top, right, bottom. */
export const pageMargins: [number, number, number, number] = [71, 57, 57, 71];
export const contentWidth = 595.28 - pageMargins[0] - pageMargins[2];
