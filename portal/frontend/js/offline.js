// Where the connection is away, the page says so, and a form stays as it is filled in instead of being lost on the browser's own error page.
// A browser that says it is offline may still reach a server on its own machine or network, so that is tried first. The words stand in the
// page, a `template` for each state.
const banner = document.querySelector(".offline");

/** Says how the connection is: `away`, `kept` (and what was sent has not been), `back`, or nothing at all. */
export function sayConnection(state) {
  if (!banner) return;
  banner.dataset.state = state;
  const said = document.querySelector(`template[data-offline="${state}"]`);
  banner.replaceChildren(...(said ? [said.content.cloneNode(true)] : []));
}

export function watchConnection() {
  if (!banner) return;
  const reached = () => fetch("/health/live", { method: "HEAD", cache: "no-store" }).then(() => true, () => false);
  const away = async () => {
    if (!navigator.onLine && !(await reached()) && !navigator.onLine) sayConnection("away");
  };
  addEventListener("offline", away);
  addEventListener("online", () => {
    if (!banner.hasChildNodes()) return;
    sayConnection("back");
    setTimeout(() => banner.dataset.state === "back" && sayConnection("none"), 8000);
  });
  let sending;
  // Before anything else hears of it: a form that stays must not count as sent.
  document.addEventListener("submit", async (event) => {
    const { target: form, submitter } = event;
    if (navigator.onLine || form === sending) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!(await reached())) return sayConnection("kept");
    sending = form;
    form.requestSubmit(submitter);
    sending = undefined;
  }, true);
  away();
}
