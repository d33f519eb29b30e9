// How a person acts. As most do, with a pointer; `WAY=keyboard`: what is meant is reached by Tab alone, pressed by Space or Enter, typed, and chosen by arrows;
// `WAY=no-script`: with a pointer, in a browser without JavaScript. The journeys are the same in each.
import assert from "node:assert/strict";

export const WAY = process.env.WAY ?? "pointer";
assert.ok(["pointer", "keyboard", "no-script"].includes(WAY), `WAY=${WAY}`);

/** Where the focus is as seen from this element: on it, elsewhere in its group of radio buttons, after it, or before it. */
const focus = (element) => {
  const at = document.activeElement;
  if (at === element) return "here";
  if (element.type === "radio" && at.type === "radio" && at.name === element.name && at.form === element.form) return "group";
  return at !== document.body && element.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING ? "after" : "before";
};

/** Whether one sees what has the focus: it, or the label that belongs to it, is not covered by anything (WCAG 2.4.11). */
const seen = (element) => [element, ...(element.labels ?? [])].some((part) => {
  const box = part.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 8));
  return top !== null && (part.contains(top) || top.contains(part));
});

/** Moves the focus to this by Tab, backwards where that is the way, and tells how an element of its kind is used. */
async function reach(locator) {
  const { keyboard } = locator.page();
  const element = await locator.elementHandle();
  await element.waitForElementState("enabled");
  for (let steps = 0; ; steps += 1) {
    const where = await element.evaluate(focus);
    if (where === "here" || where === "group") break;
    assert.ok(steps < 400, `${locator} is not reached by Tab`);
    await keyboard.press(where === "after" ? "Shift+Tab" : "Tab");
  }
  for (let steps = 0; await element.evaluate(focus) === "group"; steps += 1) {
    assert.ok(steps < 40, `${locator} is not reached by arrows`);
    await keyboard.press("ArrowDown");
  }
  await element.waitForElementState("stable");
  assert.ok(await element.evaluate(seen), `${locator} has the focus and is covered`);
  return element;
}

/** A date is typed part by part, in the order of the browser's language. */
async function typeDate(element, keyboard, value) {
  const [year, month, day] = value.split("-");
  for (const digits of [month + day + year, day + month + year]) {
    await keyboard.type(digits);
    if (await element.inputValue() === value) return;
    await keyboard.press("ArrowLeft");
    await keyboard.press("ArrowLeft");
  }
  assert.fail(`${value} cannot be typed`);
}

const BY_KEYBOARD = {
  async press(key) {
    await reach(this);
    await this.page().keyboard.press(key);
  },
  async click() {
    const element = await reach(this);
    const link = await element.evaluate((one) => one.matches("a, summary"));
    await this.page().keyboard.press(link ? "Enter" : "Space");
  },
  async check() {
    const element = await reach(this);
    // Arriving at a radio button by an arrow has chosen it.
    if (!await element.isChecked()) await this.page().keyboard.press("Space");
    assert.ok(await element.isChecked(), `${this} is chosen`);
  },
  async fill(value) {
    const { keyboard } = this.page();
    const element = await reach(this);
    if (await element.getAttribute("type") === "date") return typeDate(element, keyboard, value);
    await keyboard.press("Control+A");
    await keyboard.press("Delete");
    await keyboard.type(value);
    assert.equal(await element.inputValue(), value, `typed into ${this}`);
  },
  async selectOption(wanted) {
    const { keyboard } = this.page();
    const element = await reach(this);
    const place = await element.evaluate((select, { label, value }) => [...select.options].findIndex((one) => (label === undefined ? one.value === value : one.label === label)), typeof wanted === "string" ? { value: wanted } : wanted);
    assert.ok(place >= 0, `${JSON.stringify(wanted)} is a choice`);
    await keyboard.press("Home");
    for (let steps = 0; steps < place; steps += 1) await keyboard.press("ArrowDown");
    assert.equal(await element.evaluate((select) => select.selectedIndex), place, `chosen in ${this}`);
  },
};

/** Lets all that a test does with what it finds on a page be done by the keyboard. */
export function byKeyboard(page) {
  Object.assign(Object.getPrototypeOf(page.locator("html")), BY_KEYBOARD);
}
