/** A dot of the closing picture: a colleague who rang. */
export interface Dot {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** A colour token of the values. */
  readonly colour: string;
  readonly opacity: number;
}

const kCentre = { x: 960, y: 330 };
/** The closing's rings, on which the dots stand. */
const kOrbits = [350, 420, 490, 565, 640, 720, 800, 890, 980];
/** Distances between neighbours, the widest that has room for all. */
const kSpacings = [58, 48, 40, 34, 29, 25];
const kColours = ["meadow", "lilac", "lagoon", "clay", "sky", "rose"];
/** The golden angle: colours and gaps look random and are always the same. */
const kTurn = 2.399963;

/** Where nothing stands: the name of the show, the bell's strap, the words below, the edges. */
function isFree(x: number, y: number, bottom: number): boolean {
  const isInside = x > 60 && x < 1860 && y > 40 && y < bottom;
  const isName = x < 760 && y < 150;
  const isStrap = Math.abs(x - kCentre.x) < 60 && y < 140;
  return isInside && !isName && !isStrap;
}

function places(spacing: number, bottom: number): { x: number; y: number; ring: number }[] {
  return kOrbits.flatMap((orbit, ring) => {
    const count = Math.floor((2 * Math.PI * orbit) / spacing);
    return Array.from({ length: count }, (_, index) => {
      const angle = Math.PI / 2 + ring * kTurn + (index / count) * 2 * Math.PI;
      return { x: Math.round(kCentre.x + orbit * Math.cos(angle)), y: Math.round(kCentre.y + orbit * Math.sin(angle)), ring };
    }).filter(({ x, y }) => isFree(x, y, bottom));
  });
}

/** A dot for everybody who rang, as far as the picture has room above `bottom`; beyond that the words say how many they were. */
export function dotsFor(givers: number, bottom = 700): readonly Dot[] {
  const tight = kSpacings.length - 1;
  const at = kSpacings.findIndex((spacing) => places(spacing, bottom).length >= givers);
  const spacing = kSpacings[at < 0 ? tight : at] ?? 25;
  const room = places(spacing, bottom);
  const shown = Math.min(givers, room.length);
  // Few stand spread over the whole picture, not in a clump.
  const chosen = Array.from({ length: shown }, (_, index) => room[Math.floor((index * room.length) / shown)]);
  return chosen.flatMap((place, index) => {
    if (place === undefined) return [];
    const colour = kColours[Math.floor(index * kTurn * 7) % kColours.length] ?? "lilac";
    const far = place.ring / kOrbits.length;
    return [{ x: place.x, y: place.y, radius: Math.round((spacing / 58) * (14 - 6 * far)), colour, opacity: 0.9 - 0.4 * far }];
  });
}
