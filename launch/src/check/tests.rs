//! What was seen decides what was found; silence decides nothing before the tool has shown that it works.

use super::*;

const CENTRAL: Judged = Judged {
    must_push: true,
    takes_logout: true,
    declares_representation: true,
    says_how_shown: true,
    acted: true,
};

fn mark(text: &str) -> Mark {
    Mark { digest: text.to_owned(), length: text.len() }
}

fn came(probe: Probe, state: &str, nonce: &str) -> Seen {
    Seen::Authorized { probe: Some(probe), state: Some(mark(state)), nonce: Some(mark(nonce)), pushed: true }
}

/// The points that a spoilt ID token decides.
const SPOILT: [(Point, Probe); 2] =
    [(Point::TokenNonce, Probe::TokenNonce), (Point::TokenKey, Probe::TokenKey)];

/// Everything as it should be.
fn sound() -> Vec<Seen> {
    let mut seen = vec![Seen::Discovery];
    for &probe in Probe::ALL {
        seen.push(Seen::Started { probe });
        if probe != Probe::LaunchIssuer {
            seen.push(came(probe, &format!("state-{}", probe.name()), &format!("nonce-{}", probe.name())));
        }
        if probe.is_ordinary() {
            seen.extend([Seen::Redeemed { probe }, Seen::Used { probe }]);
        }
    }
    seen.extend(SPOILT.map(|(_, probe)| Seen::Redeemed { probe }));
    seen.push(Seen::Told { point: Point::Representation, sound: true });
    seen.push(Seen::Logout { sound: false, status: Some(400) });
    seen.push(Seen::Logout { sound: true, status: Some(200) });
    seen
}

fn at(point: Point, judged: Judged, seen: &[Seen]) -> Outcome {
    found(point, judged, seen).outcome
}

fn found(point: Point, judged: Judged, seen: &[Seen]) -> Finding {
    judge(&judged, seen).into_iter().find(|finding| finding.point == point).unwrap()
}

#[test]
fn a_tool_that_does_everything_right_passes_every_point() {
    for finding in judge(&CENTRAL, &sound()) {
        assert_eq!(finding.outcome, Outcome::Passed, "{:?}", finding.point);
        assert_eq!(finding.told, finding.point == Point::Representation, "{:?}", finding.point);
    }
}

#[test]
fn nothing_is_found_where_nothing_was_tried() {
    for finding in judge(&CENTRAL, &[]) {
        assert_eq!(finding.outcome, Outcome::NotTried, "{:?}", finding.point);
    }
}

#[test]
fn each_fault_fails_its_own_point_only() {
    let refusal = |error: &str, description: &str| Seen::Refused {
        endpoint: "token".into(),
        error: error.into(),
        description: description.into(),
    };
    type Change = fn(&mut Vec<Seen>);
    let same_state: Change = |seen| {
        for one in seen {
            if let Seen::Authorized { state, .. } = one {
                *state = Some(mark("always-the-same"));
            }
        }
    };
    let no_nonce: Change = |seen| {
        for one in seen {
            if let Seen::Authorized { nonce, .. } = one {
                *nonce = None;
            }
        }
    };
    let short_state: Change = |seen| {
        if let Some(Seen::Authorized { state, .. }) =
            seen.iter_mut().find(|one| matches!(one, Seen::Authorized { .. }))
        {
            *state = Some(mark("123"));
        }
    };
    let not_pushed: Change = |seen| {
        for one in seen {
            if let Seen::Authorized { pushed, .. } = one {
                *pushed = false;
            }
        }
    };
    let changes: [(Point, Change); 13] = [
        (Point::State, same_state),
        (Point::State, short_state),
        (Point::Nonce, no_nonce),
        (Point::Par, not_pushed),
        (Point::AnswerIssuer, |seen| seen.push(Seen::Redeemed { probe: Probe::AnswerIssuer })),
        (Point::AnswerState, |seen| seen.push(Seen::Redeemed { probe: Probe::AnswerState })),
        (Point::TokenNonce, |seen| seen.push(Seen::Used { probe: Probe::TokenNonce })),
        (Point::TokenKey, |seen| seen.push(Seen::Used { probe: Probe::TokenKey })),
        (Point::TokenKey, |seen| seen.push(Seen::Told { point: Point::TokenKey, sound: false })),
        (Point::Representation, |seen| seen.push(Seen::Told { point: Point::Representation, sound: false })),
        (Point::LaunchIssuer, |seen| seen.push(came(Probe::LaunchIssuer, "state-foreign", "nonce-foreign"))),
        (Point::Logout, |seen| seen.push(Seen::Logout { sound: true, status: None })),
        (Point::FalseLogout, |seen| seen.push(Seen::Logout { sound: false, status: Some(200) })),
    ];
    for (point, change) in changes {
        let mut seen = sound();
        change(&mut seen);
        for finding in judge(&CENTRAL, &seen) {
            let wanted = if finding.point == point { Outcome::Failed } else { Outcome::Passed };
            assert_eq!(finding.outcome, wanted, "{:?} when {point:?} is at fault", finding.point);
        }
    }
    for (point, fault) in [
        (Point::Pkce, refusal("invalid_request", "code_challenge is missing or malformed")),
        (Point::Par, refusal("invalid_request", "the client's requests must be pushed")),
        (Point::Authentication, refusal("invalid_client", "client authentication failed")),
    ] {
        let seen: Vec<_> = sound().into_iter().chain([fault]).collect();
        assert_eq!(at(point, CENTRAL, &seen), Outcome::Failed, "{point:?}");
    }
}

