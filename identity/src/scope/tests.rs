//! What a name permits, and what is left of it where it is narrowed.

use std::collections::BTreeSet;

use proptest::{collection::vec, prelude::*, sample::select};

use super::*;

fn scopes(text: &str) -> Scopes {
    Scopes::parse(text).unwrap()
}

/// What a scope over observations permits.
fn letters(scopes: &Scopes) -> String {
    let may = |one: &Interaction| scopes.permits(Context::Patient, "Observation", *one);
    Interaction::ALL.iter().filter(|one| may(one)).map(|one| one.letter()).collect()
}

/// Every proper choice of letters.
fn choices() -> Vec<String> {
    let chosen = |set: u32| {
        Interaction::ALL
            .iter()
            .enumerate()
            .filter(move |(at, _)| set >> at & 1 == 1)
            .map(|(_, one)| one.letter())
    };
    (1..32).map(|set| chosen(set).collect()).collect()
}

#[test]
fn a_mask_gives_back_the_chosen_scopes() {
    let granted = scopes("openid storage launch patient/Observation.c");
    let chosen = scopes("storage openid");
    assert_eq!(granted.masked(granted.mask(&chosen)), chosen);
    assert!(chosen.is_within(&granted) && !granted.is_within(&chosen));
}

#[test]
fn strange_names_and_too_many_are_refused() {
    assert_eq!(Scopes::parse("a\"b"), None);
    assert_eq!(Scopes::parse("a\0b"), None);
    let many = |count: usize, name: &dyn Fn(usize) -> String| {
        Scopes::parse(&(0..count).map(name).collect::<Vec<_>>().join(" "))
    };
    assert!(many(60, &|n| format!("s{n}")).is_some() && many(61, &|n| format!("s{n}")).is_none());
    let types = |n: usize| format!("patient/T{}.cruds", "x".repeat(n));
    assert!(many(12, &types).is_some() && many(13, &types).is_none(), "each letter counts");
}

#[test]
fn a_name_permits_the_letters_that_it_spells_in_their_order_each_once() {
    let proper: BTreeSet<String> = choices().into_iter().collect();
    assert_eq!(proper.len(), 31);
    // Everything of up to five characters, repeated, disordered and foreign ones too.
    let mut all = vec![String::new()];
    for _ in 0..5 {
        let longer =
            |text: &String| "crudsa".chars().map(|letter| format!("{text}{letter}")).collect::<Vec<_>>();
        let next: Vec<String> = all.iter().flat_map(longer).collect();
        all.extend(next);
        all.sort_unstable();
        all.dedup();
    }
    for text in all {
        let read = scopes(&format!("patient/Observation.{text}"));
        let expected = if proper.contains(&text) { text.as_str() } else { "" };
        assert_eq!(letters(&read), expected, "{text}");
    }
}

#[test]
fn version_1_and_what_is_restricted_permit_nothing() {
    for name in [
        "patient/Observation.read",
        "patient/Observation.write",
        "patient/Observation.*",
        "patient/*.read",
        "patient/*.*",
        "patient/Observation.r?category=x",
        "patient/Observation.r?",
        "patient/Observation.?code=cruds",
        "patient/Observation.r.s",
        "patient/Observation",
        "patient/.r",
        "patient/observation.r",
        "patient/Observation*.r",
        "Patient/Observation.r",
        "user/Observation.cruds",
        "system/Observation.cruds",
        "/Observation.r",
        "Observation.r",
    ] {
        let read = scopes(name);
        assert_eq!(letters(&read), "", "{name}");
        assert_eq!(read.to_string(), name, "told as it was asked for");
        for wide in ["patient/Observation.cruds", "patient/*.cruds"] {
            assert!(read.within(&scopes(wide)).is_empty() && !read.is_within(&scopes(wide)), "{name} {wide}");
        }
    }
}

#[test]
fn a_scope_reaches_its_own_type_and_context_only() {
    let all = scopes("openid launch patient/Observation.c patient/Task.rs user/Patient.r");
    let may = |context, kind, interaction| all.permits(context, kind, interaction);
    assert!(
        may(Context::Patient, "Observation", Interaction::Create)
            && may(Context::Patient, "Task", Interaction::Search)
    );
    assert!(may(Context::User, "Patient", Interaction::Read));
    for (kind, interaction) in [
        ("Observation", Interaction::Read),
        ("Patient", Interaction::Read),
        ("Task", Interaction::Update),
        ("Observatio", Interaction::Create),
        ("*", Interaction::Create),
    ] {
        assert!(!may(Context::Patient, kind, interaction), "{kind}.{interaction:?}");
    }
    assert!(scopes("patient/*.r").permits(Context::Patient, "Task", Interaction::Read));
}

