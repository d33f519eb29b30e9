//! How fast the embedded engine is: `speed NUMBER-OF-TOOLS` makes so many tools from Norwegian vocabulary, indexes them on disk, asks queries of
//! every kind one after another on one thread, and prints one JSON object. `./bench search` runs it. Queries are measured by the thread's CPU
//! clock, which other work on the machine does not move; changes, which wait for the disk, by the wall clock. Where `RESEPTOR_SEARCH_URL` names
//! a Meilisearch server, the same through that one.

#[path = "speed/server.rs"]
mod server;

use std::{
    collections::{HashMap, HashSet},
    error::Error,
    fs,
    hint::black_box,
    io::Write,
    path::Path,
    time::Instant,
};

use cpu_time::{ProcessTime, ThreadTime};
use jiff::Timestamp;
use kernel::{Locale, ToolId};
use search::{Change, Document, Facet, Index, Label, Page, PerFacet, Query, SuggestionKind, Texts};
use serde_json::{Map, Value, json};

/// As the product has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const LEXICON: &str = include_str!("../data/lexicon.txt");
/// Words between the subjects, commonest first.
const COMMON: &str = "og som for med du deg kan hjelper daglig bedre etter vil uten mellom oversikt lærer viser uke voksne behandler korte råd \
    egne trygg enkel hverdagen plager følger barn ungdom måler noterer øver kjenner tiltak varsler deler svarer skriver trinn planlegger";
const ASKED: usize = 3_000;
const CHANGES: u64 = 100;

/// The same numbers every time (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.roll() % limit as u64).unwrap_or_default()
    }

    /// Small numbers far oftener than great ones, as words are in texts.
    fn often(&mut self, limit: usize) -> usize {
        let one = self.below(limit);
        let other = self.below(one + 1);
        self.below(other + 1)
    }
}

struct Language {
    subjects: Vec<String>,
    common: Vec<String>,
    endings: [&'static str; 5],
}

impl Language {
    fn new() -> Self {
        let plain = |word: &str| word.trim_end_matches(['*', '<', '>']).to_owned();
        let lines = LEXICON.lines().filter(|line| !line.starts_with('#'));
        let mut subjects: Vec<String> = lines.flat_map(str::split_whitespace).map(plain).collect();
        // The file is ordered by subject; frequency must not be.
        let mut dice = Dice(7);
        for at in (1..subjects.len()).rev() {
            subjects.swap(at, dice.below(at + 1));
        }
        let common = COMMON.split_whitespace().map(str::to_owned).collect();
        Self { subjects, common, endings: ["", "", "en", "er", "ene"] }
    }

    fn subject(&self, dice: &mut Dice) -> &str {
        &self.subjects[dice.often(self.subjects.len())]
    }

    fn compound(&self, dice: &mut Dice) -> String {
        let link = if dice.below(4) == 0 { "s" } else { "" };
        format!("{}{link}{}", self.subject(dice), self.subject(dice))
    }

    fn text(&self, words: usize, dice: &mut Dice) -> String {
        let mut text = String::new();
        for at in 0..words {
            let word = match dice.below(10) {
                0..=4 => self.common[dice.often(self.common.len())].clone(),
                5..=7 => format!("{}{}", self.subject(dice), self.endings[dice.below(5)]),
                _ => self.compound(dice),
            };
            text.push_str(if at == 0 { "" } else { " " });
            text.push_str(&word);
        }
        text
    }

