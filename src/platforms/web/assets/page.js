// What HTML alone cannot do on the page: messages find their place, the newest one is in sight, the keyboard focus
// is never lost, forms open as dialogs, and what somebody typed survives a reload. Plain JavaScript, no build step.
{
  const byId = (id) => document.getElementById(id);
  const NEAR_END = 120;
  const MARGIN = 12;

  /* Messages: a known one changes where it stands, a new one goes to its place in time. */

  let api;
  htmx.registerExtension("transcript", {
    init: (internal) => {
      api = internal;
    },
    handle_swap: (style, log, fragment) => {
      if (style !== "transcript") return false;
      const atEnd = below(log) < NEAR_END;
      grown = 0;
      const focused = focusedControl();
      const placed = [...fragment.children].map((article) => place(log, article));
      const moved = focused && keepFocus(focused);
      if (atEnd) showMessage(log, placed.at(-1), moved);
      return placed;
    },
  });

  const below = (log) => log.scrollHeight - log.scrollTop - log.clientHeight;
  /** Height of the pictures that came since the newest message did. */
  let grown = 0;

  function place(log, article) {
    const known = byId(article.id);
    if (known) {
      const alone = document.createDocumentFragment();
      alone.append(article);
      api.morph(known, alone, false);
      return byId(article.id);
    }
    const later = [...log.querySelectorAll("article")].find(
      (one) => Number(one.dataset.at) > Number(article.dataset.at),
    );
    log.insertBefore(article, later ?? null);
    return article;
  }

  /**
   * Scrolls by hand: `scrollIntoView` would also move the place from which Tab goes on. A message that is taller than the
   * view shows its beginning, or its end when that is where the way on is: under an answer that was just given.
   */
  function showMessage(log, article, atItsEnd) {
    grown = 0;
    const whole = getComputedStyle(log).overflowY === "visible";
    const scroller = whole ? document.scrollingElement : log;
    const view = whole ? { top: 0, bottom: innerHeight } : log.getBoundingClientRect();
    const { top, bottom, height } = (article ?? log).getBoundingClientRect();
    if (height > view.bottom - view.top && !atItsEnd) scroller.scrollTop += top - view.top - MARGIN;
    else if (article?.matches(":last-child")) scroller.scrollTop = scroller.scrollHeight;
    else if (bottom > view.bottom) scroller.scrollTop += bottom - view.bottom + MARGIN;
    else if (top < view.top) scroller.scrollTop += top - view.top - MARGIN;
  }

  /* Focus: when the pressed control is gone, it goes to the one that takes its place. */

  function focusedControl() {
    const control = document.activeElement;
    const article = control?.closest("#log article");
    return article && { article: article.id, control: control.id };
  }

  /** Whether the focus had to move. */
  function keepFocus({ article: articleId, control }) {
    const article = byId(articleId);
    if (!article || article.contains(document.activeElement)) return false;
    const next = byId(control) ?? article.querySelector("button.primary") ?? article.querySelector("button, select");
    (next ?? article).focus({ preventScroll: true });
    return next?.id !== control;
  }

  /* Pictures: one that cannot be shown is told in its words, and those that come late move nothing out of sight. */

  document.addEventListener(
    "error",
    ({ target }) => {
      if (!target.matches?.("img.picture")) return;
      const words = document.createElement("p");
      words.textContent = target.alt;
      target.replaceWith(words);
    },
    true,
  );
  document.addEventListener(
    "load",
    ({ target }) => {
      const log = byId("log");
      if (!target.matches?.("#log img.picture")) return;
      grown += target.height;
      if (below(log) < grown + NEAR_END) showMessage(log, [...log.querySelectorAll("article")].at(-1));
    },
    true,
  );

  /* Dialogs: a form that came back in the answer to a press. */

  function openDialog() {
    const dialog = document.querySelector("#dialogs dialog:not([open])");
    if (!dialog) return;
    const from = focusedControl();
    dialog.querySelectorAll("[data-draft]").forEach(restoreDraft);
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (from && document.activeElement === document.body) keepFocus(from);
    });
    dialog.showModal();
    dialog.querySelector("[data-draft]")?.focus();
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
  });

  /* A choice is pressed where its text stands, too; the button with its letter is the way without a mouse. */

  document.addEventListener("click", ({ target }) => {
    const choice = target.closest("[data-press]");
    if (choice && !target.closest("a") && getSelection().isCollapsed) byId(choice.dataset.press)?.click();
  });

  /* Drafts: typed and not yet sent text outlives a reload, a restart, and a form that was closed. */

  const draftKey = (field) => `draft ${field.dataset.draft}`;
  const restoreDraft = (field) => {
    const draft = sessionStorage.getItem(draftKey(field));
    const isChoice = field.matches("select");
    if (draft !== null && (!isChoice || [...field.options].some(({ value }) => value === draft))) field.value = draft;
  };
  document.addEventListener("input", ({ target }) => {
    if (target.dataset?.draft) sessionStorage.setItem(draftKey(target), target.value);
  });

  function setText(field, text) {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  const forgetDrafts = (form) => {
    for (const field of form.querySelectorAll("[data-draft]")) sessionStorage.removeItem(draftKey(field));
  };

  /* The message box is empty as soon as its text is on the way, and has it back when it did not arrive. */

  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
    if (ctx.sourceElement.id !== "composer") return;
    setText(byId("message"), "");
    sessionStorage.setItem(draftKey(byId("message")), ctx.request.body.get("text"));
  });

  function giveBack(ctx) {
    if (ctx.sourceElement.id !== "composer") return;
    const typedSince = byId("message").value;
    setText(byId("message"), ctx.request.body.get("text") + (typedSince && `\n${typedSince}`));
  }

  /* Requests: afterwards the notice is gone, or says what went wrong. */

  document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
    if (ctx.response.status >= 400) return giveBack(ctx);
    byId("notice").textContent = "";
    if (document.activeElement?.matches("#composer button")) byId("message").focus();
    const form = ctx.sourceElement;
    if (form.id !== "composer" || byId("message").value === "") forgetDrafts(form);
    if (ctx.response.status === 204) form.closest("dialog")?.close();
  });
  document.addEventListener("htmx:after:swap", openDialog);
  document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
    if (ctx?.request?.method !== "POST") return;
    giveBack(ctx);
    byId(ctx.sourceElement.closest("dialog") ? "form-notice" : "notice").textContent = byId("notice").dataset.away;
  });

  /* The stream: it says when it is lost, and a page from before a restart loads itself anew. */

  const sayLine = (text) => {
    byId("line").textContent = text;
  };
  document.addEventListener("htmx:sse:error", () => sayLine(byId("line").dataset.lost));
  document.addEventListener("htmx:sse:after:connection", () => sayLine(""));
  document.addEventListener("reload", () => {
    if (document.activeElement?.id === "message") sessionStorage.setItem("focus", "message");
    location.reload();
  });

  document.addEventListener("DOMContentLoaded", () => {
    restoreDraft(byId("message"));
    if (sessionStorage.getItem("focus") === "message") byId("message").focus();
    sessionStorage.removeItem("focus");
    const log = byId("log");
    showMessage(log, [...log.querySelectorAll("article")].at(-1));
  });
}
