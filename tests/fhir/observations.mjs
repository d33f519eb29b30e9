// What a tool may report: an Observation with each kind of value, time and element that R4 has and the server takes.
const now = () => new Date().toISOString();
const coded = (system, code, display) => ({ coding: [{ system, code, display }] });
const loinc = (code, display) => coded("http://loinc.org", code, display);
const quantity = (value, unit, code) => ({ value, unit, system: "http://unitsofmeasure.org", code });
const one = (more) => ({ resourceType: "Observation", status: "final", code: loinc("72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported"), effectiveDateTime: now(), ...more });

/** By name: what is sent. */
export const observations = () => ({
  valueQuantity: one({ code: loinc("29463-7", "Body weight"), valueQuantity: quantity(72.5, "kg", "kg") }),
  valueCodeableConcept: one({ code: loinc("72166-2", "Tobacco smoking status"), valueCodeableConcept: coded("http://snomed.info/sct", "266919005", "Never smoked tobacco") }),
  valueString: one({ valueString: "Bedre enn i går – «mye» bedre" }),
  valueBoolean: one({ valueBoolean: false }),
  valueInteger: one({ valueInteger: 4 }),
  valueRange: one({ valueRange: { low: quantity(2, "h", "h"), high: quantity(3, "h", "h") } }),
  valueRatio: one({ valueRatio: { numerator: quantity(1, "mg", "mg"), denominator: quantity(2, "mL", "mL") } }),
  valueSampledData: one({ valueSampledData: { origin: quantity(0, "bpm", "/min"), period: 1000, dimensions: 1, data: "62 63 61 E 64" } }),
  valueTime: one({ valueTime: "22:30:00" }),
  valueDateTime: one({ valueDateTime: "2026-11" }),
  valuePeriod: one({ valuePeriod: { start: "2026-11-01", end: "2026-11-02T07:15:00+01:00" } }),
  effectiveInstant: one({ effectiveDateTime: undefined, effectiveInstant: now(), valueInteger: 1 }),
  effectivePeriod: one({ effectiveDateTime: undefined, effectivePeriod: { start: "2026-11-20T22:00:00+01:00", end: "2026-11-21T06:00:00+01:00" }, valueInteger: 1 }),
  effectiveDay: one({ effectiveDateTime: "2026-11-20", valueInteger: 1 }),
  effectiveMonth: one({ effectiveDateTime: "2026-10", valueInteger: 1 }),
  effectiveYear: one({ effectiveDateTime: "2026", valueInteger: 1 }),
  dataAbsentReason: one({ dataAbsentReason: coded("http://terminology.hl7.org/CodeSystem/data-absent-reason", "asked-declined", "Asked But Declined") }),
  bloodPressure: one({
    code: loinc("85354-9", "Blood pressure panel with all children optional"),
    component: [
      { code: loinc("8480-6", "Systolic blood pressure"), valueQuantity: quantity(128, "mmHg", "mm[Hg]"), interpretation: [coded("http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", "N", "Normal")] },
      { code: loinc("8462-4", "Diastolic blood pressure"), dataAbsentReason: coded("http://terminology.hl7.org/CodeSystem/data-absent-reason", "unknown", "Unknown") },
    ],
  }),
  hasMember: one({ hasMember: [{ reference: "Observation/01K0000000000000000000000A" }], derivedFrom: [{ reference: "QuestionnaireResponse/svar-1" }] }),
  everything: one({
    id: "mine", language: "nb",
    meta: { versionId: "7", profile: ["http://hl7.org/fhir/StructureDefinition/vitalsigns"], tag: [{ system: "https://tool.example/tags", code: "home" }] },
    text: { status: "generated", div: '<div xmlns="http://www.w3.org/1999/xhtml">Puls 61</div>' },
    extension: [{ url: "https://tool.example/StructureDefinition/mood", valueCode: "calm" }],
    identifier: [{ use: "official", system: "https://tool.example/measurement", value: `fhir-${process.pid}` }],
    category: [coded("http://terminology.hl7.org/CodeSystem/observation-category", "vital-signs", "Vital Signs")],
    code: loinc("8867-4", "Heart rate"), issued: now(), valueQuantity: { ...quantity(61, "slag/min", "/min"), comparator: "<" },
    interpretation: [coded("http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", "L", "Low")],
    note: [{ text: "Målt etter hvile", time: now(), authorString: "Innbyggeren" }],
    bodySite: coded("http://snomed.info/sct", "368208006", "Left upper arm structure"), method: coded("http://snomed.info/sct", "37931006", "Auscultation"),
    device: { display: "Pulsmåler" }, performer: [{ display: "Innbyggeren selv" }],
    referenceRange: [{ low: quantity(50, "/min", "/min"), high: quantity(90, "/min", "/min"), type: coded("http://terminology.hl7.org/CodeSystem/referencerange-meaning", "normal", "Normal Range"), text: "50–90" }],
    _effectiveDateTime: { extension: [{ url: "https://tool.example/StructureDefinition/accuracy", valueString: "about" }] },
  }),
});

