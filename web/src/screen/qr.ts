import { encode } from "uqr";

/** The path of a QR code's dark modules, and its width in modules without the quiet zone. */
export function qrPath(text: string): { path: string; modules: number } {
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  let path = "";
  data.forEach((row, y) => {
    for (let x = 0; x < size; x++) {
      if (!row[x]) continue;
      let end = x;
      while (row[end + 1]) end++;
      path += `M${x} ${y}h${end - x + 1}v1h-${end - x + 1}z`;
      x = end;
    }
  });
  return { path, modules: size };
}
