// Finds the forms of a group's pages by following links, and knows what is hostile to put into them.
export const MARK = "xqz7";
export const MARKUP = `"'></textarea></title><script>${MARK}()</script><img src=x onerror=${MARK}()> ${MARK}`;
const ID = /\b[a-z]+_[0-9A-HJKMNP-TV-Z]{26}\b/g;

/** An address with every id in it replaced, so that pages of one kind are known as such. */
export const kind = (address) => address.replace(ID, ":id").replace(/\/krav\/\w+$/, "/krav/:krav");
export const ids = (text) => new Set(text.match(ID) ?? []);

/** What a page is made of, read by the browser's own parser; scripts do not run in it. */
export const parse = (who, html, url) => who.page.evaluate(([html, url]) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const at = (href) => { try { return new URL(href, url); } catch { return null; } };
  const described = (element) => (element.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean).map((id) => page.getElementById(id)?.textContent.trim() ?? null);
  const summary = page.querySelector(".ds-error-summary");
  const value = (field) => (field.type === "checkbox" || field.type === "radio" ? (field.checked ? field.value : null) : field.value);
  return {
    title: page.title,
    hostile: page.querySelectorAll("img[onerror], main script").length,
    links: [...page.querySelectorAll("main a[href], header a[href]")].map((link) => at(link.getAttribute("href"))).filter((link) => link?.origin === new URL(url).origin)
      .map((link) => link.pathname + link.search),
    summary: summary && {
      focused: summary.hasAttribute("data-focus") && summary.tabIndex === -1,
      fields: [...summary.querySelectorAll("a[href^='#f-']")].map((link) => {
        const field = page.getElementById(link.getAttribute("href").slice(1));
        const label = field && (page.querySelector(`label[for="${field.id}"]`) ?? field.querySelector("legend"));
        // "(valgfritt)" is no part of the name.
        const called = label && [...label.childNodes].filter((part) => !part.classList?.contains("optional")).map((part) => part.textContent).join("").trim();
        return { name: link.hash, named: Boolean(called) && link.textContent.includes(called), there: Boolean(field), invalid: field?.getAttribute("aria-invalid") === "true", described: field ? described(field) : [] };
      }),
    },
    forms: [...page.querySelectorAll("form[method=post]")].map((form) => ({
      action: at(form.getAttribute("action") ?? "") ? new URL(form.getAttribute("action") ?? url, url).pathname : null,
      fields: [...form.querySelectorAll("input[name], textarea[name], select[name]")].map((field) => ({ name: field.name, type: field.type, value: value(field), choices: field.options?.length ?? 0 })),
      button: (() => { const button = form.querySelector("button[name]"); return button && [button.name, button.value]; })(),
    })),
  };
}, [html, url]);

/** Fetches a page as the browser's session, and reads it. */
export async function fetchPage(who, path) {
  const answer = await who.context.request.get(who.at.base + path, { failOnStatusCode: false });
  const html = await answer.text();
  return { path, status: answer.status(), html, ...await parse(who, html, answer.url()) };
}

/** Follows links under these paths, a few pages of each kind; gives the pages and every id that was seen. */
export async function crawl(who, seeds, { within, each = 2, most = 60 } = {}) {
  const queue = [...seeds];
  const met = new Set(queue);
  const kinds = new Map();
  const pages = [];
  const seen = new Set();
  while (queue.length > 0 && pages.length < most) {
    const page = await fetchPage(who, queue.shift());
    pages.push(page);
    for (const id of ids(page.html)) seen.add(id);
    for (const link of page.links) {
      const of = kind(link.replace(/\?.*/, ""));
      const times = kinds.get(of) ?? 0;
      if (met.has(link) || !within.test(link) || times >= each) continue;
      kinds.set(of, times + 1);
      met.add(link);
      queue.push(link);
    }
  }
  return { pages, seen };
}

const TYPED = { date: "i går", number: "NaN", email: "ingen adresse", url: "ikke en adresse" };
const isFree = (field) => ["text", "textarea", "search", "tel", "url", "email"].includes(field.type);

/** Ways to fill a form in that nobody should: from one field's name, type and value to what is sent. `csrf` stays right. */
export const WAYS = {
  "nothing at all": () => null,
  "everything empty": () => "",
  markup: (field) => (field.type === "hidden" ? field.value : MARKUP),
  "markup in what is hidden": () => MARKUP,
  "far too long": (field) => (field.type === "hidden" ? field.value : `${MARK} `.repeat(4500)),
  "of the wrong type": (field) => (field.type === "hidden" ? "-1" : TYPED[field.type] ?? "☃ ikke et valg"),
  "a NUL in it": (field) => (isFree(field) ? `a\u0000b${MARK}` : field.value),
};

/** The body that is sent; a list, since a name may stand several times. */
export function body(form, way, csrf) {
  const pairs = [];
  for (const field of form.fields) {
    if (field.name === "csrf") continue;
    const value = way(field);
    if (value !== null) pairs.push([field.name, value]);
  }
  if (form.button) pairs.push(form.button);
  if (csrf !== undefined) pairs.push(["csrf", csrf]);
  return new URLSearchParams(pairs).toString();
}

/** Sends it as the browser's session, without following where the answer leads. */
export async function post(who, path, data) {
  const answer = await who.context.request.post(who.at.base + path, {
    data, headers: { "content-type": "application/x-www-form-urlencoded" }, maxRedirects: 0, failOnStatusCode: false,
  });
  return { status: answer.status(), to: answer.headers().location ?? "", html: await answer.text() };
}
