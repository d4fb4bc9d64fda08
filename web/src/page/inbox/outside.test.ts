import { expect, test } from "vitest";

import { withFigure } from "./outside";

test("the icon carries a figure, and nothing else", () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 112"><path d="M0 0"/></svg>\n';

  expect(withFigure(svg, 3)).toMatch(/>3<\/text><\/svg>$/u);
  expect(withFigure(svg, 12)).toMatch(/>9\+<\/text><\/svg>$/u);
  expect(withFigure(svg, 99)).toMatch(/>9\+<\/text><\/svg>$/u);
});
