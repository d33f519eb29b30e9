// Live filtering: `form[data-live]` with filters; what changes stands in elements with `data-live-part` and an id, and links that keep the present
// query say which they are by `data-live-href`. The address, the title, the hits, the counts and the announcement all come from the server's own
// page, so that nothing can differ. Where the connection is away, the page stays and says so, and what was chosen takes effect when it is back.
import { sayConnection } from "./offline.js";

export function filterAll() {
  const form = document.querySelector("form[data-live]");
  if (!form) return;
  const results = document.querySelector("section[data-live-part]");
  const path = () => location.pathname + location.search;
  // A choice takes effect at once; its button is there again where that did not succeed.
  const go = form.querySelector("[data-live-go]");
  if (go) go.hidden = true;
  let request;
  let waiting;
  // The page that the history stands at, whatever part of it.
  let at = path();

  const load = async (address, push) => {
    request?.abort();
    const mine = new AbortController();
    request = mine;
    waiting = undefined;
    results.ariaBusy = "true";
    try {
      // Where one is sent on, as to the login when the session has ended, the window goes there and not the script.
      const answer = await fetch(address, { signal: mine.signal, redirect: "manual" });
      if (!answer.ok) return location.assign(address);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      replace(page);
      if (go) go.hidden = true;
      if (push) {
        history.pushState({ live: true }, "", address);
        at = path();
      } else {
        restore(page);
      }
      if (document.querySelector(".offline")?.dataset.state === "away") sayConnection("none");
    } catch (error) {
      if (error.name === "AbortError") return;
      waiting = [address, push];
      if (go) go.hidden = false;
      // What is said stands behind the panel of filters, where that covers the window.
      document.getElementById("filters")?.hidePopover?.();
      sayConnection("away");
    } finally {
      if (request === mine) results.ariaBusy = null;
    }
  };
  // Back and Forward: what was searched for and chosen is that page's.
  const restore = (page) => {
    for (const field of form.elements) {
      const then = field.matches("[type=search], select") && page.getElementById(field.id);
      if (then) field.value = then.value;
    }
  };
  const replace = (page) => {
    const refocus = focusOf(document.activeElement);
    for (const part of document.querySelectorAll("[data-live-part]")) {
      const fresh = page.getElementById(part.id);
      if (fresh) part.replaceChildren(...fresh.childNodes);
    }
    for (const link of document.querySelectorAll("[data-live-href]")) {
      const fresh = page.querySelector(`[data-live-href="${link.dataset.liveHref}"]`);
      if (fresh) link.href = fresh.getAttribute("href");
    }
    document.title = page.title;
    refocus();
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
  addEventListener("popstate", () => {
    // Another part of the same page, as the skip link leads to.
    if (path() === at) return;
    at = path();
    load(location.href, false);
  });
  addEventListener("online", () => waiting && load(...waiting));
}

/** Gives the focus back after what had it was replaced: to what stands in its place, or is nearest to it. */
function focusOf(focused) {
  const group = focused.closest("#filter-groups fieldset");
  const chip = chips().indexOf(focused);
  return () => {
    if (focused.isConnected) return;
    const same = focused.id && document.getElementById(focused.id);
    if (same) return same.focus({ preventScroll: true });
    if (group) return keep(focused, group);
    (chip >= 0 && chips().at(Math.min(chip, chips().length - 1)) || document.getElementById("count")).focus();
  };
}
const chips = () => [...document.querySelectorAll("#results > .chips .chip")];

/** A value that was just taken away and that no hit has any more: it stays where it stood, to be chosen again, as long as it has the focus. */
function keep(box, old) {
  const field = box.closest(".ds-field");
  const before = [...old.children].slice(0, [...old.children].indexOf(field)).reverse()
    .map((other) => document.getElementById(other.querySelector("input")?.id)?.closest(".ds-field")).find(Boolean);
  const group = document.querySelector(`#filter-groups input[name="${box.name}"]`)?.closest("fieldset");
  field.querySelector(".facet__count").textContent = "(0)";
  if (before) before.after(field);
  else if (group) group.querySelector("legend").after(field);
  else {
    old.replaceChildren(old.querySelector("legend"), field);
    document.getElementById("filter-groups").append(old);
  }
  box.focus({ preventScroll: true });
}
