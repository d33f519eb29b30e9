// The acceptance points that hold on every page (accessibility, languages, keyboard, no JavaScript, security policy, weight), on the public pages.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { as, BASE, close, go, login, overflow, press, see, seeEnlarged, text, violations, visitor } from "./harness.mjs";

after(close);

const ROUTES = {
  front: "/", find: "/verktoy", hits: "/verktoy?q=hodepine", "no-hits": "/verktoy?q=xqzwvkj", about: "/om", privacy: "/personvern",
  accessibility: "/tilgjengelighet", method: "/metode", figures: "/tall", help: "/hjelp", "front-nn": "/nn/", "find-en": "/en/verktoy?q=headache", "front-se": "/se/",
};
/** One page with different contents: what was asked for, chosen, put in order, and how far one has turned. */
const SEARCHES = ["", "?side=2", "?sorter=navn", "?sorter=navn&side=2", "?tilgang=open", "?tilgang=prescription", "?tilgang=open&tilgang=prescription", "?q=hodepine",
  "?q=hodepine&tilgang=prescription", "?q=hodepine&sorter=navn", "?q=hodepine&sorter=nyeste"].map((query) => `/verktoy${query}`);
const MISSING = { expectErrors: [/404/] };

for (const width of [1280, 390]) {
  for (const dark of [false, true]) {
    test(`public pages are accessible and fit at ${width} px, ${dark ? "dark" : "light"}`, () => as({ width, dark, ...MISSING }, async (who) => {
      for (const [name, path] of Object.entries(ROUTES)) {
        await go(who, path);
        await see(who, name);
      }
      await go(who, "/finnes-ikke");
      await see(who, "not-found", { status: 404 });
      assert.match(await who.page.title(), /^Feil:/, "an error page says so first");
    }));
  }
}

test("a page broken on purpose is found", () => as({}, async (who) => {
  await go(who, "/om");
  assert.deepEqual(await violations(who.page), []);
  await who.page.evaluate(() => {
    const image = new Image(8, 8);
    const faint = document.createElement("p");
    faint.textContent = "Knapt synlig tekst";
    faint.style.color = "#ddd";
    faint.style.background = "#eee";
    document.querySelector("main .prose").append(image, faint, document.createElement("h5"));
  });
  const found = (await violations(who.page)).map((violation) => violation.split(":")[0]);
  for (const rule of ["image-alt", "color-contrast", "empty-heading"]) assert.ok(found.includes(rule), `${rule} is not among ${found}`);
  await assert.rejects(see(who, "broken"), /accessible/);
  await who.page.evaluate(() => { document.querySelector("h1").style.inlineSize = "2000px"; });
  await assert.rejects(see(who, "broken"), /overflows/);
}));

test("an error page is no picture of a page", () => as(MISSING, async (who) => {
  await go(who, "/finnes-ikke");
  await assert.rejects(see(who, "broken"), /answered with 404/);
  await go(who, "/om");
  await assert.rejects(see(who, "broken", { status: 404 }), /answered with 200/);
}));

test("content that the policy refuses, errors and third parties are noticed", async () => {
  const who = await visitor();
  await go(who, "/om");
  await who.page.evaluate(() => {
    const script = document.createElement("div");
    script.setAttribute("onclick", "alert(1)");
    document.body.append(script);
    script.click();
  });
  await who.page.goto(BASE.replace("127.0.0.1", "localhost")).catch(() => {});
  await assert.rejects(who.end(), /Content Security Policy[\s\S]*third party|third party[\s\S]*Content Security Policy/);
});

test("nothing is wider than the window at 320 px, with text spacing, at 200 % text", () => as(MISSING, async (who) => {
  for (const path of [...Object.values(ROUTES), "/finnes-ikke"]) {
    await go(who, path);
    await seeEnlarged(who, path);
  }
  await who.page.evaluate(() => { document.querySelector("h1").style.inlineSize = "500px"; });
  await assert.rejects(seeEnlarged(who, "broken"), /broken overflows by .* at 320 px/);
}));

