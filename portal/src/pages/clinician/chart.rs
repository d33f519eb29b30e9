//! A line of measurements as a picture: the table behind it says the same in words.

use jiff::Timestamp;
use kernel::Locale;
use serde::Serialize;

use super::data::Reading;
use crate::web::dates;

/// Size of the picture in its own units.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 232.0;
/// Room for the numbers at the left, and around.
const LEFT: f64 = 64.0;
const MARGIN: f64 = 16.0;
/// Room below for the days.
const BELOW: f64 = 40.0;

/// A point or a line's place, rounded so that the same data gives the same picture.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Place {
    /// From the left.
    pub x: String,
    /// From the top.
    pub y: String,
}

/// A horizontal line with its number.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Level {
    /// From the top.
    pub y: String,
    /// The number.
    pub label: String,
}

/// The picture of a series of numbers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chart {
    /// The picture's width.
    pub width: String,
    /// The picture's height.
    pub height: String,
    /// Where lines begin.
    pub left: String,
    /// Where lines end.
    pub right: String,
    /// From the top: where the days stand.
    pub days_y: String,
    /// Lines with numbers.
    pub levels: Vec<Level>,
    /// The measurements, oldest first, in runs: over a longer pause there is no line.
    pub runs: Vec<Vec<Place>>,
    /// The earliest.
    pub first: Timestamp,
    /// The latest.
    pub last: Timestamp,
    /// The smallest, as people read it.
    pub low: String,
    /// The greatest.
    pub high: String,
}

impl Chart {
    /// The picture, where there are at least two measurements and all are numbers.
    pub fn of(locale: Locale, newest_first: &[Reading]) -> Option<Self> {
        let mut points: Vec<(Timestamp, f64)> = Vec::with_capacity(newest_first.len());
        for reading in newest_first.iter().rev() {
            points.push((reading.at, reading.number.filter(|number| number.is_finite())?));
        }
        points.sort_by_key(|(at, _)| *at);
        let (&(first, _), &(last, _)) = (points.first()?, points.last()?);
        if points.len() < 2 {
            return None;
        }
        let low = points.iter().map(|(_, number)| *number).fold(f64::INFINITY, f64::min);
        let high = points.iter().map(|(_, number)| *number).fold(f64::NEG_INFINITY, f64::max);
        let (step, bottom, top) = scale(low, high);
        let y = |number: f64| MARGIN + (top - number) / (top - bottom) * (HEIGHT - MARGIN - BELOW);
        let whole = seconds(first, last).max(1.0);
        let x = |at| LEFT + MARGIN + seconds(first, at) / whole * (WIDTH - LEFT - 3.0 * MARGIN);
        Some(Self {
            width: round(WIDTH),
            height: round(HEIGHT),
            left: round(LEFT),
            right: round(WIDTH - MARGIN),
            days_y: round(HEIGHT - 7.0),
            levels: levels(locale, (step, bottom, top))
                .map(|(at, label)| Level { y: round(y(at)), label })
                .collect(),
            runs: runs(&points)
                .into_iter()
                .map(|run| {
                    run.iter().map(|(at, number)| Place { x: round(x(*at)), y: round(y(*number)) }).collect()
                })
                .collect(),
            first,
            last,
            low: readable(locale, low, step),
            high: readable(locale, high, step),
        })
    }
}

fn seconds(from: Timestamp, to: Timestamp) -> f64 {
    to.duration_since(from).as_secs_f64()
}

/// Cut where the pause is more than three times as long as is usual: a line there would tell of days of which nothing is known.
fn runs(points: &[(Timestamp, f64)]) -> Vec<&[(Timestamp, f64)]> {
    let mut pauses: Vec<f64> = points.windows(2).map(|pair| seconds(pair[0].0, pair[1].0)).collect();
    pauses.sort_by(f64::total_cmp);
    let usual = pauses.get(pauses.len() / 2).copied().unwrap_or_default();
    points.chunk_by(|before, after| seconds(before.0, after.0) <= 3.0 * usual.max(1.0)).collect()
}

