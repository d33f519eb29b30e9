// Where the connection is away, the page says so, and a form stays as it is filled in instead of being lost on the browser's own error page; a page
// of ours that a link leads to is opened when the connection is back.
// A browser that says it is offline may still reach a server on its own machine or network, so that is tried first. The words stand in the
// page, a `template` for each state.
const banner = document.querySelector(".offline");

/** Says how the connection is: `away`, `kept` (and what was sent has not been), `waits` (and so does the page asked for), `back`, or nothing at all. */
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
  // The page that a link leads to, until it can be had.
  let wanted;
  let retry;
  const open = async () => {
    clearTimeout(retry);
    const there = await reached();
    const address = wanted;
    if (!address) return;
    if (there) {
      wanted = undefined;
      sayConnection("none");
      return location.assign(address);
    }
    if (banner.dataset.state !== "waits") sayConnection("waits");
    clearTimeout(retry);
    // Not every browser tells when the connection is back.
    retry = setTimeout(open, 5000);
  };
  addEventListener("online", () => {
    if (wanted) return open();
    if (!banner.hasChildNodes()) return;
    sayConnection("back");
    setTimeout(() => banner.dataset.state === "back" && sayConnection("none"), 8000);
  });
  let sending;
  // Before anything else hears of it: a form that stays must not count as sent.
  document.addEventListener("submit", async (event) => {
    const { target: form, submitter } = event;
    wanted = undefined;
    if (navigator.onLine || form === sending) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!(await reached())) return sayConnection("kept");
    sending = form;
    form.requestSubmit(submitter);
    sending = undefined;
  }, true);
  // After everything else has heard of it: what is answered within the page leads nowhere.
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (navigator.onLine && !["away", "waits"].includes(banner.dataset.state)) return;
    if (link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
    if (link.hash && link.href.split("#")[0] === location.href.split("#")[0]) return;
    event.preventDefault();
    wanted = link.href;
    open();
  });
  // Whoever goes on here is not taken away from it.
  addEventListener("input", () => {
    if (!wanted) return;
    wanted = undefined;
    sayConnection("away");
  });
  away();
}
