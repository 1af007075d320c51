// The message box: Enter sends, and a text that begins with "/" is offered the commands it may become.
{
  // As many as fit beside each other without scrolling; one more letter brings the others.
  const MOST_OFFERED = 6;
  let box;
  let list;
  let all = [];
  let active;

  /** Commands while the command is typed, its values once a space follows it. */
  const offers = (option) => {
    const typed = box.value.trimStart().toLowerCase();
    const text = option.dataset.text.toLowerCase();
    const begun = text.slice(0, text.lastIndexOf(" ") + 1);
    return typed.startsWith("/") && typed.startsWith(begun) && text.startsWith(typed) && text !== typed;
  };

  const offered = () => all.filter((option) => !option.hidden);

  function choose(option) {
    active = option;
    for (const one of all) one.setAttribute("aria-selected", String(one === option));
    if (option) box.setAttribute("aria-activedescendant", option.id);
    else box.removeAttribute("aria-activedescendant");
  }

  function refresh() {
    const fitting = all.filter(offers).slice(0, MOST_OFFERED);
    for (const option of all) option.hidden = !fitting.includes(option);
    const [first] = fitting;
    list.hidden = first === undefined;
    // A whole command is ready to be sent: nothing is chosen for it, so that Enter sends.
    const typed = box.value.trim().toLowerCase();
    const whole = all.some((option) => option.dataset.text.toLowerCase() === typed);
    choose(whole ? undefined : first);
  }

  function close() {
    for (const option of all) option.hidden = true;
    list.hidden = true;
    choose(undefined);
  }

  function take(option) {
    const text = option.dataset.text;
    const goesOn = all.some((other) => other.dataset.text.startsWith(`${text} `));
    box.value = goesOn ? `${text} ` : text;
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
    all = [...list.children];
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
