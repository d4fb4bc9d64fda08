import icons from "./icons.svg?raw";

/**
 * The address of a symbol of icons.svg. The set stands in the page itself, put there when the first
 * picture asks: a symbol of another file would come a moment late each time one is drawn.
 */
export function symbol(name: string): string {
  return `#icon-${name}`;
}

function install(): void {
  const { documentElement } = new DOMParser().parseFromString(icons, "image/svg+xml");
  const sprite = document.importNode(documentElement, true);
  sprite.setAttribute("class", "sprite");
  sprite.setAttribute("aria-hidden", "true");
  document.body.append(sprite);
}

install();