/** By name: what is no Observation of R4, so that nobody may be served it again. At least one validator says so too. */
export const invalid = () => Object.fromEntries(Object.entries({
  "an element that R4 does not know": { somethingNew: 1 },
  "such an element far down": { category: [{ coding: [{ code: "x", somethingNew: 1 }] }] },
  "an element written with a capital": { Status: "final" },
  "one for a list": { category: { text: "x" } },
  "a list for one": { bodySite: [{ text: "x" }] },
  "a text for an object": { device: "Pulsmåler" },
  "a note without text": { note: [{ time: "2026-11-20" }] },
  "a day for an instant": { issued: "2026-11-20" },
  "a use that R4 does not know": { identifier: [{ use: "mine", system: "https://tool.example/use", value: "1" }] },
  "an extension without value": { extension: [{ url: "https://tool.example/x" }] },
  "an extension without address": { extension: [{ valueString: "x" }] },
  "a number beside a primitive": { _valueInteger: 5 },
  "a text without its HTML": { text: { status: "generated" } },
  "a profile that is no list": { meta: { profile: "https://tool.example/x" } },
  "samples without dimensions": { valueInteger: undefined, valueSampledData: { origin: { value: 1 }, period: 1, dimensions: 0 } },
  "a period of another kind": { valueInteger: undefined, valuePeriod: { start: "2026-11-20", days: 1 } },
  "the year 0": { effectiveDateTime: "0000" },
  "an offset of 25 hours": { effectiveDateTime: "2026-11-20T10:00:00+25:00" },
  "a comma in a second": { effectiveDateTime: "2026-11-20T10:00:00,5Z" },
}).map(([name, more]) => [name, JSON.stringify(one({ valueInteger: 1, ...more }))]));

/** By name: what is refused, in ways that an outcome tells of one by one, and many at once. */
export const refused = () => ({
  "no JSON": ["{", 400],
  "no FHIR": [JSON.stringify({ a: 1 }), 400],
  "another type": [JSON.stringify({ ...one({ valueInteger: 1 }), resourceType: "Patient" }), 422],
  "nothing in it": [JSON.stringify({ resourceType: "Observation" }), 422],
  "a status that is none": [JSON.stringify(one({ status: "ferdig", valueInteger: 1 })), 422],
  "in the future": [JSON.stringify(one({ effectiveDateTime: "2999-01-01", valueInteger: 1 })), 422],
  "two values": [JSON.stringify(one({ valueInteger: 1, valueString: "1" })), 422],
  "obs-6": [JSON.stringify(one({ valueInteger: 1, dataAbsentReason: { text: "x" } })), 422],
  "a value of the wrong kind": [JSON.stringify(one({ valueQuantity: { value: "1" } })), 422],
  "another's": [JSON.stringify(one({ valueInteger: 1, subject: { reference: "Patient/other" } })), 422],
  "not understood": [JSON.stringify(one({ valueInteger: 1, modifierExtension: [{ url: "https://tool.example/not", valueBoolean: true }] })), 422],
  "not understood, in a component": [JSON.stringify(one({ component: [{ code: { text: "x" }, valueInteger: 1, modifierExtension: [{ url: "https://tool.example/not", valueBoolean: true }] }] })), 422],
  "twenty-five components without code": [JSON.stringify(one({ component: Array.from({ length: 25 }, () => ({ valueInteger: 1 })) })), 422],
  "too long": [JSON.stringify(one({ valueString: "x".repeat(70_000) })), 413],
});
