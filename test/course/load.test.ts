import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { type Loaded, loadChapter, loadCourse, watchCourse } from "../../src/course/load.ts";
import { chapterOf, courseYaml, errorsOf, folderOf, told } from "./author.ts";
import { gif, jpeg, png, webp } from "./pictures.ts";

const heard = ({ faults }: Pick<Loaded, "faults">): readonly string[] =>
  faults.map((fault) => `${fault.file}:${told(fault)}`);

test("a course is its chapters in the order of course.yaml", async () => {
  const folder = await folderOf({
    "course.yaml": courseYaml("02-b.md", "01-a.md"),
    "01-a.md": chapterOf("A."),
    "02-b.md": chapterOf("B.").replace("first", "second"),
  });
  const { course, faults } = await loadCourse(folder);
  expect(faults).toEqual([]);
  expect(course).toMatchObject({ id: "course", title: "A course" });
  expect(course?.chapters.map((chapter) => chapter.key)).toEqual(["course/second", "course/first"]);
});

test("faults of every file come at once, sorted, and there is no course", async () => {
  const folder = await folderOf({
    "course.yaml": courseYaml("02-b.md", "01-a.md", "03-c.md", "01-a.md"),
    "01-a.md": chapterOf("<b>"),
    "02-b.md": chapterOf("~~b~~"),
  });
  const loaded = await loadCourse(folder);
  expect(loaded.course).toBeUndefined();
  expect(heard(loaded)).toEqual([
    '01-a.md:1:1 error The chapter id "first" is taken by 02-b.md:1.',
    '01-a.md:8:1 error HTML is not shown: "<b>".',
    "02-b.md:8:1 error Struck-out text cannot be shown everywhere.",
    "course.yaml:6:5 error There is no file 03-c.md.",
    "course.yaml:7:5 error 01-a.md is named twice.",
  ]);
});

test("a question's id may stand only once in the whole course", async () => {
  const bite = ":::myth{#sky}\nIt is green.\n\n> It is blue.\n:::";
  const folder = await folderOf({
    "course.yaml": courseYaml("01-a.md", "02-b.md"),
    "01-a.md": chapterOf(bite),
    "02-b.md": chapterOf(bite).replace("first", "second"),
  });
  expect(heard(await loadCourse(folder))).toEqual(['02-b.md:8:1 error The question id "sky" is taken by 01-a.md:8.']);
});

test("warnings alone leave the course standing", async () => {
  const folder = await folderOf({
    "course.yaml": courseYaml("01-a.md"),
    "01-a.md": chapterOf("Hello."),
    "02-forgotten.md": chapterOf("Hm."),
    "README.md": "For authors.",
  });
  const loaded = await loadCourse(folder);
  expect(loaded.course?.chapters).toHaveLength(1);
  expect(heard(loaded)).toEqual([
    "course.yaml:4:3 warning 02-forgotten.md is not among the chapters; nobody will see it.",
  ]);
});

test("a folder that is not there, or has no course.yaml, is named", async () => {
  const folder = await folderOf({});
  expect(heard(await loadCourse(join(folder, "none"))).join()).toContain("1:1 error There is no folder");
  expect(heard(await loadCourse(folder))).toEqual(["course.yaml:1:1 error There is no file course.yaml."]);
});

test("text that is not UTF-8 is refused", async () => {
  const folder = await folderOf({ "course.yaml": courseYaml("01-a.md"), "01-a.md": Buffer.from("caf\xe9", "latin1") });
  expect(heard(await loadCourse(folder))).toEqual(["course.yaml:4:5 error 01-a.md is not UTF-8 text."]);
});

describe("a picture", () => {
  const withPicture = (content: Uint8Array, file = "pictures/box.png") =>
    folderOf({ "course.yaml": courseYaml("01-a.md"), "01-a.md": chapterOf(`![A box](${file})`), [file]: content });

  test.each([
    ["PNG", png(40, 30)],
    ["GIF", gif(40, 30)],
    ["JPEG", jpeg(40, 30)],
    ["lossy WebP", webp(40, 30, { kind: "VP8 " })],
    ["lossless WebP", webp(40, 30, { kind: "VP8L" })],
    ["extended WebP", webp(40, 30, { kind: "VP8X" })],
  ])("of the kind %s is found in the course's folder", async (_kind, content) => {
    const folder = await withPicture(content);
    const { course, faults } = await loadCourse(folder);
    expect(faults).toEqual([]);
    const [block] = course?.chapters[0]?.bites[0]?.blocks ?? [];
    expect(block).toMatchObject({ kind: "picture", alt: "A box" });
    expect(block).toHaveProperty("file", expect.stringMatching(/^\/.*\/pictures\/box\.png$|^[A-Z]:\\/));
  });

  test("in a question is found too, and the question's version does not depend on the folder", async () => {
    const files = {
      "course.yaml": courseYaml("01-a.md"),
      "01-a.md": chapterOf(":::check{#what}\n![A box](box.png)\n\nanswer: box\n:::"),
      "box.png": png(4, 4),
    };
    const checks = [];
    for (const folder of [await folderOf(files), await folderOf(files)]) {
      const { course } = await loadCourse(folder);
      checks.push(course?.chapters[0]?.bites[0]?.check);
    }
    expect(checks[0]?.version).toBe(checks[1]?.version);
    expect(checks[0]?.question).not.toEqual(checks[1]?.question);
  });

  test("that is missing is named where it is shown", async () => {
    const folder = await folderOf({ "course.yaml": courseYaml("01-a.md"), "01-a.md": chapterOf("![A box](box.png)") });
    expect(heard(await loadCourse(folder))).toEqual(["01-a.md:8:1 error There is no file box.png."]);
  });
});