test("the longest title and the longest name of a tool stand on one line of a phone", () => as({ width: 390 }, async (who) => {
  for (const path of ["/tilgjengelighet", "/verktoy/hodepinekalenderen-demo", "/nn/verktoy/hodepinekalenderen-demo"]) {
    await go(who, path);
    const lines = await who.page.locator("h1").evaluate((title) => {
      const words = document.createRange();
      words.selectNodeContents(title);
      return new Set([...words.getClientRects()].map((box) => Math.round(box.top))).size;
    });
    assert.equal(lines, 1, path);
  }
}));

test("each language has its address, its html[lang] and titles of its own", () => as(MISSING, async (who) => {
  const titles = new Map();
  for (const [prefix, tag] of [["", "nb"], ["/nn", "nn"], ["/en", "en"], ["/se", "se"]]) {
    for (const path of ["/", ...SEARCHES, "/om", "/personvern", "/tilgjengelighet", "/metode", "/tall", "/hjelp", "/finnes-ikke"]) {
      await go(who, prefix + path);
      assert.equal(await who.page.locator("html").getAttribute("lang"), tag, `${prefix}${path}`);
      const title = await who.page.title();
      assert.match(title, /.+ – Reseptor$/, `${prefix}${path} names the page and the service`);
      const twin = titles.get(`${tag} ${title}`);
      assert.equal(twin, undefined, `${prefix}${path} has the title of ${twin}`);
      titles.set(`${tag} ${title}`, prefix + path);
    }
  }
}));

test("changing language keeps page, query and filters", () => as({}, async (who) => {
  const { page } = who;
  await go(who, "/verktoy?q=hodepine&tilgang=prescription");
  const hits = await page.locator(".tool-card").count();
  const languages = page.locator(".site-languages a");
  assert.deepEqual(await languages.evaluateAll((links) => links.map((link) => link.lang)), ["nb", "nn", "en", "se"]);
  await page.locator(".site-languages__button").click();
  await press(who, languages.and(page.locator("[lang=en]")));
  assert.equal(page.url(), `${BASE}/en/verktoy?q=hodepine&tilgang=prescription`);
  assert.equal(await page.locator("#q").inputValue(), "hodepine");
  assert.ok(await page.locator("#tilgang-prescription").isChecked());
  assert.equal(await page.locator(".tool-card").count(), hits);
}));

test("the keyboard is enough: skip link first, focus seen and never covered", () => as(MISSING, async (who) => {
  const { page } = who;
  for (const path of ["/", "/verktoy?q=hodepine", "/finnes-ikke"]) {
    await go(who, path);
    await page.keyboard.press("Tab");
    const skip = page.locator(".ds-skip-link");
    assert.ok(await skip.evaluate((link) => link === document.activeElement), `${path}: skip link first`);
    assert.ok((await skip.boundingBox()).y >= 0, `${path}: the skip link is seen when focused`);
    await page.keyboard.press("Enter");
    assert.ok(await page.evaluate(() => document.activeElement.closest("main") !== null), `${path}: the skip link leads to the content`);
    await go(who, path);
    const faults = [];
    for (let steps = 0; steps < 120; steps += 1) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === document.body || element.dataset.seen) return null;
        element.dataset.seen = "yes";
        const box = element.getBoundingClientRect();
        const style = getComputedStyle(element);
        const middle = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, innerHeight / 2));
        const hit = middle && (element.contains(middle) || middle.contains(element));
        // A ring around the element, or around the field that it stands in.
        const ring = (one) => (one.outlineStyle !== "none" && parseFloat(one.outlineWidth) >= 2) || one.boxShadow !== "none";
        const shown = ring(style) || ring(getComputedStyle(element.parentElement));
        const inline = style.display === "inline";
        const target = box.width >= 24 && box.height >= 24;
        const label = element.labels?.[0]?.getBoundingClientRect();
        return { name: element.outerHTML.slice(0, 120), hit: Boolean(hit), shown, target: inline || target || (label && label.height >= 24) };
      });
      if (stop === null) break;
      if (!stop.hit) faults.push(`covered or outside: ${stop.name}`);
      if (!stop.shown) faults.push(`focus not seen: ${stop.name}`);
      if (!stop.target) faults.push(`target too small: ${stop.name}`);
    }
    assert.deepEqual(faults, [], path);
  }
}));

