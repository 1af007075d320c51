// Times: every moment in the reader's own zone and language, what time it is for the tutor, and this browser's zone for
// the server. Plain JavaScript, no build step.
{
  const MINUTE = 60_000;
  const UNITS = [
    ["day", 24 * 60 * MINUTE],
    ["hour", 60 * MINUTE],
    ["minute", MINUTE],
  ];
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser.
  document.cookie = `nightshift-zone=${encodeURIComponent(timeZone)}; path=/; SameSite=Strict`;

  const format = (options) => new Intl.DateTimeFormat(undefined, options);
  const time = format({ hour: "numeric", minute: "2-digit" });
  const day = format({ month: "short", day: "numeric" });
  const clock = format({ weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  const whole = format({ dateStyle: "full", timeStyle: "short" });
  const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

  // How far the tutor's clock is ahead of this machine's.
  let ahead = 0;
  const now = () => Date.now() + ahead;

  function distance(date) {
    const away = date - now();
    const [unit, length] = UNITS.find(([, most]) => Math.abs(away) >= most) ?? ["minute", MINUTE];
    return relative.format(Math.round(away / length), unit);
  }

  function today(date) {
    const same = date.toDateString() === new Date(now()).toDateString();
    return same ? time.format(date) : `${day.format(date)}, ${time.format(date)}`;
  }

  const STYLES = { full: whole.format, time: time.format, relative: distance, clock: clock.format };

  function show(element) {
    const date = new Date(element.dataset.style === "clock" ? now() : element.dateTime);
    const text = (STYLES[element.dataset.style] ?? today)(date);
    if (element.textContent === text) return;
    element.textContent = text;
    element.title = whole.format(date);
  }

  const showAll = () => {
    for (const element of document.querySelectorAll("time")) show(element);
  };

  function tune(told) {
    const before = now();
    ahead = Number(told) - Date.now();
    showAll();
    return now() - before;
  }

  // The stream tells the time when it begins and when somebody moved the clock; that is said, a lost minute is not.
  document.addEventListener("now", ({ detail }) => {
    const said = document.getElementById("moved");
    if (tune(detail.data) > MINUTE && said) said.textContent = `${said.dataset.said} ${clock.format(now())}.`;
  });

  document.addEventListener("DOMContentLoaded", () => {
    tune(document.body.dataset.now);
    new MutationObserver(showAll).observe(document.getElementById("log"), { childList: true, subtree: true });
    setInterval(showAll, MINUTE / 4);
  });
}