    fn tool(&self, number: u64) -> Document {
        let mut dice = Dice(number);
        let mut values = |keys: &[&str], most: usize| {
            let count = 1 + dice.below(most);
            (0..count).map(|_| keys[dice.below(keys.len())].to_owned()).collect::<Vec<_>>()
        };
        let topics: Vec<String> = values(&TOPICS, 2);
        let facets = PerFacet {
            topics: topics.clone(),
            audiences: values(
                &[
                    "children",
                    "youth",
                    "adults",
                    "older",
                    "parents",
                    "next-of-kin",
                    "pregnant",
                    "long-term-illness",
                ],
                3,
            ),
            platforms: values(&["web", "ios", "android"], 3),
            access: values(&["open", "prescription"], 1),
            profile: values(&["none", "local", "central", "pseudonymous"], 1),
            languages: values(&["nb", "nn", "en", "se"], 3),
        };
        let open = facets.access == ["open"];
        let texts = [Locale::Nb, Locale::Nn].map(|locale| {
            let labels = topics.iter().map(|topic| Label {
                facet: Facet::Topic,
                value: topic.clone(),
                text: topic.clone(),
            });
            let texts = Texts {
                name: format!("{} {number}", self.compound(&mut dice)),
                purpose: self.text(16, &mut dice),
                body: self.text(70, &mut dice),
                labels: labels.collect(),
            };
            (locale, texts)
        });
        let day = i64::try_from(number % 2_000).unwrap_or_default();
        Document {
            id: ToolId::from_uuid(uuid::Uuid::from_u128(
                0x0190_0000_0000_7000_8000_0000_0000_0000 + u128::from(number),
            )),
            texts: texts.into(),
            facets,
            published_at: Timestamp::from_second(1_700_000_000 + day * 86_400).ok(),
            available: !number.is_multiple_of(50),
            open,
        }
    }

    fn query(&self, kind: &str, dice: &mut Dice) -> Query {
        let word = self.subject(dice).to_owned();
        let text = match kind {
            "words" => format!("{word} {}", self.subject(dice)),
            "compound" => self.compound(dice),
            "prefix" => beginning(&self.compound(dice), dice),
            "typo" => misspelt(&word, dice),
            "typo in a compound" => misspelt(&self.compound(dice), dice),
            "phrase" => format!("hjelp til {word} og {} for {}", self.compound(dice), self.subject(dice)),
            "browse" => String::new(),
            _ => word,
        };
        let mut query = Query { text, page: Page { number: 1, size: 12 }, ..Query::default() };
        if matches!(kind, "filters" | "browse") {
            query.filters.topics = vec![
                TOPICS[dice.below(TOPICS.len())].to_owned(),
                TOPICS[dice.below(TOPICS.len())].to_owned(),
            ];
            query.filters.access = vec!["open".to_owned()];
        }
        query
    }
}

const TOPICS: [&str; 15] = [
    "mental-health",
    "sleep",
    "diabetes",
    "heart",
    "lungs",
    "pain-headache",
    "exercise-joints",
    "pregnancy",
    "child-family",
    "addiction",
    "nutrition",
    "cancer",
    "brain-memory",
    "senses-skin",
    "everyday-health",
];
const KINDS: [&str; 9] =
    ["word", "words", "phrase", "compound", "prefix", "typo", "typo in a compound", "filters", "browse"];

fn beginning(word: &str, dice: &mut Dice) -> String {
    word.chars().take(3 + dice.below(5)).collect()
}

/// Two letters swapped.
fn misspelt(word: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = 1 + dice.below(letters.len().saturating_sub(2).max(1));
    if at + 1 < letters.len() {
        letters.swap(at, at + 1);
    }
    letters.into_iter().collect()
}

fn timed<T, E>(of: &mut Vec<f64>, work: impl FnOnce() -> Result<T, E>) -> Result<(), E> {
    let began = ThreadTime::now();
    black_box(work()?);
    of.push(began.elapsed().as_secs_f64() * 1000.0);
    Ok(())
}

/// Median and 99th percentile, ms.
fn percentiles(mut samples: Vec<f64>) -> Value {
    samples.sort_by(f64::total_cmp);
    json!({ "p50": samples[samples.len() / 2], "p99": samples[samples.len() * 99 / 100] })
}

fn resident(field: &str) -> Result<f64, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with(field)).unwrap_or_default();
    Ok(line.split_whitespace().nth(1).unwrap_or("0").parse::<f64>()? / 1024.0)
}