test("suggestions: Enter searches for the words, arrows choose, Escape closes", () => as({}, async (who) => {
  const { page } = who;
  await go(who, "/");
  const field = page.locator("#q");
  const list = page.getByRole("listbox");
  await field.pressSequentially("hode");
  await list.waitFor();
  assert.equal(await field.getAttribute("aria-expanded"), "true");
  await field.press("ArrowDown");
  const chosen = page.locator(`#${await field.getAttribute("aria-activedescendant")}`);
  assert.equal(await chosen.getAttribute("aria-selected"), "true");
  const words = await chosen.innerText();
  await field.press("Escape");
  await list.waitFor({ state: "hidden" });
  assert.equal(await field.getAttribute("aria-expanded"), "false");
  assert.equal(await field.inputValue(), "hode");
  await field.press("Enter");
  await page.waitForURL(`${BASE}/verktoy?q=hode`);
  await go(who, "/");
  await field.pressSequentially("hode");
  await list.waitFor();
  await field.press("ArrowDown");
  await field.press("Enter");
  await page.waitForURL((url) => url.searchParams.get("q") === words);
}));

test("without JavaScript one searches, filters, sorts and turns pages", () => as({ script: false }, async (who) => {
  const { page } = who;
  await go(who, "/");
  await page.locator("#q").fill("hodepine");
  await press(who, page.locator("form.search button[type=submit]"));
  assert.equal(page.url(), `${BASE}/verktoy?q=hodepine`);
  await page.locator("#tilgang-prescription").check();
  await press(who, page.locator(".filters__go button"));
  const url = new URL(page.url());
  assert.equal(url.searchParams.get("q"), "hodepine");
  assert.equal(url.searchParams.get("tilgang"), "prescription");
  assert.ok(await page.locator("#tilgang-prescription").isChecked());
  await see(who, "find-without-script");
  await page.locator("#sorter").selectOption("navn");
  await press(who, page.locator(".results__resort"));
  assert.equal(new URL(page.url()).searchParams.get("sorter"), "navn");
  await go(who, "/verktoy");
  const first = await page.locator(".tool-card__name").first().innerText();
  await press(who, page.locator("nav.pager a", { hasText: "2" }));
  assert.notEqual(await page.locator(".tool-card__name").first().innerText(), first);
}));

/** However long one goes on, forwards and backwards, the focus comes to nothing that this covers. */
async function keepsFocus(page, panel) {
  const reached = new Set();
  for (const key of [...Array(80).fill("Tab"), ...Array(40).fill("Shift+Tab")]) {
    await page.keyboard.press(key);
    reached.add(await page.evaluate((panel) => (document.activeElement === document.body ? "" : document.activeElement.closest(panel) ? "inside" : document.activeElement.outerHTML.slice(0, 80)), panel));
  }
  reached.delete("");
  assert.deepEqual([...reached], ["inside"], `the focus stays in ${panel}`);
}

test("menu and filters open on a narrow window, and close with Escape", () => as({ width: 390 }, async (who) => {
  const { page } = who;
  await go(who, "/verktoy?q=hodepine");
  for (const [button, panel, name] of [[".site-header__menu", "#menu", "menu-open"], ["#filters-open", "#filters", "filters-open"]]) {
    assert.equal(await page.locator(panel).isVisible(), false);
    await page.locator(button).click();
    await page.locator(panel).waitFor();
    if (panel === "#filters") await keepsFocus(page, panel);
    await page.keyboard.press("Escape");
    await page.locator(panel).waitFor({ state: "hidden" });
    assert.ok(await page.locator(button).evaluate((element) => element === document.activeElement), `${name}: focus is given back`);
  }
}));

/**
 * What opens on a page, and is looked at open: what is pressed for it, what then shows, and where that is the only width: where there is room the menu and the filters
 * stand open, and where there is none the languages stand in the menu.
 */
