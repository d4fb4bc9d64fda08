// Pictures that people send.
import { deflateSync } from "node:zlib";

/** A PNG of one colour. */
export function png(width, height, [red, green, blue]) {
  const chunk = (name, bytes) => {
    const body = Buffer.concat([Buffer.from(name), bytes]);
    const whole = Buffer.alloc(body.length + 8);
    whole.writeUInt32BE(bytes.length, 0);
    body.copy(whole, 4);
    whole.writeUInt32BE(crc(body), body.length + 4);
    return whole;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3).map((_, index) => [red, green, blue][index % 3])]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", header), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))]);
}

function crc(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return (value ^ 0xffffffff) >>> 0;
}

export const kFace = { name: "ik.png", mimeType: "image/png", buffer: png(640, 480, [200, 120, 60]) };

/** A photo as somebody could have taken it, drawn by the page: a cake on a table, before a window. */
export async function photo(page, width, height, name = "taart.jpg") {
  const data = await page.evaluate(
    ([wide, high]) => {
      const canvas = document.createElement("canvas");
      canvas.width = wide;
      canvas.height = high;
      const pen = canvas.getContext("2d");
      const fill = (colour, ...box) => {
        pen.fillStyle = colour;
        pen.fillRect(...box);
      };
      const sky = pen.createLinearGradient(0, 0, 0, high);
      sky.addColorStop(0, "#9cc9e8");
      sky.addColorStop(1, "#f6e3c0");
      fill(sky, 0, 0, wide, high);
      fill("#8d5126", 0, high * 0.72, wide, high * 0.28);
      const side = Math.min(wide, high) * 0.5;
      const left = (wide - side) / 2;
      const top = high * 0.76 - side * 0.55;
      fill("#fff6e5", left - side * 0.1, top + side * 0.55, side * 1.2, side * 0.06);
      fill("#b3265b", left, top + side * 0.25, side, side * 0.3);
      fill("#fce5ed", left, top + side * 0.15, side, side * 0.14);
      for (let candle = 0; candle < 5; candle += 1) {
        const at = left + side * (0.12 + candle * 0.19);
        fill("#1b5fbd", at, top - side * 0.08, side * 0.03, side * 0.23);
        pen.fillStyle = "#f5a524";
        pen.beginPath();
        pen.ellipse(at + side * 0.015, top - side * 0.13, side * 0.025, side * 0.05, 0, 0, 7);
        pen.fill();
      }
      return canvas.toDataURL("image/jpeg", 0.9).split(",")[1];
    },
    [width, height],
  );
  return { name, mimeType: "image/jpeg", buffer: Buffer.from(data, "base64") };
}