fn round(number: f64) -> String {
    format!("{number:.1}")
}

/// A step of 1, 2 or 5 times a power of ten, and the multiples of it that hold all numbers.
fn scale(low: f64, high: f64) -> (f64, f64, f64) {
    let span = if high > low { high - low } else { high.abs().max(1.0) };
    let power = 10_f64.powf((span / 4.0).log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].map(|times| times * power).into_iter().find(|step| span / step <= 4.0);
    let step = step.unwrap_or(10.0 * power);
    let bottom = (low / step).floor() * step;
    let top = ((high / step).ceil() * step).max(bottom + step);
    (step, bottom, top)
}

fn levels(locale: Locale, (step, bottom, top): (f64, f64, f64)) -> impl Iterator<Item = (f64, String)> {
    std::iter::successors(Some(bottom), move |at| Some(at + step))
        .take_while(move |at| *at <= top + step / 2.0)
        .take(8)
        .map(move |at| (at, readable(locale, at, step)))
}

/// As many decimals as the step needs.
fn readable(locale: Locale, number: f64, step: f64) -> String {
    let decimals = if step >= 1.0 {
        0
    } else if step >= 0.1 {
        1
    } else {
        2
    };
    let exact = format!("{number:.decimals$}");
    dates::number(locale, exact.strip_prefix("-0").filter(|rest| rest.is_empty()).map_or(&exact, |_| "0"))
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    fn readings(numbers: &[f64]) -> Vec<Reading> {
        let reading = |(index, number): (usize, &f64)| Reading {
            at: Timestamp::from_second(86_400 * i64::try_from(numbers.len() - index).unwrap()).unwrap(),
            value: String::new(),
            number: Some(*number),
        };
        numbers.iter().enumerate().map(reading).collect()
    }

    #[test]
    fn every_number_lies_between_the_lines() {
        for numbers in
            [vec![7.5, 6.0, 8.25], vec![0.0, 0.0], vec![-3.0, 1e6], vec![0.001, 0.0012], vec![5.0, 5.0]]
        {
            let chart = Chart::of(Locale::Nb, &readings(&numbers)).unwrap();
            let height = |text: &str| text.parse::<f64>().unwrap();
            let lines: Vec<f64> = chart.levels.iter().map(|level| height(&level.y)).collect();
            let (lowest, highest) = (lines[0], *lines.last().unwrap());
            assert!((2..=8).contains(&lines.len()), "{numbers:?}: {lines:?}");
            for place in chart.runs.iter().flatten() {
                assert!(height(&place.y) <= lowest + 0.1 && height(&place.y) >= highest - 0.1, "{numbers:?}");
            }
        }
    }

    #[test]
    fn over_a_long_pause_there_is_no_line() {
        let mut paused = readings(&[3.0, 4.0, 5.0, 6.0, 7.0]);
        assert_eq!(Chart::of(Locale::Nb, &paused).unwrap().runs.len(), 1);
        for later in &mut paused[..2] {
            later.at += SignedDuration::from_hours(24 * 5);
        }
        let runs = Chart::of(Locale::Nb, &paused).unwrap().runs;
        assert_eq!(runs.iter().map(Vec::len).collect::<Vec<_>>(), [3, 2]);
    }

    #[test]
    fn one_measurement_or_words_give_no_picture() {
        assert_eq!(Chart::of(Locale::Nb, &readings(&[1.0])), None);
        let mut with_words = readings(&[1.0, 2.0]);
        with_words[0].number = None;
        assert_eq!(Chart::of(Locale::Nb, &with_words), None);
        assert_eq!(Chart::of(Locale::Nb, &readings(&[f64::NAN, 2.0])), None);
        assert_eq!(Chart::of(Locale::Nb, &[]), None);
    }
}
