import { execFileSync } from "node:child_process";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { budget } from "../../src/course/budget.ts";
import { loadCourse } from "../../src/course/load.ts";
import { chapterOf, courseYaml, folderOf, problems, readChapter, told } from "./author.ts";
import { jpeg, png, webp } from "./pictures.ts";

const errorsOf = async (folder: string): Promise<readonly string[]> => {
  const { course, faults } = await loadCourse(folder);
  expect(course).toBeUndefined();
  return faults.map((fault) => `${fault.file}:${told(fault)}`);
};

const laughs = [
  "a: &a [x,x,x,x,x,x,x,x,x]",
  ...[..."bcdefghi"].map((name, index) => `${name}: &${name} [${`*${"abcdefgh"[index]},`.repeat(9)}]`),
];

describe("S53: YAML that would fill the memory, run a constructor or hide a key is refused with file and line", () => {
  test.each<readonly [string, string, string]>([
    ["a billion laughs", laughs.join("\n"), 'course.yaml:1:4 error "&a" is an anchor, which is not read.'],
    ["an alias", "id: course\ntitle: *id", 'course.yaml:2:8 error "*id" is an alias, which is not read.'],
    [
      "50 MB",
      `id: course\ntitle: ${"a".repeat(50_000_000)}`,
      "course.yaml:1:1 error course.yaml has 50000018 bytes; at most 65536 are read.",
    ],
    [
      "more than is read",
      `title: ${"a".repeat(20_000)}`,
      "course.yaml:1:1 error There are more than 16384 characters of YAML.",
    ],
    [
      "10,000 brackets",
      `id: x\ntitle: ${"[".repeat(10_000)}`,
      "course.yaml:2:12 error This nests deeper than 4 levels.",
    ],
    ["10,000 braces", `title: ${"{a: ".repeat(4_000)}`, "course.yaml:1:24 error This nests deeper than 4 levels."],
    ["7,000 dashes", "- ".repeat(7_000), "course.yaml:1:9 error This nests deeper than 4 levels."],
    ["7,000 question marks", "? ".repeat(7_000), "course.yaml:1:9 error This nests deeper than 4 levels."],
    [
      "170 levels of indentation",
      Array.from({ length: 170 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"),
      'course.yaml:1:1 error Unknown key "a".',
    ],
    [
      "__proto__",
      `${courseYaml("01-a.md")}__proto__: {admin: true}\n`,
      'course.yaml:5:1 error Unknown key "__proto__".',
    ],
    [
      "constructor",
      `${courseYaml("01-a.md")}constructor: {prototype: {admin: true}}\n`,
      'course.yaml:5:1 error Unknown key "constructor".',
    ],
    [
      "a function",
      'id: !!js/function "function () {}"',
      'course.yaml:1:5 error "!!js/function" is an explicit type, which is not read.',
    ],
    ["a key twice", "id: a\nid: b", "course.yaml:2:1 error Map keys must be unique."],
    [
      "4,000 keys",
      Array.from({ length: 3_000 }, (_, n) => `${n.toString(36)}:`).join("\n"),
      'course.yaml:1:1 error Unknown key "0".',
    ],
    ["a merge key", "id: a\n<<: {title: b}", 'course.yaml:2:1 error Unknown key "<<".'],
    [
      "two documents",
      "id: a\n---\nid: b",
      "course.yaml:2:1 error Source contains multiple documents; please use YAML.parseAllDocuments().",
    ],
    ["a key that is a list", "? [a]\n: b", "course.yaml:1:3 error With stringKeys, all keys must be strings."],
  ])("%s", async (_what, yaml, said) => {
    const folder = await folderOf({ "course.yaml": yaml, "01-a.md": chapterOf("A.") });
    expect(await errorsOf(folder)).toContain(said);
    expect(Object.prototype).not.toHaveProperty("admin");
  });

  test("the same holds for a chapter's front matter", () => {
    expect(problems(`---\n${laughs.join("\n")}\n---\n\nHello.\n`)).toEqual([
      '2:4 error "&a" is an anchor, which is not read.',
    ]);
  });
});

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

  test("a pipe or a folder in place of a file is not waited for", async () => {
    const folder = await folderOf({
      "course.yaml": courseYaml("01-a.md", "02-b.md"),
      "01-a.md": chapterOf("![A box](box.png)"),
      "box.png/inside.txt": "",
    });
    execFileSync("mkfifo", [join(folder, "02-b.md")]);
    expect(await errorsOf(folder)).toEqual([
      "01-a.md:8:1 error box.png is not a file.",
      "course.yaml:5:5 error 02-b.md is not a file.",
    ]);
  });
});

test("S55: a course is a folder; an archive in its place is refused unread", async () => {
  const folder = await folderOf({ "pack.zip": Buffer.from("PK\x03\x04") });
  expect((await errorsOf(join(folder, "pack.zip"))).join()).toMatch(
    /^course\.yaml:1:1 error course\.yaml cannot be read|There is no f/,
  );
});