/// Fails unless one of the five words that most tools have with this beginning is suggested.
fn suggests_what_is_common(
    index: &Index,
    language: &Language,
    tools: u64,
    beginning: &str,
) -> Result<(), Box<dyn Error>> {
    let mut counts: HashMap<String, u32> = HashMap::new();
    for number in 0..tools.min(10_000) {
        let tool = language.tool(number);
        let (_, texts) = &tool.texts[0];
        let text = format!("{} {}", texts.purpose, texts.body);
        let words: HashSet<&str> = text.split(' ').filter(|word| word.starts_with(beginning)).collect();
        for word in words {
            *counts.entry(word.to_owned()).or_default() += 1;
        }
    }
    let mut common: Vec<(String, u32)> = counts.into_iter().collect();
    common.sort_by_key(|(word, count)| (std::cmp::Reverse(*count), word.clone()));
    let suggested = index.suggest(beginning, Locale::Nb, 8)?;
    let is_suggested =
        |word: &str| suggested.iter().any(|one| one.kind == SuggestionKind::Word && one.text == word);
    if common.iter().take(5).any(|(word, _)| is_suggested(word)) {
        return Ok(());
    }
    Err(format!("{beginning}: none of the commonest words is suggested, but {suggested:?}").into())
}

fn bytes(folder: &Path) -> Result<u64, Box<dyn Error>> {
    let mut sum = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        sum += if entry.file_type()?.is_dir() { bytes(&entry.path())? } else { entry.metadata()?.len() };
    }
    Ok(sum)
}

fn main() -> Result<(), Box<dyn Error>> {
    let tools: u64 = std::env::args().nth(1).unwrap_or_default().parse()?;
    let language = Language::new();
    let folder = tempfile::tempdir()?;
    let index = Index::open(folder.path(), "")?;
    let (began, began_cpu) = (Instant::now(), ProcessTime::now());
    index.rebuild((0..tools).map(|number| language.tool(number)), 1)?;
    let (build, build_cpu) = (began.elapsed().as_secs_f64(), began_cpu.elapsed().as_secs_f64());
    let (peak, disk) = (resident("VmHWM")?, bytes(folder.path())? / 1_000_000);
    let mut dice = Dice(tools);
    let mut measured = Map::new();
    let mut matched = Vec::with_capacity(ASKED);
    for kind in KINDS {
        let mut samples = Vec::with_capacity(ASKED);
        for at in 0..ASKED + 300 {
            let query = language.query(kind, &mut dice);
            let mut total = 0;
            timed(&mut samples, || index.search(&query).map(|answer| total = answer.total))?;
            if kind == "word" {
                matched.push(f64::from(u32::try_from(total)?) * 100.0 / f64::from(u32::try_from(tools)?));
            }
            // What is asked first warms what is remembered.
            if at == 299 {
                samples.clear();
            }
        }
        measured.insert(kind.to_owned(), percentiles(samples));
    }
    let mut suggestions = Vec::with_capacity(ASKED);
    for _ in 0..ASKED {
        let typed = beginning(language.subject(&mut dice), &mut dice);
        timed(&mut suggestions, || index.suggest(&typed, Locale::Nb, 8))?;
    }
    for beginning in ["sk", "tr", "vi"] {
        suggests_what_is_common(&index, &language, tools, beginning)?;
    }
    let mut changes = Vec::new();
    for position in 2..2 + CHANGES {
        let change = [Change::Put(Box::new(language.tool(dice.roll() % tools)))];
        let began = Instant::now();
        index.apply(&change, position)?;
        changes.push(began.elapsed().as_secs_f64() * 1000.0);
    }
    let all = json!({
        "tools": tools, "matched_percent": percentiles(matched), "queries": measured, "suggestions": percentiles(suggestions), "change": percentiles(changes),
        "build_s": build, "build_cpu_s": build_cpu, "disk_mb": disk, "peak_mb": peak, "after_mb": resident("VmRSS")?, "server": server::measured(tools, &language)?,
    });
    writeln!(std::io::stdout(), "{all}")?;
    Ok(())
}