test("one chapter can be read by itself", async () => {
  const folder = await folderOf({ "01-a.md": chapterOf("A."), "02-b.md": chapterOf("<b>") });
  expect((await loadChapter(join(folder, "01-a.md"))).chapter?.title).toBe("First steps");
  expect(await loadChapter(join(folder, "02-b.md"))).toMatchObject({ chapter: undefined, faults: [{ line: 8 }] });
  expect(await loadChapter(join(folder, "03-c.md"))).toMatchObject({
    chapter: undefined,
    faults: [{ file: "03-c.md" }],
  });
});

describe("while the tutor runs", () => {
  /** Follows a course; `next` resolves with the first state after now that fulfils a wish. */
  function follow(folder: string) {
    const waiting = new Set<(loaded: Loaded) => void>();
    const watched = watchCourse(folder, (loaded) => {
      for (const tell of waiting) tell(loaded);
    });
    onTestFinished(() => watched.close());
    const next = (wish: (loaded: Loaded) => boolean) =>
      new Promise<Loaded>((resolve) => {
        const tell = (loaded: Loaded) => {
          if (!wish(loaded)) return;
          waiting.delete(tell);
          resolve(loaded);
        };
        waiting.add(tell);
      });
    return { next };
  }

  const title = (loaded: Loaded) => loaded.course?.chapters[0]?.title;
  const files = { "course.yaml": courseYaml("01-a.md"), "01-a.md": chapterOf("A.") };

  test("a change is read, a broken one is reported, and the mended one is read again", async () => {
    const folder = await folderOf(files);
    const { next } = follow(folder);
    const changed = next((loaded) => title(loaded) === "Second steps");
    await writeFile(join(folder, "01-a.md"), chapterOf("A.").replace("First", "Second"));
    expect((await changed).faults).toEqual([]);
    const broken = next((loaded) => loaded.course === undefined);
    await writeFile(join(folder, "01-a.md"), chapterOf("<b>"));
    expect(heard(await broken)).toEqual(['01-a.md:8:1 error HTML is not shown: "<b>".']);
    const mended = next((loaded) => title(loaded) === "First steps");
    await writeFile(join(folder, "01-a.md"), chapterOf("A."));
    expect((await mended).faults).toEqual([]);
  });

  test("an editor that writes a new file and renames it over the old one is followed, twice", async () => {
    const folder = await folderOf(files);
    const { next } = follow(folder);
    for (const name of ["Second", "Third"]) {
      const changed = next((loaded) => title(loaded) === `${name} steps`);
      await writeFile(join(folder, ".01-a.md.swp"), chapterOf("A.").replace("First", name));
      await rename(join(folder, ".01-a.md.swp"), join(folder, "01-a.md"));
      await changed;
    }
  });

  test("a course that is no longer followed is not read again", async () => {
    const folder = await folderOf(files);
    const heardOf: string[] = [];
    const left = watchCourse(folder, () => heardOf.push("left"));
    const { next } = follow(folder);
    left.close();
    const changed = next((loaded) => title(loaded) === "Second steps");
    await writeFile(join(folder, "01-a.md"), chapterOf("A.").replace("First", "Second"));
    await changed;
    expect(heardOf).toEqual([]);
  });

  test("a chapter that is taken away and put back is followed", async () => {
    const folder = await folderOf(files);
    const { next } = follow(folder);
    const gone = next((loaded) => loaded.course === undefined);
    await rm(join(folder, "01-a.md"));
    await gone;
    const back = next((loaded) => title(loaded) === "First steps");
    await writeFile(join(folder, "01-a.md"), chapterOf("A."));
    await back;
  });
});

test("a course can keep the choices of all its questions in their order", async () => {
  const asking = chapterOf(":::check{#sky}\nWhat colour?\n\n- [ ] Red\n- [x] Blue\n:::");
  const fixedIn = async (manifest: string) => {
    const { course } = await loadCourse(await folderOf({ "course.yaml": manifest, "01-a.md": asking }));
    return course?.chapters[0]?.bites[0]?.check;
  };
  expect(await fixedIn(courseYaml("01-a.md"))).toMatchObject({ fixed: false });
  expect(await fixedIn(`${courseYaml("01-a.md")}defaults:\n  fixed: true\n`)).toMatchObject({ fixed: true });
});

test("a default that there is not is named", async () => {
  const manifest = `${courseYaml("01-a.md")}defaults:\n  shuffle: no\n`;
  const folder = await folderOf({ "course.yaml": manifest, "01-a.md": chapterOf("A.") });
  expect(await errorsOf(folder)).toEqual(['course.yaml:6:3 error Unknown key "shuffle".']);
});