#[test]
fn a_tool_that_stays_silent_has_refused_nothing() {
    let seen: Vec<_> = Probe::ALL.iter().map(|&probe| Seen::Started { probe }).collect();
    assert_eq!(at(Point::Launch, CENTRAL, &seen), Outcome::Failed, "the browser was sent, and nothing came");
    for point in [
        Point::LaunchIssuer,
        Point::AnswerIssuer,
        Point::AnswerState,
        Point::TokenNonce,
        Point::TokenKey,
        Point::Redeemed,
    ] {
        assert_eq!(at(point, CENTRAL, &seen), Outcome::NotTried, "{point:?}");
    }
    assert!(questions(&CENTRAL, &seen).is_empty(), "there is nothing to be seen yet");
}

/// Every way in which a start with a spoilt ID token can go, and every answer about it.
#[test]
fn a_spoilt_id_token_was_refused_where_silence_tells_so_or_the_vendors_person() {
    use Outcome::{Failed, NotTried, Passed};
    for (point, probe) in SPOILT {
        let ordinary = Probe::Second;
        for case in 0..32_u8 {
            let [works, uses, redeemed, used, other] = [0, 1, 2, 3, 4].map(|bit| case & (1 << bit) != 0);
            for answer in [None, Some(true), Some(false)] {
                let mut seen = vec![Seen::Started { probe }, came(probe, "state-of-it", "nonce-of-it")];
                seen.extend(works.then_some(Seen::Redeemed { probe: ordinary }));
                seen.extend(uses.then_some(Seen::Used { probe: ordinary }));
                seen.extend(redeemed.then_some(Seen::Redeemed { probe }));
                seen.extend(used.then_some(Seen::Used { probe }));
                // What was said before, and what is said of another point, decide nothing.
                seen.extend(answer.map(|sound: bool| Seen::Told { point, sound: !sound }));
                seen.extend(answer.map(|sound| Seen::Told { point, sound }));
                seen.extend(other.then_some(Seen::Told { point: Point::Launch, sound: false }));
                let expected = match (redeemed, used, answer) {
                    (_, true, _) => (Failed, false),
                    (true, false, Some(false)) => (Failed, true),
                    (true, false, _) if uses => (Passed, false),
                    (true, false, Some(true)) if works => (Passed, true),
                    _ => (NotTried, false),
                };
                let finding = found(point, CENTRAL, &seen);
                assert_eq!((finding.outcome, finding.told), expected, "{seen:?}");
                let asked = questions(&CENTRAL, &seen).contains(&Question { point, told: answer });
                assert_eq!(asked, redeemed && !used, "{seen:?}");
            }
        }
    }
}

#[test]
fn r6_it_is_shown_on_whose_behalf_one_acts_when_the_entry_and_the_vendors_person_both_say_so() {
    use Outcome::{Failed, NotTried, Passed};
    let point = Point::Representation;
    for case in 0..16_u8 {
        let [declares_representation, says_how_shown, acted, works] =
            [0, 1, 2, 3].map(|bit| case & (1 << bit) != 0);
        let judged = Judged { declares_representation, says_how_shown, acted, ..CENTRAL };
        for answer in [None, Some(true), Some(false)] {
            let mut seen = Vec::new();
            seen.extend(works.then_some(Seen::Redeemed { probe: Probe::First }));
            seen.extend(answer.map(|sound| Seen::Told { point, sound }));
            let expected = match (declares_representation, says_how_shown, acted && works, answer) {
                (true, false, ..) => (Failed, false),
                (true, true, true, Some(true)) => (Passed, true),
                (true, true, true, Some(false)) => (Failed, true),
                _ => (NotTried, false),
            };
            let finding = found(point, judged, &seen);
            assert_eq!((finding.outcome, finding.told), expected, "{judged:?} {seen:?}");
            let asked = questions(&judged, &seen).contains(&Question { point, told: answer });
            assert_eq!(asked, case == 15, "{judged:?} {seen:?}");
        }
    }
}

#[test]
fn what_was_kept_before_answers_were_is_read_as_seen() {
    let kept = r#"{"point":"representation","outcome":"passed"}"#;
    let finding: Finding = serde_json::from_str(kept).unwrap();
    assert_eq!((finding.point, finding.told), (Point::Representation, false));
    assert_eq!(serde_json::to_string(&finding).unwrap(), kept);
    let told = Finding { told: true, ..finding };
    assert_eq!(serde_json::from_str::<Finding>(&serde_json::to_string(&told).unwrap()).unwrap(), told);
    for (kept, read) in [
        (r#"{"what":"redeemed","probe":"first"}"#, Seen::Redeemed { probe: Probe::First }),
        (r#"{"what":"used","probe":"token_key"}"#, Seen::Used { probe: Probe::TokenKey }),
        (
            r#"{"what":"told","point":"token_nonce","sound":true}"#,
            Seen::Told { point: Point::TokenNonce, sound: true },
        ),
    ] {
        assert_eq!(serde_json::from_str::<Seen>(kept).unwrap(), read);
        assert_eq!(serde_json::to_string(&read).unwrap(), kept);
    }
}

#[test]
fn what_is_optional_is_not_tried_where_it_is_not_used() {
    let seen: Vec<_> = sound()
        .into_iter()
        .map(|one| match one {
            Seen::Authorized { probe, state, nonce, .. } => {
                Seen::Authorized { probe, state, nonce, pushed: false }
            }
            other => other,
        })
        .filter(|one| !matches!(one, Seen::Logout { .. }))
        .collect();
    let plain = Judged { must_push: false, takes_logout: false, declares_representation: false, ..CENTRAL };
    for point in [Point::Par, Point::Logout, Point::FalseLogout, Point::Representation] {
        assert_eq!(at(point, plain, &seen), Outcome::NotTried, "{point:?}");
    }
    let unsaid = Judged { says_how_shown: false, ..CENTRAL };
    assert_eq!(at(Point::Representation, unsaid, &seen), Outcome::Failed);
}
