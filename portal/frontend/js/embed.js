// Reseptor, lists of tools on other sites, version 1. Fills every <div data-reseptor-tools> from the open catalogue; sets no cookies, keeps nothing.
// What it shows is put in as text, never as markup; where it cannot, what stands in the place is left.
(() => {
  // [all, none, suspended] by language, put in by the server.
  const texts = RESEPTOR_TEXTS;
  // The values that there are by parameter, and how many tools are given: where none says, and at most. From the server, too.
  const known = RESEPTOR_VALUES;
  const [usual, most] = RESEPTOR_COUNTS;
  const source = document.currentScript?.src || document.querySelector('script[src$="/innebygd.js"]')?.src;
  if (!source) return;
  const base = new URL(".", source).href;
  const names = {
    q: "q", tema: "topic", malgruppe: "audience", plattform: "platform", tilgang: "access", profil: "profile", sprak: "language",
    antall: "limit", sorter: "sort",
  };
  const orders = { beste: "relevance", nyeste: "newest", navn: "name" };
  known.sorter = Object.keys(orders);

  const make = (tag, text, into, name) => {
    const element = document.createElement(tag);
    element.textContent = text;
    if (name) element.className = `reseptor-${name}`;
    into.append(element);
    return element;
  };
  const link = (address, text, into) => {
    const element = make("a", text, into);
    if (address.startsWith(base)) element.href = address;
  };
  const language = (place) => {
    const tag = (place.dataset.lang || place.closest("[lang]")?.lang || "").slice(0, 2).toLowerCase();
    return texts[tag] ? tag : "nb";
  };

  // As a frame reads its address: what is not known is left out, and whatever is written, there is a list.
  const read = (name, value) => {
    if (name === "q") return [value];
    if (name === "antall") return [/^\+?\d+$/.test(value) ? Math.min(Math.max(value, 1), most) : usual];
    const proper = (one) => (name === "sprak" ? /^[a-z]{2,3}(-[A-Za-z\d]{2,8}){0,3}$/.test(one) : known[name].includes(one));
    return [...new Set(value.split(/\s+/))].filter(proper).slice(0, 20);
  };

  // As in a frame: in groups from five digits.
  const number = (lang, many) => new Intl.NumberFormat(lang === "en" ? "en-GB" : "nb", { useGrouping: "min2" }).format(many);

  const fill = async (place) => {
    const lang = language(place);
    const [all, none, suspended] = texts[lang];
    const asked = new URLSearchParams({ lang });
    const shown = new URLSearchParams();
    for (const [ours, theirs] of Object.entries(names)) {
      const value = place.dataset[ours]?.trim();
      if (!value) continue;
      for (const one of read(ours, value)) {
        asked.append(theirs, ours === "sorter" ? orders[one] : one);
        if (ours !== "antall") shown.append(ours, one);
      }
    }
    if (!asked.has("limit")) asked.set("limit", usual);
    const answer = await fetch(`${base}api/v1/tools?${asked}`, { credentials: "omit" });
    if (!answer.ok) return;
    const { items, total } = await answer.json();
    const filled = document.createDocumentFragment();
    const list = items.length ? make("ul", "", filled, "tools") : make("p", none, filled, "none");
    for (const tool of items) {
      const item = make("li", "", list, "tool");
      item.lang = tool.lang;
      link(tool.page, tool.name, item);
      make("p", tool.summary, item, "summary").lang = tool.fallbacks?.summary ?? tool.lang;
      if (tool.status !== "published") make("p", suspended, item, "status").lang = lang;
    }
    // Where nothing fits, all there is helps more than the same nothing again.
    const chosen = total ? `${shown}` : "";
    const query = chosen ? `?${chosen}` : "";
    link(`${base}${lang === "nb" ? "" : `${lang}/`}verktoy${query}`, total ? `${all} (${number(lang, total)})` : all, make("p", "", filled, "all"));
    place.lang = lang;
    place.replaceChildren(filled);
  };
  const start = () => {
    for (const place of document.querySelectorAll("[data-reseptor-tools]")) fill(place).catch(() => {});
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
