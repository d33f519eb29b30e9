//! The same queries through a Meilisearch server over HTTP, where `RESEPTOR_SEARCH_URL` names one: by the wall clock, one after another.

use std::{error::Error, hint::black_box, io::Write, time::Instant};

use kernel::Locale;
use search::{Change, Engine, Meilisearch};
use serde_json::{Map, Value, json};

use super::{Dice, KINDS, Language, beginning, percentiles};

/// Far fewer than the embedded engine is asked: each is some requests of dozens of searches, and a change waits for a task of the server.
const ASKED: usize = 60;
const WARMING: usize = 6;
const CHANGES: u64 = 10;
/// Documents handed over at once.
const BATCH: u64 = 500;

/// What `speed` prints of the server; nothing where none is named.
pub fn measured(tools: u64, language: &Language) -> Result<Value, Box<dyn Error>> {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let Some(address) = set("RESEPTOR_SEARCH_URL") else { return Ok(Value::Null) };
    let family = format!("speed_{}", std::process::id());
    let engine = Meilisearch::new(&address, set("RESEPTOR_SEARCH_KEY").as_deref(), &family, "")?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(measure(&engine, tools, language))
}

async fn measure(engine: &Meilisearch, tools: u64, language: &Language) -> Result<Value, Box<dyn Error>> {
    let began = Instant::now();
    let mut filling = engine.rebuild().await?;
    for first in (0..tools).step_by(usize::try_from(BATCH)?) {
        let batch = first..(first + BATCH).min(tools);
        filling.add(batch.map(|number| language.tool(number)).collect()).await?;
    }
    tell(format_args!("{tools} tools handed over"))?;
    filling.finish(1).await?;
    let build = began.elapsed().as_secs_f64();
    tell(format_args!("built in {build:.1} s"))?;
    let mut dice = Dice(tools);
    let mut queries = Map::new();
    for kind in KINDS {
        let mut samples = Vec::with_capacity(ASKED);
        for at in 0..WARMING + ASKED {
            let query = language.query(kind, &mut dice);
            let began = Instant::now();
            black_box(engine.search(&query).await?);
            if at >= WARMING {
                samples.push(milliseconds(began));
            }
        }
        tell(format_args!("{kind}: {} queries", samples.len()))?;
        queries.insert(kind.to_owned(), percentiles(samples));
    }
    let mut suggestions = Vec::with_capacity(ASKED);
    for _ in 0..ASKED {
        let typed = beginning(language.subject(&mut dice), &mut dice);
        let began = Instant::now();
        black_box(engine.suggest(&typed, Locale::Nb, 8).await?);
        suggestions.push(milliseconds(began));
    }
    tell(format_args!("suggestions: {ASKED}"))?;
    let mut changes = Vec::new();
    for position in 2..2 + CHANGES {
        let change = vec![Change::Put(Box::new(language.tool(dice.roll() % tools)))];
        let began = Instant::now();
        engine.apply(change, position).await?;
        changes.push(milliseconds(began));
    }
    Ok(json!({
        "queries": queries, "suggestions": percentiles(suggestions), "change": percentiles(changes), "build_s": build,
    }))
}

/// How far it is, for whoever waits.
fn tell(what: std::fmt::Arguments<'_>) -> std::io::Result<()> {
    writeln!(std::io::stderr(), "Meilisearch: {what}")
}

fn milliseconds(began: Instant) -> f64 {
    began.elapsed().as_secs_f64() * 1000.0
}
