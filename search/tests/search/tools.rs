//! Thirty invented tools.

use jiff::Timestamp;
use kernel::{Locale, ToolId};
use search::{Document, Facet, Label, PerFacet, Query, Texts};

/// Key, name, purpose, body, topics, platform, access.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const ROWS: &[Row] = &[
    (
        "hodero",
        "Hodero",
        "Hodepinedagbok som viser hva som utløser anfallene.",
        "Skriv ned smerter og medisiner.",
        "smerte",
        "ios android",
        "open",
    ),
    (
        "migrenekart",
        "Migrenekartet",
        "Følg migrene over tid og del med legen.",
        "Anfall, varsler og triggere.",
        "smerte",
        "web",
        "prescription",
    ),
    (
        "sovgodt",
        "Sov godt",
        "Kurs mot søvnløshet på seks uker.",
        "Kognitiv terapi, søvndagbok og avspenning.",
        "sovn",
        "web ios",
        "open",
    ),
    (
        "nattero",
        "Nattero",
        "Hjelp til å roe seg om kvelden.",
        "Avspenning og pusteøvelser før du skal sove.",
        "sovn",
        "ios android",
        "open",
    ),
    (
        "sukkervenn",
        "Sukkervenn",
        "Mestring av diabetes type 1 i hverdagen.",
        "Blodsukker, insulin og måltider.",
        "diabetes",
        "ios android",
        "prescription",
    ),
    (
        "sukkerto",
        "Diabetes to",
        "Kosthold og bevegelse ved diabetes type 2.",
        "Mål og påminnelser.",
        "diabetes livsstil",
        "web",
        "open",
    ),
    (
        "trykket",
        "Trykket",
        "Blodtrykksmåling hjemme med jevn oversikt.",
        "Del målingene med fastlegen.",
        "hjerte",
        "web ios android",
        "prescription",
    ),
    (
        "hjertevakt",
        "Hjertevakt",
        "Oppfølging av hjertesvikt hjemmefra.",
        "Vekt, puls og symptomer hver morgen.",
        "hjerte",
        "web",
        "prescription",
    ),
    (
        "panikkhjelpen",
        "Panikkhjelpen",
        "Når panikkanfallet kommer: steg for steg.",
        "Eksponering og pust.",
        "psyke",
        "ios android",
        "open",
    ),
    (
        "roianden",
        "Ro i tanken",
        "Kurs for deg med angst og bekymring.",
        "Veiledet program med psykolog.",
        "psyke",
        "web",
        "prescription",
    ),
    (
        "lysere",
        "Lysere dager",
        "Nettkurs ved depresjon og nedstemthet.",
        "Åtte moduler om tanker og aktivitet.",
        "psyke",
        "web",
        "prescription",
    ),
    (
        "stressned",
        "Stress ned",
        "Korte øvelser mot stress på jobb.",
        "Oppmerksomhet og pauser.",
        "psyke",
        "web ios",
        "open",
    ),
    (
        "slutta",
        "Slutta",
        "Støtte til røykeslutt dag for dag.",
        "Teller dager og sparte penger. Også snus.",
        "rus",
        "ios android",
        "open",
    ),
    (
        "glasset",
        "Glasset",
        "Få oversikt over alkohol og drikk mindre.",
        "Loggføring og mål.",
        "rus",
        "ios android",
        "open",
    ),
    (
        "pustly",
        "Pustly",
        "Astmaplan for barn og foreldre.",
        "Påminnelser om inhalasjon, pollen og anfall.",
        "lunge",
        "ios android",
        "prescription",
    ),
    (
        "kolsvenn",
        "Kolsvenn",
        "Trening og egenbehandling ved kols.",
        "Pusteteknikk og forverringer.",
        "lunge",
        "web",
        "prescription",
    ),
    (
        "leddvis",
        "Leddvis",
        "Øvelser ved artrose i kne og hofte.",
        "Styrketrening hjemme for vonde ledd.",
        "muskel",
        "web ios",
        "open",
    ),
    (
        "ryggrad",
        "Ryggrad",
        "Råd og øvelser for vondt i ryggen.",
        "Korsrygg, nakke og arbeidsstilling.",
        "muskel",
        "web",
        "open",
    ),
    ("pip", "Pip", "Leve bedre med tinnitus.", "Lydterapi og avspenning.", "sanser", "ios", "open"),
    (
        "horbra",
        "Hør bra",
        "Hørselstest og trening med høreapparat.",
        "For voksne med hørselstap.",
        "sanser",
        "web",
        "open",
    ),
    (
        "magevis",
        "Magevis",
        "Irritabel tarm: finn maten som plager magen.",
        "Matdagbok og symptomer.",
        "mage",
        "ios android",
        "open",
    ),
    (
        "lettere",
        "Lettere",
        "Vektreduksjon uten slankekur ved overvekt.",
        "Kosthold, aktivitet og vaner.",
        "livsstil",
        "web ios",
        "prescription",
    ),
    (
        "tretiden",
        "Tre tider",
        "Husk medisinene dine til rett tid.",
        "Varsler når legemidlet skal tas.",
        "medisin",
        "ios android",
        "open",
    ),
    (
        "uke40",
        "Uke førti",
        "Trygg gjennom svangerskapet uke for uke.",
        "For gravide og partnere.",
        "kvinne",
        "ios android",
        "open",
    ),
    (
        "nyfodt",
        "Første året",
        "Amming, søvn og utvikling hos spedbarn.",
        "Barseltid og helsestasjon.",
        "kvinne barn",
        "web",
        "open",
    ),
    (
        "overgang",
        "Overgang",
        "Hetetokter og søvn i overgangsalderen.",
        "Loggfør plager.",
        "kvinne",
        "ios",
        "open",
    ),
    (
        "husk",
        "Husk mer",
        "Trening av hukommelsen etter hjerneslag.",
        "Oppgaver sammen med logoped.",
        "hjerne",
        "web",
        "prescription",
    ),
    (
        "minnebok",
        "Minneboka",
        "For personar med demens og pårørande.",
        "Bilete, dagbok og påminningar i kvardagen.",
        "hjerne",
        "ios",
        "open",
    ),
    (
        "sinnaboksen",
        "Sinnaboksen",
        "Sinnemestring for ungdom.",
        "Bli kjent med følelsene dine.",
        "psyke barn",
        "ios android",
        "open",
    ),
    (
        "etter",
        "Etter kreften",
        "Rehabilitering og utmattelse etter kreftbehandling.",
        "Energidagbok og råd om senskader.",
        "kreft",
        "web",
        "prescription",
    ),
];