#[test]
fn each_choice_of_letters_is_narrowed_to_each_other_choice() {
    for asked in choices() {
        for registered in choices() {
            let common: String = asked.chars().filter(|letter| registered.contains(*letter)).collect();
            for (one, other, kind) in
                [("Task", "Task", "Task"), ("*", "Task", "Task"), ("Task", "*", "Task"), ("*", "*", "*")]
            {
                let asked = scopes(&format!("patient/{one}.{asked}"));
                let registered = scopes(&format!("patient/{other}.{registered}"));
                let expected =
                    if common.is_empty() { String::new() } else { format!("patient/{kind}.{common}") };
                assert_eq!(asked.within(&registered).to_string(), expected, "{asked} in {registered}");
            }
            // A token that is narrowed at refresh has the letters that were asked for, and no others.
            let (granted, chosen) = (
                scopes(&format!("openid patient/Task.{registered}")),
                scopes(&format!("patient/Task.{asked}")),
            );
            let within = common == asked;
            assert_eq!(chosen.is_within(&granted), within, "{chosen} in {granted}");
            if within {
                assert_eq!(granted.masked(granted.mask(&chosen)), chosen);
            }
        }
    }
}

#[test]
fn what_is_asked_for_twice_or_under_every_type_is_told_once() {
    assert_eq!(
        scopes("patient/Task.r patient/Observation.r patient/Observation.c openid").to_string(),
        "openid patient/Observation.cr patient/Task.r"
    );
    assert_eq!(
        scopes("patient/Task.rs patient/*.r user/Task.r").to_string(),
        "patient/*.r patient/Task.s user/Task.r"
    );
    let offered = scopes("openid patient/Observation.cr patient/Task.r");
    assert_eq!(
        scopes("patient/*.cruds fhirUser").within(&offered).to_string(),
        "patient/Observation.cr patient/Task.r"
    );
    assert_eq!(
        scopes("openid patient/Observation.crs patient/Device.r").without(&offered).to_string(),
        "patient/Device.r patient/Observation.s"
    );
}

/// A few names of all kinds, so that many meet.
fn some() -> impl Strategy<Value = Scopes> {
    let kinds = select(vec!["*", "Task", "Observation", "observation"]);
    let contexts = select(vec!["patient", "user"]);
    let letters = prop_oneof![4 => select(choices()), 1 => select(vec!["read".to_owned(), "*".to_owned(), "rc".to_owned(), "r?x=y".to_owned()])];
    let over =
        (contexts, kinds, letters).prop_map(|(context, kind, letters)| format!("{context}/{kind}.{letters}"));
    let name =
        prop_oneof![2 => select(vec!["openid", "launch", "storage"]).prop_map(str::to_owned), 5 => over];
    vec(name, 0..8).prop_map(|names| scopes(&names.join(" ")))
}

proptest! {
    #[test]
    fn narrowing_agrees_with_itself(one in some(), other in some()) {
        let common = one.within(&other);
        prop_assert_eq!(&common, &other.within(&one));
        prop_assert!(common.is_within(&one) && common.is_within(&other));
        prop_assert_eq!(one.is_within(&other), common == one);
        prop_assert_eq!(one.without(&other).is_empty(), one.is_within(&other));
        prop_assert_eq!(&one.within(&one), &one);
        // Nothing is permitted that not both permit.
        for context in [Context::Patient, Context::User] {
            for kind in ["Task", "Observation", "Device"] {
                for interaction in Interaction::ALL {
                    let both = one.permits(context, kind, interaction) && other.permits(context, kind, interaction);
                    prop_assert_eq!(common.permits(context, kind, interaction), both);
                }
            }
        }
    }

    #[test]
    fn what_is_written_is_read_again_and_a_mask_never_widens(one in some(), other in some(), mask: u64) {
        prop_assert_eq!(&scopes(&one.to_string()), &one);
        prop_assert!(one.masked(mask).is_within(&one) && one.masked(one.mask(&other)).is_within(&other));
        prop_assert_eq!(one.masked(u64::MAX), one);
    }

    #[test]
    fn no_name_is_more_than_it_says(name in "(patient|user|system|x)?/?[A-Za-z*]{0,4}[.?]?[cruds.?*=a]{0,6}") {
        let Some(read) = Scopes::parse(&name) else { return Ok(()) };
        if !name.is_empty() {
            prop_assert_eq!(read.to_string(), name.as_str());
        }
        let granted = read.within(&scopes("patient/*.cruds user/*.cruds system/*.cruds"));
        prop_assert!(granted.is_empty() || granted == read);
    }
}
