/** A file this small goes as it is. */
const kSmallBytes = 512 * 1024;
/** Three times what is ever shown. */
const kMostSide = 1600;

/**
 * What is sent of a picture somebody chose: what is large the browser draws smaller, so that a photo from a phone is on its way
 * in a second. What it cannot read goes as it is; the server says what is wrong with it.
 */
export async function prepared(file: File): Promise<Uint8Array<ArrayBuffer>> {
  const small = file.size <= kSmallBytes ? undefined : await smaller(file).catch(() => undefined);
  return new Uint8Array(await (small ?? file).arrayBuffer());
}

async function smaller(file: File): Promise<Blob | undefined> {
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const scale = Math.min(1, kMostSide / Math.max(image.naturalWidth, image.naturalHeight));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
    canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    // Transparency stays where there may be some.
    const type = file.type === "image/jpeg" ? "image/jpeg" : "image/png";
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, 0.92));
    return blob !== null && blob.size < file.size ? blob : undefined;
  } finally {
    URL.revokeObjectURL(url);
  }
}
