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

/// Everything as it should be.
fn sound() -> Vec<Seen> {
    let mut seen = vec![Seen::Discovery];
    for &probe in Probe::ALL {
        seen.push(Seen::Started { probe });
        if probe != Probe::LaunchIssuer {
            seen.push(came(probe, &format!("state-{}", probe.name()), &format!("nonce-{}", probe.name())));
        }
        if probe.is_ordinary() {
            seen.push(Seen::Redeemed { probe });
        }
    }
    seen.push(Seen::Logout { sound: false, status: Some(400) });
    seen.push(Seen::Logout { sound: true, status: Some(200) });
    seen
}

fn at(point: Point, judged: Judged, seen: &[Seen]) -> Outcome {
    judge(&judged, seen).into_iter().find(|finding| finding.point == point).unwrap().outcome
}

#[test]
fn a_tool_that_does_everything_right_passes_every_point() {
    for finding in judge(&CENTRAL, &sound()) {
        assert_eq!(finding.outcome, Outcome::Passed, "{:?}", finding.point);
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
    let changes: [(Point, Change); 9] = [
        (Point::State, same_state),
        (Point::State, short_state),
        (Point::Nonce, no_nonce),
        (Point::Par, not_pushed),
        (Point::AnswerIssuer, |seen| seen.push(Seen::Redeemed { probe: Probe::AnswerIssuer })),
        (Point::AnswerState, |seen| seen.push(Seen::Redeemed { probe: Probe::AnswerState })),
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
    for point in [Point::LaunchIssuer, Point::AnswerIssuer, Point::AnswerState, Point::Redeemed] {
        assert_eq!(at(point, CENTRAL, &seen), Outcome::NotTried, "{point:?}");
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