const OPENS = {
  "menu-open": { path: "/verktoy?q=hodepine", press: ".site-header__menu", shows: "#menu", at: 390 },
  "filters-open": { path: "/verktoy?q=hodepine", press: "#filters-open", shows: "#filters", at: 390 },
  "languages-open": { path: "/verktoy?q=hodepine", press: ".site-languages__button", shows: "#languages", at: 1280 },
  suggestions: { path: "/", type: "hode", shows: "[role=listbox]" },
  "suggestions-find": { path: "/verktoy", type: "hode", shows: "[role=listbox]" },
};

for (const width of [1280, 390]) {
  for (const dark of [false, true]) {
    test(`menus, filters, languages and suggestions are accessible open, at ${width} px, ${dark ? "dark" : "light"}`, () => as({ width, dark }, async (who) => {
      const { page } = who;
      for (const [name, { path, press, type, shows, at }] of Object.entries(OPENS)) {
        if ((at ?? width) !== width) continue;
        await go(who, path);
        if (press) await page.locator(press).click();
        if (type) {
          await page.locator("#q").pressSequentially(type);
          await page.locator(shows).waitFor();
          await page.locator("#q").press("ArrowDown");
        }
        await page.locator(shows).waitFor();
        await see(who, name);
        assert.ok(await page.locator(shows).isVisible(), `${name} was looked at open`);
        // The check of targets leaves out what lies above the page (harness.mjs).
        const small = await page.locator(`${shows} :is(a, button, [role=option], label)`).evaluateAll((all) => all.filter((one) => {
          const box = one.getBoundingClientRect();
          return box.width > 0 && (box.width < 24 || box.height < 24);
        }).map((one) => one.outerHTML.slice(0, 120)));
        assert.deepEqual(small, [], `${name}: targets of 24 px`);
      }
    }));
  }
}

/** How it is outlined and bordered, and what it stands in: shapes stay where the person's own colours are forced upon the page. */
const edges = (locator) => locator.evaluate((element) => [element, element.parentElement].flatMap((one) => {
  const { outlineStyle, outlineWidth, borderTopStyle, borderTopWidth } = getComputedStyle(one);
  return [`${outlineStyle} ${outlineWidth}`, `${borderTopStyle} ${borderTopWidth}`];
}));

