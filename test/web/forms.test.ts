import { describe, expect, test } from "vitest";
import type { Field } from "../../src/chat/form.ts";
import { renderDialog } from "../../src/platforms/web/render/modal.ts";
import { newGuest } from "./guest.ts";
import { servePage } from "./page-server.ts";

const shown = (field: Partial<Field>): string =>
  String(
    renderDialog(
      {
        id: "run:schedule",
        title: "A schedule",
        submit: "Save",
        fields: [{ name: "zone", label: "Zone", maxLength: 60, ...field }],
      },
      "direct",
      undefined,
    ),
  );

const days = [
  { value: "all", label: "Every day" },
  { value: "work", label: "Monday to Friday" },
];

describe("a field of a form", () => {
  test("with choices is a menu, in which nothing is chosen for anybody", () => {
    const html = shown({ choices: days });
    expect(html).toMatch(/<select [^>]*name="field\.zone"[^>]* required/);
    expect(html).toContain('<option value="">Choose…</option><option value="all">Every day</option>');
    expect(html).not.toContain("selected");
  });

  test("with choices and one of them to begin with has it chosen, and no empty one", () => {
    const html = shown({ choices: days, initial: "work" });
    expect(html).toContain('<option value="work" selected>Monday to Friday</option>');
    expect(html).not.toContain('<option value="">');
    expect(shown({ choices: days, initial: "gone" })).toContain('<option value="">Choose…</option>');
  });

  test("that may stay empty says so, and needs nothing", () => {
    const html = shown({ optional: true, choices: days });
    expect(html).toContain("(optional)");
    expect(html).not.toContain("required");
    expect(html).toContain('<option value="">None</option>');
  });

  test("with suggestions offers them, and takes anything else", () => {
    const html = shown({ suggestions: ["Europe/Berlin", "Asia/Tokyo"], initial: "Europe/Berlin" });
    expect(html).toContain('value="Europe/Berlin" list="field-zone-offers"');
    expect(html).toContain('<datalist id="field-zone-offers"><option value="Europe/Berlin"></option>');
  });

  test("begins with what is there already, its line breaks and its markup included", () => {
    expect(shown({ multiline: true, initial: "\n</textarea><b>" })).toContain(
      ' rows="4">\n\n&lt;/textarea&gt;&lt;b&gt;</textarea>',
    );
    expect(shown({ initial: '"><script>' })).toContain('value="&quot;&gt;&lt;script&gt;"');
  });
});

test("what was chosen in a form reaches the tutor under the names of its fields", async () => {
  const server = await servePage();
  const ada = await newGuest(server.url);
  await ada.post("/submit", {
    room: "direct",
    "form-id": "run:schedule",
    "field.zone": "Asia/Tokyo",
    "field.days": "",
  });
  expect(server.tutor.heard.at(-1)).toMatchObject({ kind: "submit", fields: { zone: "Asia/Tokyo", days: "" } });
});
