// Live filtering: `form[data-live]` with filters; what changes stands in elements with `data-live-part` and an id. The address, the title,
// the hits, the counts and the announcement all come from the server's own page, so that nothing can differ. Where the connection is away, the
// page stays and says so, and what was chosen takes effect when it is back.
import { sayConnection } from "./offline.js";

export function filterAll() {
  const form = document.querySelector("form[data-live]");
  if (!form) return;
  const results = document.getElementById("results");
  let request;
  let waiting;

  const load = async (address, push) => {
    request?.abort();
    const mine = new AbortController();
    request = mine;
    waiting = undefined;
    results.ariaBusy = "true";
    try {
      const answer = await fetch(address, { signal: mine.signal });
      if (!answer.ok) return location.assign(address);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      replace(page);
      if (push) history.pushState({ live: true }, "", address);
      else restore(page);
      if (document.querySelector(".offline")?.dataset.state === "away") sayConnection("none");
    } catch (error) {
      if (error.name === "AbortError") return;
      waiting = [address, push];
      // What is said stands behind the panel of filters, where that covers the window.
      document.getElementById("filters")?.hidePopover?.();
      sayConnection("away");
    } finally {
      if (request === mine) results.ariaBusy = null;
    }
  };
  // Back and Forward: the words searched for are those of that page.
  const restore = (page) => {
    const [field, then] = [form.elements.q, page.getElementById("q")];
    if (field && then) field.value = then.value;
  };
  const replace = (page) => {
    const focused = document.activeElement?.id;
    for (const part of document.querySelectorAll("[data-live-part]")) {
      const fresh = page.getElementById(part.id);
      if (fresh) part.replaceChildren(...fresh.childNodes);
    }
    // Language links and the like keep the present query.
    for (const link of document.querySelectorAll(".site-languages a")) {
      const fresh = page.querySelector(`.site-languages a[lang="${link.lang}"]`);
      if (fresh) link.href = fresh.getAttribute("href");
    }
    document.title = page.title;
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    const said = document.getElementById("live-status");
    const fresh = page.getElementById("live-status");
    if (said && fresh) said.textContent = fresh.textContent;
  };
  const address = () => {
    const query = new URLSearchParams(new FormData(form));
    for (const [name, value] of [...query]) if (value === "") query.delete(name);
    const text = query.toString();
    return form.action.split("?")[0] + (text ? `?${text}` : "");
  };

  // On the document, since a field may belong to the form without standing in it.
  document.addEventListener("change", (event) => {
    if (event.target.form === form && event.target.matches("input[type=checkbox], input[type=radio], select")) load(address(), true);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-live-link]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    load(link.href, true);
  });
  addEventListener("popstate", () => load(location.href, false));
  addEventListener("online", () => waiting && load(...waiting));
}