test("with forced colours one sees what has the focus, what is chosen, what is a button, and the icons", () => as({}, async (who) => {
  const { page } = who;
  await page.emulateMedia({ forcedColors: "active" });
  await login(who, "forvalter", "operator-1", "/forvaltning/organisasjoner");
  const hits = "/verktoy?q=hodepine&tilgang=prescription";
  for (const path of ["/forvaltning/organisasjoner", hits, "/verktoy?side=2", "/hjelp"]) {
    await go(who, path);
    assert.ok(await page.evaluate(() => matchMedia("(forced-colors: active)").matches));
    const faults = await page.evaluate(() => {
      const all = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility({ visibilityProperty: true }));
      const bare = all(".ds-button, .chip, .ds-tag, input.ds-input").filter((one) => {
        const { borderTopStyle, borderTopWidth, outlineStyle } = getComputedStyle(one);
        return outlineStyle === "none" && (borderTopStyle === "none" || parseFloat(borderTopWidth) < 1);
      });
      // The number of a step has colours of the person's own.
      const kept = all("body *:not(.steps__number, svg *)").filter((one) => getComputedStyle(one).forcedColorAdjust === "none"
        && [...one.childNodes].some((part) => part.nodeType === Node.TEXT_NODE && part.textContent.trim()));
      return [...bare.map((one) => `no edge: ${one.outerHTML.slice(0, 120)}`), ...kept.map((one) => `own colours: ${one.outerHTML.slice(0, 120)}`)];
    });
    assert.deepEqual(faults, [], path);
    // A picture without it is another.
    for (const kind of [".brand", ".ds-button", ".chip", ".ds-tag", ".search__box"]) {
      const icon = page.locator(`${kind} svg`).locator("visible=true").first();
      if (!(await icon.count())) continue;
      const shown = await icon.screenshot();
      await icon.evaluate((element) => { element.style.opacity = "0"; });
      assert.ok(!shown.equals(await icon.screenshot()), `${path}: the icon of ${kind} is seen`);
    }
    await page.keyboard.press("Tab");
    for (const stop of [".ds-skip-link", ".site-nav a[aria-current]", ".pager a[aria-current]", ".chip", "main input[type=search]", "main input[type=checkbox]", "main .ds-button"]) {
      const one = page.locator(stop).locator("visible=true").first();
      if (!(await one.count())) continue;
      await page.evaluate(() => document.activeElement.blur());
      const before = await edges(one);
      const rings = (after) => after.some((edge, place) => edge !== before[place] && /^(solid|auto|double) ([2-9]|\d\d)/.test(edge));
      let after = before;
      // A busy machine draws it later.
      for (let times = 0; times < 20 && !rings(after); times += 1) {
        await one.focus();
        after = await edges(one);
        if (!rings(after)) await page.waitForTimeout(100);
      }
      assert.ok(rings(after), `${path}: ${stop} is seen to have the focus: ${before} → ${after}`);
    }
  }
  const chosen = async (path, selector) => {
    await go(who, path);
    const [is, isNot] = [page.locator(`${selector}[aria-current]`).first(), page.locator(`${selector}:not([aria-current])`).first()];
    assert.notDeepEqual(await edges(is), await edges(isNot), `${path}: which ${selector} is chosen`);
  };
  await chosen("/forvaltning/organisasjoner", ".chip--choice");
  await chosen("/verktoy?side=2", ".pager a");
  await chosen("/forvaltning/organisasjoner", ".site-nav a");
  await go(who, hits);
  const box = page.locator("#tilgang-prescription");
  const checked = await box.screenshot();
  await box.evaluate((input) => { input.checked = false; });
  assert.ok(!checked.equals(await box.screenshot()), "a ticked box is another than one that is not");
}));

test("on paper there is no navigation, and it fits A4", () => as({ width: 794 }, async (who) => {
  const { page } = who;
  await page.emulateMedia({ media: "print" });
  for (const path of ["/", "/verktoy?q=hodepine", "/om"]) {
    await go(who, path);
    for (const part of [".site-nav", ".site-tools", ".site-footer nav", ".ds-skip-link", "search"]) {
      assert.equal(await page.locator(part).locator("visible=true").count(), 0, `${path}: ${part} is not printed`);
    }
    assert.ok(await overflow(page) <= 0, `${path} fits the paper`);
  }
}));

test("the first load is at most 150 kB, compressed", async () => {
  for (const path of ["/", "/verktoy", "/verktoy?q=hodepine"]) {
    await as({}, async (who) => {
      const session = await who.context.newCDPSession(who.page);
      await session.send("Network.enable");
      let bytes = 0;
      session.on("Network.loadingFinished", (event) => { bytes += event.encodedDataLength; });
      await who.page.goto(BASE + path, { waitUntil: "networkidle" });
      assert.ok(bytes > 10_000 && bytes <= 150_000, `${path}: ${bytes} bytes`);
    });
  }
});

test("every page leads to accessibility, privacy, method and help, always in the same place", () => as(MISSING, async (who) => {
  let links;
  for (const path of [...Object.values(ROUTES).filter((path) => !/^\/(nn|en|se)\//.test(path)), "/finnes-ikke"]) {
    await go(who, path);
    const found = await who.page.locator("footer nav a").evaluateAll((all) => all.map((link) => new URL(link.href).pathname));
    links ??= found;
    assert.deepEqual(found, links, path);
    assert.ok(await who.page.locator("nav[aria-label], header, footer").count() >= 3, `${path} has its landmarks`);
  }
  for (const needed of ["/tilgjengelighet", "/personvern", "/metode", "/hjelp"]) {
    assert.ok(links.includes(needed), needed);
    assert.equal((await go(who, needed)).status(), 200);
    assert.ok((await text(who)).length > 200, `${needed} says something`);
  }
}));
