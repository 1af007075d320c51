import { imageSize } from "image-size";

/** What may be shown as a picture: a file of the course, never an address, of a kind that cannot carry a program. */

/** Bytes of one picture: Discord takes 10 MiB from a bot. */
export const pictureBytes = 8 * 1024 * 1024;

/** Pixels of a side; a small file can claim a size that fills the memory of whoever opens it. */
const SIDE = 4096;

const name = /^(?:[A-Za-z0-9_][A-Za-z0-9_-]*\/)*[A-Za-z0-9_][A-Za-z0-9_-]*\.(?:png|jpe?g|webp|gif)$/;
/** Names that Windows opens as devices, in any folder and with any ending. */
const device = /(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\/|$)/i;

/** Whether a picture's path can only mean a file under the course's folder. Its letters leave no room for anything else. */
export const isPictureName = (path: string): boolean => path.length <= 200 && name.test(path) && !device.test(path);

export const pictureRule =
  "Name a .png, .jpg, .webp or .gif inside the course's folder, such as pictures/one-copy.png; letters, digits, - and _ only.";

type Problem = { readonly problem: string; readonly remedy: string };

/** What is wrong with the content of a picture; its name is not believed. */
export function pictureProblem(bytes: Buffer): Problem | undefined {
  const size = sizeOf(bytes);
  if (!size)
    return { problem: "is not a PNG, JPEG, WebP or GIF inside", remedy: "Save it anew from a drawing program." };
  const { width, height } = size;
  if (width < 1 || height < 1 || width > SIDE || height > SIDE) {
    const remedy = `Make it at most ${SIDE} pixels wide and high.`;
    return { problem: `is ${width} by ${height} pixels`, remedy };
  }
  if (holdsCameraData(bytes)) {
    return {
      problem: "holds camera data, which may tell where it was taken",
      remedy: "Save it without metadata (EXIF).",
    };
  }
  return undefined;
}

const shown = ["png", "jpg", "webp", "gif"];

/** Width and height by what the bytes are, whatever the name says; undefined for any other kind of file. */
function sizeOf(bytes: Buffer) {
  try {
    const { width, height, type } = imageSize(bytes);
    return shown.includes(type ?? "") ? { width, height } : undefined;
  } catch {
    // image-size throws for what it cannot read: to an author that is the same as another kind of file.
    return undefined;
  }
}

const has = (bytes: Buffer, at: number, text: string): boolean =>
  bytes.toString("latin1", at, at + text.length) === text;

/** EXIF: a segment of JPEG, a chunk of PNG (looked for where cameras' tools put it), a flag of WebP's extended header. */
function holdsCameraData(bytes: Buffer): boolean {
  if (has(bytes, 0, "RIFF")) return has(bytes, 12, "VP8X") && (bytes.readUInt8(20) & 0x08) !== 0;
  return bytes.includes("Exif\0\0", 0, "latin1") || bytes.subarray(0, 64 * 1024).includes("eXIf", 0, "latin1");
}
