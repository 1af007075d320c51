import { once } from "node:events";
import { symlink } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { chapterOf, courseYaml, errorsOf, folderOf } from "./author.ts";
import { jpeg, png, webp } from "./pictures.ts";

describe("S54: a picture's path that leads out of the course is refused", () => {
  test.each([
    "../../../../etc/passwd",
    "../secret.png",
    "pictures/../../secret.png",
    "/etc/secret.png",
    "file:///etc/secret.png",
    "..\\\\secret.png",
    "%2e%2e/secret.png",
    "pictures/%2e%2e/secret.png",
    "a%00.png",
    "//server/share/secret.png",
    "\\\\\\\\server\\\\secret.png",
    "C:/secret.png",
    "CON.png",
    "pictures/aux.png",
    "lpt1.gif",
    ".git/box.png",
    "pictures/.box.png",
    "box.png?x",
    "box.png:stream.png",
    "box.svg",
    "box.png.exe",
    "box",
    "~/box.png",
    "$HOME/box.png",
  ])("%s", async (path) => {
    const folder = await folderOf({
      "course.yaml": courseYaml("01-a.md"),
      "01-a.md": chapterOf(`![A box](<${path}>)`),
    });
    expect((await errorsOf(folder)).join()).toMatch(
      /^01-a\.md:8:1 error The picture ".*" is not a file of this course\.$/,
    );
  });

  test("a link on the disk that leads out", async () => {
    const outside = await folderOf({ "secret.png": png(4, 4), "02-b.md": chapterOf("B.") });
    const folder = await folderOf({
      "course.yaml": courseYaml("01-a.md", "02-b.md"),
      "01-a.md": chapterOf("![A box](box.png)", "![A box](in/secret.png)"),
    });
    await symlink(join(outside, "secret.png"), join(folder, "box.png"));
    await symlink(outside, join(folder, "in"));
    await symlink(join(outside, "02-b.md"), join(folder, "02-b.md"));
    expect(await errorsOf(folder)).toEqual([
      "01-a.md:8:1 error box.png leads out of the course's folder.",
      "01-a.md:12:1 error in/secret.png leads out of the course's folder.",
      "course.yaml:5:5 error 02-b.md leads out of the course's folder.",
    ]);
  });

  test("course.yaml itself may not lead out either", async () => {
    const outside = await folderOf({ "course.yaml": courseYaml("01-a.md") });
    const folder = await folderOf({ "01-a.md": chapterOf("A.") });
    await symlink(join(outside, "course.yaml"), join(folder, "course.yaml"));
    expect(await errorsOf(folder)).toEqual(["course.yaml:1:1 error course.yaml leads out of the course's folder."]);
  });

  test("a link that leads to another spelling is refused, so that a course works on every disk", async () => {
    const folder = await folderOf({
      "course.yaml": courseYaml("01-a.md"),
      "01-a.md": chapterOf("![A box](box.png)"),
      "Box.png": png(4, 4),
    });
    await symlink(join(folder, "Box.png"), join(folder, "box.png")).catch(() => undefined);
    expect(await errorsOf(folder)).toEqual(["01-a.md:8:1 error box.png is spelled Box.png on the disk."]);
  });

  test.each(["../01-a.md", "sub/01-a.md", "/etc/passwd", "01-A.md", "01-a.md\\0", "01-a.txt", ".md"])(
    "a chapter's name that is no file of the folder: %s",
    async (name) => {
      const folder = await folderOf({ "course.yaml": courseYaml(JSON.stringify(name)), "01-a.md": chapterOf("A.") });
      expect((await errorsOf(folder)).join()).toMatch(/^course\.yaml:4:5 error `chapters\.0` is "/);
    },
  );

  test("a socket or a folder in place of a file is not waited for", async () => {
    const folder = await folderOf({
      "course.yaml": courseYaml("01-a.md", "02-b.md"),
      "01-a.md": chapterOf("![A box](box.png)"),
      "box.png/inside.txt": "",
    });
    const socket = createServer().listen(join(folder, "02-b.md"));
    onTestFinished(() => new Promise<void>((resolve) => void socket.close(() => resolve())));
    await once(socket, "listening");
    expect(await errorsOf(folder)).toEqual([
      "01-a.md:8:1 error box.png is not a file.",
      "course.yaml:5:5 error 02-b.md is not a file.",
    ]);
  });
});

test("S55: a course is a folder; an archive in its place is refused unread", async () => {
  const folder = await folderOf({ "pack.zip": Buffer.from("PK\x03\x04") });
  expect(await errorsOf(join(folder, "pack.zip"))).toEqual(["course.yaml:1:1 error There is no file course.yaml."]);
});

describe("S57: a picture is what its bytes say, and not too large", () => {
  test.each<readonly [string, Buffer, string]>([
    [
      "an SVG with a script",
      Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
      "is not a PNG, JPEG, WebP or GIF inside.",
    ],
    [
      "a page of HTML",
      Buffer.from("<!doctype html><script>alert(1)</script>"),
      "is not a PNG, JPEG, WebP or GIF inside.",
    ],
    ["nothing", Buffer.alloc(0), "is not a PNG, JPEG, WebP or GIF inside."],
    ["half a signature", Buffer.from("\x89PNG\r\n", "latin1"), "is not a PNG, JPEG, WebP or GIF inside."],
    [
      "a JPEG without a frame",
      Buffer.from("\xff\xd8\xff\xe0\0\0\xff\xff\0\0\0\0", "latin1"),
      "is not a PNG, JPEG, WebP or GIF inside.",
    ],
    ["30,000 by 30,000 pixels", png(30_000, 30_000), "is 30000 by 30000 pixels."],
    ["no pixel", png(0, 1), "is 0 by 1 pixels."],
    ["a tall JPEG", jpeg(40, 4097), "is 40 by 4097 pixels."],
    ["a wide WebP", webp(16_000, 9, { kind: "VP8L" }), "is 16000 by 9 pixels."],
    ["a JPEG that tells the place", jpeg(40, 30, true), "holds camera data, which may tell where it was taken."],
    [
      "a PNG that tells the place",
      png(40, 30, Buffer.from("\0\0\0\x04eXIfMM\0*")),
      "holds camera data, which may tell where it was taken.",
    ],
    [
      "a WebP that tells the place",
      webp(40, 30, { kind: "VP8X", exif: true }),
      "holds camera data, which may tell where it was taken.",
    ],
    ["9 MB", Buffer.concat([png(40, 30), Buffer.alloc(9_000_000)]), "has 9000033 bytes; at most 8388608 are read."],
  ])("%s", async (_what, content, said) => {
    const folder = await folderOf({
      "course.yaml": courseYaml("01-a.md"),
      "01-a.md": chapterOf("![A box](box.png)"),
      "box.png": content,
    });
    expect(await errorsOf(folder)).toEqual([`01-a.md:8:1 error box.png ${said}`]);
  });
});