describe("S56: no address is ever fetched: pictures are files, and only these links are shown", () => {
  test.each([
    "http://169.254.169.254/a.png",
    "http://localhost/a.png",
    "http://[::1]/a.png",
    "http://2130706433/a.png",
    "https://example.org/a.png",
  ])("the picture %s", async (url) => {
    const folder = await folderOf({ "course.yaml": courseYaml("01-a.md"), "01-a.md": chapterOf(`![A box](${url})`) });
    expect((await errorsOf(folder)).join()).toContain("is not a file of this course.");
  });

  test.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "vbscript:x",
    "//example.org",
    "ftp://example.org/",
  ])("the link %s", (url) => {
    expect(problems(chapterOf(`See [it](${url}).`)).join()).toMatch(/error The link to .* leads nowhere from a chat\./);
  });
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

describe("S58: no text of an author is run as a pattern, and none is dear to read", () => {
  test("a pattern in place of an answer is only text", () => {
    const { chapter } = readChapter(chapterOf(":::check{#a}\nWhat?\n\nanswer: (a+)+$ | .*\n:::"));
    expect(chapter.bites[0]?.check).toMatchObject({ kind: "text", accepted: ["(a+)+$", ".*"] });
  });

  // Each took from seconds to minutes, or the stack, before budget.ts: a test that hangs here has lost its budget.
  test.each([
    "_a*",
    "> ",
    "1. ",
    "+ ",
    "- ",
    "[",
    "](",
    "**a",
    "`a",
    "![",
    "<",
    "| a |\n|-|\n",
    ":::a\n",
    "a\n",
    "&#1;",
    "\\",
  ])("60 KiB of %j, in one run and in many", (mark) => {
    const run = mark.repeat(Math.floor(7_900 / mark.length));
    for (const body of [mark.repeat(60_000 / mark.length), Array.from({ length: 7 }, () => run).join("\n\n")]) {
      const { faults } = readChapter(chapterOf(body));
      expect(faults.filter((fault) => fault.severity === "error")).not.toEqual([]);
    }
  });

  test("a chapter beyond its size is refused unparsed", async () => {
    const text = chapterOf(...Array.from({ length: 7_000 }, () => "Words."));
    expect(Buffer.byteLength(text)).toBeGreaterThan(budget.chapterBytes);
    expect(problems(text)).toEqual(["1:1 error The chapter is larger than 64 KiB."]);
    const folder = await folderOf({ "course.yaml": courseYaml("01-a.md"), "01-a.md": text });
    expect((await errorsOf(folder)).join()).toMatch(
      /^course\.yaml:4:5 error 01-a\.md has \d+ bytes; at most 65536 are read\.$/,
    );
  });
});

describe("S60: what the format does not know is an error with file and line", () => {
  const list = (length: number) =>
    Array.from({ length }, (_, n) => `- [${n === 0 ? "x" : " "}] Choice ${n}\n  > Yes.`).join("\n");
  const ask = (head: string, choices: string) => chapterOf(`:::check{${head}}\nWhat?\n\n${choices}\n:::`);

  test.each<readonly [string, string, string]>([
    ["an unknown key", courseYaml("01-a.md").replace("title", "titel"), '2:1 error Unknown key "titel".'],
    ["a number for a title", courseYaml("01-a.md").replace("A course", "12"), '2:8 error `title` is "12".'],
    ["a text for the chapters", "id: a\ntitle: b\nchapters: 01-a.md", '3:11 error `chapters` is "01-a.md".'],
    ["no chapters", "id: a\ntitle: b\nchapters: []", '3:11 error `chapters` is "[]".'],
    ["a list in place of it all", "- id: a", '1:1 error "[{"id":"a"}]" is not what belongs here.'],
    ["nothing", "", '1:1 error "null" is not what belongs here.'],
    [
      "a title that turns the text around",
      'id: a\ntitle: "a\\u0007"\nchapters: [01-a.md]',
      '2:8 error `title` is "a ".',
    ],
  ])("in course.yaml: %s", async (_what, yaml, said) => {
    const folder = await folderOf({ "course.yaml": yaml, "01-a.md": chapterOf("A.") });
    expect(await errorsOf(folder)).toContain(`course.yaml:${said}`);
  });

  test("one choice, and thirty", () => {
    expect(problems(ask("#a", list(1)))).toEqual(["8:1 error The question has 1 choice."]);
    expect(problems(ask("#a", list(30)))).toEqual(["8:1 error The question has 30 choices."]);
    expect(problems(ask("#a", list(10)))).toEqual([]);
  });

  test("an attribute that is not known, such as the number of the right answer", () => {
    expect(problems(ask("#a answer=9", list(4)))).toEqual(['8:1 error :::check has the unknown attribute "answer".']);
  });
});

test("S25: a mention in a course is plain text, and its author is warned", () => {
  const { chapter, faults } = readChapter(chapterOf("Hello @everyone."));
  expect(chapter.bites[0]?.blocks).toEqual([{ kind: "text", text: [{ kind: "plain", text: "Hello @everyone." }] }]);
  expect(faults.map((fault) => fault.severity)).toEqual(["warning"]);
});
