//! Dates, times and numbers as each language writes them, in Oslo's time.

use jiff::{Timestamp, civil::Date, civil::DateTime};
use kernel::{Locale, oslo};

const NORWEGIAN: [&str; 12] = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
];
const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
/// Northern Sámi, nominative; the genitive in dates drops one n (`mánnu`, `mánu`).
const SAMI: [&str; 12] = [
    "ođđajagemánnu",
    "guovvamánnu",
    "njukčamánnu",
    "cuoŋománnu",
    "miessemánnu",
    "geassemánnu",
    "suoidnemánnu",
    "borgemánnu",
    "čakčamánnu",
    "golggotmánnu",
    "skábmamánnu",
    "juovlamánnu",
];

/// A moment as views hand it over: a date alone, or an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// A day.
    Day(Date),
    /// A day and a time of it, in Oslo.
    Instant(DateTime),
}

impl Moment {
    /// Reads `2026-11-22` or `2026-11-22T12:00:00Z`.
    pub fn parse(text: &str) -> Option<Self> {
        if let Ok(at) = text.parse::<Timestamp>() {
            return Some(Self::Instant(oslo::zone().to_datetime(at)));
        }
        text.parse().ok().map(Self::Day)
    }

    fn day(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Instant(at) => at.date(),
        }
    }
}

fn month_name(locale: Locale, month: i8) -> &'static str {
    let names = match locale {
        Locale::Nb | Locale::Nn => &NORWEGIAN,
        Locale::En => &ENGLISH,
        Locale::Se => &SAMI,
    };
    usize::try_from(month - 1).ok().and_then(|index| names.get(index).copied()).unwrap_or_default()
}

/// `22. november 2026`, `22 November 2026`, `skábmamánu 22. b. 2026`.
pub fn date(locale: Locale, moment: Moment) -> String {
    let day = moment.day();
    let month = month_name(locale, day.month());
    match locale {
        Locale::Nb | Locale::Nn => format!("{}. {month} {}", day.day(), day.year()),
        Locale::En => format!("{} {month} {}", day.day(), day.year()),
        Locale::Se => format!("{} {}. b. {}", month.replace("mánnu", "mánu"), day.day(), day.year()),
    }
}

/// `november 2026`.
pub fn month(locale: Locale, moment: Moment) -> String {
    let day = moment.day();
    format!("{} {}", month_name(locale, day.month()), day.year())
}

/// `22. november 2026 kl. 13.05`; a day alone stays a day.
pub fn datetime(locale: Locale, moment: Moment) -> String {
    let Moment::Instant(at) = moment else { return date(locale, moment) };
    let (day, hour, minute) = (date(locale, moment), at.hour(), at.minute());
    match locale {
        Locale::Nb | Locale::Nn => format!("{day} kl. {hour:02}.{minute:02}"),
        Locale::En => format!("{day} at {hour:02}:{minute:02}"),
        Locale::Se => format!("{day} dii. {hour:02}.{minute:02}"),
    }
}

/// `12 345,6` in the Nordic languages (narrow no-break space), `12,345.6` in English.
pub fn number(locale: Locale, plain: &str) -> String {
    let (group, decimal) = if locale == Locale::En { (',', '.') } else { ('\u{202f}', ',') };
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |rest| ("\u{2212}", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut text = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        let left = whole.len() - index;
        if index > 0 && left % 3 == 0 && whole.len() > 4 {
            text.push(group);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(decimal);
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_writes_a_day_its_own_way() {
        let moment = Moment::parse("2026-11-22").unwrap();
        let written: Vec<_> = Locale::ALL.into_iter().map(|locale| date(locale, moment)).collect();
        assert_eq!(
            written,
            ["22. november 2026", "22. november 2026", "22 November 2026", "skábmamánu 22. b. 2026"]
        );
        assert_eq!(month(Locale::Se, moment), "skábmamánnu 2026");
    }

    #[test]
    fn instants_are_shown_in_oslo() {
        let summer = Moment::parse("2026-06-30T22:05:00Z").unwrap();
        assert_eq!(datetime(Locale::Nb, summer), "1. juli 2026 kl. 00.05");
        assert_eq!(datetime(Locale::En, summer), "1 July 2026 at 00:05");
    }

    #[test]
    fn numbers_are_grouped_from_five_digits() {
        assert_eq!(number(Locale::Nb, "1234"), "1234");
        assert_eq!(number(Locale::Nb, "12345.5"), "12\u{202f}345,5");
        assert_eq!(number(Locale::En, "1234567"), "1,234,567");
        assert_eq!(number(Locale::Nb, "-3"), "\u{2212}3");
    }
}
