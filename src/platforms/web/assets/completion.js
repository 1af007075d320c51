// The message box: Enter sends, and a text that begins with "/" is offered the commands it may become.
{
  // As many as fit beside each other without scrolling; one more letter brings the others.
  const MOST_OFFERED = 6;
  let box;
  let list;
  /** Offers that came with the page. */
  let known = [];
  /** Offers that the server made for one text, and for no other. */
  let asked = { line: "", options: [] };
  let active;
  /** Counts up, so that an answer that comes too late opens nothing. */
  let asking = 0;

  const textOf = (option) => option.dataset.text.toLowerCase();

  /** Commands while the command is typed, its values once a space follows it. */
  const offers = (option) => {
    const typed = box.value.trimStart().toLowerCase();
    const text = textOf(option);
    const begun = text.slice(0, text.lastIndexOf(" ") + 1);
    return typed.startsWith("/") && typed.startsWith(begun) && text.startsWith(typed) && text !== typed;
  };

  const all = () => [...list.children];
  const offered = () => all().filter((option) => !option.hidden);

  function choose(option) {
    active = option;
    for (const one of all()) one.setAttribute("aria-selected", String(one === option));
    if (option) box.setAttribute("aria-activedescendant", option.id);
    else box.removeAttribute("aria-activedescendant");
  }

  /** Which of all offers go with the text as it is now. */
  function fitting() {
    const own = known.filter(offers);
    const texts = new Set([...own.map(textOf), box.value.trimStart().toLowerCase()]);
    const others = asked.line === box.value ? asked.options.filter((option) => !texts.has(textOf(option))) : [];
    return [...own, ...others].slice(0, MOST_OFFERED);
  }

  function show() {
    const shown = fitting();
    for (const option of all()) option.hidden = !shown.includes(option);
    const [first] = shown;
    list.hidden = first === undefined;
    // A whole command is ready to be sent: nothing is chosen for it, so that Enter sends.
    const typed = box.value.trim().toLowerCase();
    const whole = all().some((option) => textOf(option) === typed && option.dataset.begins === undefined);
    choose(whole ? undefined : first);
  }

  /** The values of most options depend on what is typed; the server knows them. */
  async function ask(line) {
    const typed = line.trimStart().toLowerCase();
    asking += 1;
    const question = asking;
    if (!known.some((option) => "asks" in option.dataset && typed.startsWith(`${textOf(option)} `))) return;
    // Without an answer there is nothing to offer, and the text can be typed all the same.
    const response = await fetch(`/offers?line=${encodeURIComponent(line)}`).catch(() => undefined);
    if (!response?.ok || question !== asking) return;
    const template = document.createElement("template");
    template.innerHTML = await response.text();
    if (question !== asking) return;
    for (const option of asked.options) option.remove();
    asked = { line, options: [...template.content.children] };
    list.append(...asked.options);
    show();
  }

  function refresh() {
    show();
    void ask(box.value);
  }

  function close() {
    asking += 1;
    for (const option of all()) option.hidden = true;
    list.hidden = true;
    choose(undefined);
  }

  function take(option) {
    box.value = option.dataset.text + ("goesOn" in option.dataset ? " " : "");
    box.focus();
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function move(step) {
    const options = offered();
    const at = options.indexOf(active);
    const next = at < 0 && step < 0 ? options.length - 1 : at + step;
    choose(options[(next + options.length) % options.length]);
  }

  /** Whether the open list took the key for itself. */
  function listTook(key) {
    if (key === "ArrowDown") move(1);
    else if (key === "ArrowUp") move(-1);
    else if (key === "Escape") close();
    else if ((key === "Tab" || key === "Enter") && active) take(active);
    else return false;
    return true;
  }

  function onKey(event) {
    if (event.isComposing || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!list.hidden && listTook(event.key)) event.preventDefault();
    else if (event.key === "Enter") {
      event.preventDefault();
      close();
      box.form.requestSubmit();
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    box = document.getElementById("message");
    list = document.getElementById("completions");
    known = [...list.children];
    box.addEventListener("keydown", onKey);
    box.addEventListener("input", refresh);
    box.addEventListener("focus", refresh);
    box.addEventListener("blur", close);
    // The box keeps the focus, so that the list is still there when the press ends.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) take(option);
    });
  });
}
