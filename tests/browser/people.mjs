// The demonstration's people as the outside knows them: what a patient would tell, and a clinician would type.
import { readFileSync } from "node:fs";

const people = new Map(readFileSync(new URL("../../portal/demo/people.jsonl", import.meta.url), "utf8").trim().split("\n")
  .map((line) => JSON.parse(line)).map((person) => [person.key, person]));

/** The number of a demo organisation. */
export const organisation = (key) => readFileSync(new URL("../../portal/demo/organisations.jsonl", import.meta.url), "utf8").trim().split("\n")
  .map((line) => JSON.parse(line)).find((one) => one.key === key).org_number;

/** All that the demonstration says of a person. */
export const person = (key) => people.get(key);

/** The full name of a demo person. */
export const name = (key) => `${people.get(key).name.given} ${people.get(key).name.family}`;

/** A date in Oslo, as `2026-11-28`. */
export const oslo = (instant = new Date()) => instant.toLocaleDateString("sv-SE", { timeZone: "Europe/Oslo" });

/** The day the demonstration was loaded: its people's birthdays are counted from there, also when the tests run past midnight. */
const loaded = () => process.env.LOADED ?? oslo();

/** The synthetic national identity number of a demo person: date of birth with month +80, an individual part, two check digits. */
export function number(key) {
  const person = people.get(key);
  const birthday = new Date(`${loaded()}T00:00:00Z`);
  birthday.setUTCDate(birthday.getUTCDate() + person.days_to_birthday);
  const two = (part) => String(part).padStart(2, "0");
  const start = two(birthday.getUTCDate()) + two(birthday.getUTCMonth() + 81) + two((birthday.getUTCFullYear() - person.age_years - 1) % 100);
  const remainder = (digits, weights) => weights.reduce((sum, weight, place) => sum + weight * Number(digits[place]), 0) % 11;
  for (let step = 0; step < 1000; step += 1) {
    for (let end = 0; end < 100; end += 1) {
      const digits = start + String((Number(person.individual) + step) % 1000).padStart(3, "0") + two(end);
      if (remainder(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) <= 3 && remainder(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) === 0) return digits;
    }
  }
  throw new Error(`no number for ${key}`);
}
