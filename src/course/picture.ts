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
  const size = pngSize(bytes) ?? gifSize(bytes) ?? webpSize(bytes) ?? jpegSize(bytes);
  if (!size)
    return { problem: "is not a PNG, JPEG, WebP or GIF inside", remedy: "Save it anew from a drawing program." };
  const [width, height] = size;
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

type Size = readonly [width: number, height: number];

const has = (bytes: Buffer, at: number, text: string): boolean =>
  bytes.toString("latin1", at, at + text.length) === text;

/** PNG, section 11.2.2: IHDR is the first chunk. */
function pngSize(bytes: Buffer): Size | undefined {
  if (bytes.length < 24 || !has(bytes, 0, "\x89PNG\r\n\x1a\n") || !has(bytes, 12, "IHDR")) return undefined;
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

/** GIF89a, section 18: the logical screen follows the signature. */
function gifSize(bytes: Buffer): Size | undefined {
  if (bytes.length < 10 || !(has(bytes, 0, "GIF87a") || has(bytes, 0, "GIF89a"))) return undefined;
  return [bytes.readUInt16LE(6), bytes.readUInt16LE(8)];
}

/** RFC 9649: lossy, lossless and extended files each keep their size in a place of their own. */
function webpSize(bytes: Buffer): Size | undefined {
  if (bytes.length < 30 || !has(bytes, 0, "RIFF") || !has(bytes, 8, "WEBP")) return undefined;
  if (has(bytes, 12, "VP8 ")) return [bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff];
  if (has(bytes, 12, "VP8X")) return [bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1];
  if (!has(bytes, 12, "VP8L")) return undefined;
  const bits = bytes.readUInt32LE(21);
  return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
}

/** ITU T.81, B.1 and B.2.2: segments one after the other until a frame header, SOF0 to SOF15 without DHT, JPG and DAC. */
function jpegSize(bytes: Buffer): Size | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 <= bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes.readUInt8(at + 1);
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame) return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
  }
  return undefined;
}

/** EXIF: a segment of JPEG, a chunk of PNG (looked for where cameras' tools put it), a flag of WebP's extended header. */
function holdsCameraData(bytes: Buffer): boolean {
  if (has(bytes, 0, "RIFF")) return has(bytes, 12, "VP8X") && (bytes.readUInt8(20) & 0x08) !== 0;
  return bytes.includes("Exif\0\0", 0, "latin1") || bytes.subarray(0, 64 * 1024).includes("eXIf", 0, "latin1");
}
