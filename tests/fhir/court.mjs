// Each resource before the three validators: what they say is printed, and what no exception covers is kept as a fault.
import assert from "node:assert/strict";
import { exceptions } from "./exceptions.mjs";
import { validators } from "./validators.mjs";

export function court() {
  const judges = validators();
  const used = new Map(exceptions.map(({ name }) => [name, 0]));
  const seen = new Map();

  const fits = (exception, judge, fault) => exception.validator === judge.name && exception.severity === fault.severity
    && exception.place.test(fault.place) && exception.text.test(fault.text);

  /** What each validator finds wrong that no exception covers, by its name. */
  async function findings(text, met = () => {}) {
    const found = {};
    for (const judge of judges) {
      const all = await judge.faults(text);
      found[judge.name] = all.filter((fault) => {
        const exception = exceptions.find((one) => fits(one, judge, fault));
        if (exception) met(exception.name);
        return !exception;
      });
    }
    return found;
  }

  const line = (found, rest) => console.log([...judges.map(({ name }) => `${name} ${found[name].length > 0 ? "REFUSED" : "ok"}`.padEnd(name.length + 8)), rest].join("  "));

  /** Judges what was served; any fault fails. */
  async function judge(answers) {
    const wrong = new Map();
    for (const { kind, text, what } of answers) {
      const found = await findings(text, (exception) => used.set(exception, used.get(exception) + 1));
      line(found, `${kind.padEnd(19)} ${what}`);
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
      for (const [name, faults] of Object.entries(found)) {
        for (const fault of faults) {
          const said = `${name}: ${fault.severity} ${fault.place}: ${fault.text}`;
          wrong.set(said, [...wrong.get(said) ?? [], what]);
        }
      }
    }
    assert.ok(answers.length > 0, "something was served");
    assert.deepEqual([...wrong].map(([said, [first, ...more]]) => `${said} (${first}${more.length > 0 ? ` and ${more.length} more` : ""})`), []);
  }

  /** Judges what was broken on purpose: those named must refuse it, or so many of them. */
  async function refuse(text, what, who = judges.map(({ name }) => name)) {
    const found = await findings(text);
    line(found, what);
    const refused = Object.keys(found).filter((name) => found[name].some(({ severity }) => severity !== "warning" && severity !== "info"));
    if (typeof who === "number") assert.ok(refused.length >= who, `nobody sees: ${what}`);
    else assert.deepEqual(who.filter((name) => !refused.includes(name)), [], `do not see: ${what}`);
  }

  return {
    judge, refuse, seen, used,
    end: () => judges.forEach((one) => one.end()),
  };
}
