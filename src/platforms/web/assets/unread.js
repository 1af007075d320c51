// A mark beside the other room, when something came there that this browser has not shown. Plain JavaScript.
{
  const key = (room) => `seen ${room}`;
  let elsewhere = "";

  /** What stands last in this room is seen; what only this page shows is not kept, and cannot be asked for later. */
  function see() {
    const last = [...document.querySelectorAll("#log article[data-kept]")].at(-1);
    if (last) localStorage.setItem(key(document.body.dataset.room), last.id.slice("m-".length));
  }

  function mark() {
    const link = document.querySelector(".side nav a:not([aria-current])");
    const seen = localStorage.getItem(key(link.pathname.slice(1)));
    link.querySelector(".unread").hidden = elsewhere === "" || elsewhere === seen;
  }

  function tell(id) {
    elsewhere = id;
    mark();
  }

  document.addEventListener("elsewhere", ({ detail }) => tell(detail.data));
  // Another tab of this browser has shown it meanwhile.
  addEventListener("storage", mark);
  document.addEventListener("DOMContentLoaded", () => {
    see();
    tell(document.body.dataset.elsewhere);
    new MutationObserver(see).observe(document.getElementById("log"), { childList: true });
  });
}