const TOPIC_NAMES: &[(&str, &str, &str)] = &[
    ("smerte", "Smerter", "Pain"),
    ("sovn", "Søvn", "Sleep"),
    ("psyke", "Psykisk helse", "Mental health"),
    ("hjerte", "Hjerte og blodtrykk", "Heart"),
    ("barn", "Barn og unge", "Children"),
];

/// The id of the tool with this key.
pub(crate) fn id(key: &str) -> ToolId {
    let at = ROWS.iter().position(|row| row.0 == key).unwrap_or_else(|| panic!("no tool {key}"));
    ToolId::from_uuid(uuid::Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + at as u128))
}

/// The key of the tool with this id.
pub(crate) fn key(wanted: ToolId) -> &'static str {
    ROWS.iter().map(|row| row.0).find(|key| id(key) == wanted).unwrap_or("unknown")
}

/// The tool with this key.
pub(crate) fn tool(wanted: &str) -> Document {
    let at = ROWS.iter().position(|row| row.0 == wanted).unwrap();
    let (key, name, purpose, body, topics, platforms, access) = ROWS[at];
    let values = |list: &str| list.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let labels = |english: bool| {
        let named =
            TOPIC_NAMES.iter().filter(|(value, ..)| values(topics).iter().any(|topic| topic == value));
        named
            .map(|(value, nb, en)| Label {
                facet: Facet::Topic,
                value: (*value).to_owned(),
                text: (*if english { en } else { nb }).to_owned(),
            })
            .collect()
    };
    let mut texts = vec![(
        Locale::Nb,
        Texts {
            name: name.to_owned(),
            purpose: purpose.to_owned(),
            body: body.to_owned(),
            labels: labels(false),
        },
    )];
    if key == "hodero" {
        let english = Texts {
            name: "Head Calm".to_owned(),
            purpose: "A headache diary that shows what triggers attacks.".to_owned(),
            body: "Write down pain and medicines.".to_owned(),
            labels: labels(true),
        };
        texts.push((Locale::En, english));
    }
    Document {
        id: id(key),
        texts,
        facets: PerFacet {
            topics: values(topics),
            platforms: values(platforms),
            access: values(access),
            languages: values("nb"),
            ..PerFacet::default()
        },
        published_at: Some(
            Timestamp::from_second(1_700_000_000 + i64::try_from(at).unwrap() * 86_400).unwrap(),
        ),
        available: true,
        open: access == "open",
    }
}

/// All thirty.
pub(crate) fn all() -> Vec<Document> {
    ROWS.iter().map(|row| tool(row.0)).collect()
}

/// A query by text alone.
pub(crate) fn text(text: &str) -> Query {
    Query { text: text.to_owned(), ..Query::default() }
}

/// Keys of the hits of a query, best first.
pub(crate) fn hits(index: &impl crate::engines::Asks, query: &Query) -> Vec<&'static str> {
    index.search(query).expect("any query is answered").hits.iter().map(|hit| key(hit.id)).collect()
}
