//! The types of an `Observation` and what is in it, as R4 has them.

/// Elements by type: name and type; `*` is a list, `!` must be there. `code:` names a required binding's codes.
/// Elements that change the meaning of others (`modifierExtension`) are not taken at any depth.
const TYPES: &[(&str, &[(&str, &str)])] = &[
    (
        "Observation",
        &[
            ("meta", "Meta"),
            ("language", "code"),
            ("text", "Narrative"),
            ("identifier", "Identifier*"),
            ("basedOn", "Reference*"),
            ("partOf", "Reference*"),
            ("status", "code!"),
            ("category", "CodeableConcept*"),
            ("code", "CodeableConcept!"),
            ("focus", "Reference*"),
            ("encounter", "Reference"),
            ("effectiveDateTime", "dateTime"),
            ("effectivePeriod", "Period"),
            ("effectiveInstant", "instant"),
            ("issued", "instant"),
            ("performer", "Reference*"),
            ("dataAbsentReason", "CodeableConcept"),
            ("interpretation", "CodeableConcept*"),
            ("note", "Annotation*"),
            ("bodySite", "CodeableConcept"),
            ("method", "CodeableConcept"),
            ("specimen", "Reference"),
            ("device", "Reference"),
            ("referenceRange", "ReferenceRange*"),
            ("hasMember", "Reference*"),
            ("derivedFrom", "Reference*"),
            ("component", "Component*"),
        ],
    ),
    (
        "Component",
        &[
            ("code", "CodeableConcept!"),
            ("dataAbsentReason", "CodeableConcept"),
            ("interpretation", "CodeableConcept*"),
            ("referenceRange", "ReferenceRange*"),
        ],
    ),
    (
        "ReferenceRange",
        &[
            ("low", "SimpleQuantity"),
            ("high", "SimpleQuantity"),
            ("type", "CodeableConcept"),
            ("appliesTo", "CodeableConcept*"),
            ("age", "Range"),
            ("text", "string"),
        ],
    ),
    ("Meta", &[("source", "uri"), ("profile", "canonical*"), ("security", "Coding*"), ("tag", "Coding*")]),
    ("Narrative", &[("status", "code:generated extensions additional empty!"), ("div", "xhtml!")]),
    ("Extension", &[("url", "uri!")]),
    (
        "Identifier",
        &[
            ("use", "code:usual official temp secondary old"),
            ("type", "CodeableConcept"),
            ("system", "uri"),
            ("value", "string"),
            ("period", "Period"),
            ("assigner", "Reference"),
        ],
    ),
    ("CodeableConcept", &[("coding", "Coding*"), ("text", "string")]),
    (
        "Coding",
        &[
            ("system", "uri"),
            ("version", "string"),
            ("code", "code"),
            ("display", "string"),
            ("userSelected", "boolean"),
        ],
    ),
    (
        "Reference",
        &[("reference", "reference"), ("type", "uri"), ("identifier", "Identifier"), ("display", "string")],
    ),
    (
        "Annotation",
        &[
            ("authorReference", "Reference"),
            ("authorString", "string"),
            ("time", "dateTime"),
            ("text", "markdown!"),
        ],
    ),
    (
        "Quantity",
        &[
            ("value", "decimal"),
            ("comparator", "code:< <= >= >"),
            ("unit", "string"),
            ("system", "uri"),
            ("code", "code"),
        ],
    ),
    ("SimpleQuantity", &[("value", "decimal"), ("unit", "string"), ("system", "uri"), ("code", "code")]),
    ("Range", &[("low", "SimpleQuantity"), ("high", "SimpleQuantity")]),
    ("Ratio", &[("numerator", "Quantity"), ("denominator", "Quantity")]),
    ("Period", &[("start", "dateTime"), ("end", "dateTime")]),
    (
        "SampledData",
        &[
            ("origin", "SimpleQuantity!"),
            ("period", "decimal!"),
            ("factor", "decimal"),
            ("lowerLimit", "decimal"),
            ("upperLimit", "decimal"),
            ("dimensions", "positiveInt!"),
            ("data", "string"),
        ],
    ),
    // What stands beside a primitive, as `_name`: an id and extensions, which every type has.
    ("Element", &[]),
];

/// `value[x]` of an Observation and of its components.
const VALUES: &[(&str, &str)] = &[
    ("valueQuantity", "Quantity"),
    ("valueCodeableConcept", "CodeableConcept"),
    ("valueString", "string"),
    ("valueBoolean", "boolean"),
    ("valueInteger", "integer"),
    ("valueRange", "Range"),
    ("valueRatio", "Ratio"),
    ("valueSampledData", "SampledData"),
    ("valueTime", "time"),
    ("valueDateTime", "dateTime"),
    ("valuePeriod", "Period"),
];

/// `value[x]` of an extension, beside those above; R4's other types are not taken there.
const EXTENSION_VALUES: &[(&str, &str)] = &[
    ("valueAge", "Quantity"),
    ("valueCode", "code"),
    ("valueCoding", "Coding"),
    ("valueDate", "date"),
    ("valueDecimal", "decimal"),
    ("valueDuration", "Quantity"),
    ("valueIdentifier", "Identifier"),
    ("valueInstant", "instant"),
    ("valueMarkdown", "markdown"),
    ("valuePositiveInt", "positiveInt"),
    ("valueReference", "Reference"),
    ("valueUnsignedInt", "unsignedInt"),
    ("valueUri", "uri"),
    ("valueUrl", "uri"),
    ("valueCanonical", "canonical"),
];

/// Own elements of a type; none where it is a primitive one.
pub fn elements(kind: &str) -> Option<&'static [(&'static str, &'static str)]> {
    TYPES.iter().find(|(name, _)| *name == kind).map(|(_, elements)| *elements)
}

/// The type that R4 gives an element there.
pub fn declared(kind: &str, name: &str) -> Option<&'static str> {
    let more: &[&[_]] = match kind {
        "Observation" | "Component" => &[VALUES],
        "Extension" => &[VALUES, EXTENSION_VALUES],
        _ => &[],
    };
    match name {
        "id" if kind != "Observation" => Some("string"),
        "extension" => Some("Extension*"),
        _ => elements(kind)?
            .iter()
            .chain(more.iter().copied().flatten())
            .find(|(known, _)| *known == name)
            .map(|(_, declared)| *declared),
    }
}
