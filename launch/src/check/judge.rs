//! From what was seen to what was found.

use serde::{Deserialize, Serialize};

use super::{Mark, Probe, Seen, words};

words! {
    /// What a check looks at.
    Point {
        /// Discovery is read, not written in.
        Discovery "discovery",
        /// `launch` comes back with the authorization request.
        Launch "launch",
        /// The authorization request has a PKCE challenge by S256.
        Pkce "pkce",
        /// Requests are pushed (RFC 9126).
        Par "par",
        /// `state` is there and differs.
        State "state",
        /// `nonce` is there and differs.
        Nonce "nonce",
        /// The client proves who it is, as it is registered.
        Authentication "authentication",
        /// Codes are redeemed with their verifier.
        Redeemed "redeemed",
        /// A start that names another platform is refused.
        LaunchIssuer "launch_issuer",
        /// An answer that names another issuer is refused.
        AnswerIssuer "answer_issuer",
        /// An answer with another `state` is refused.
        AnswerState "answer_state",
        /// An ID token with another `nonce` is refused.
        TokenNonce "token_nonce",
        /// An ID token by a key that is not published is refused.
        TokenKey "token_key",
        /// A logout token is taken.
        Logout "logout",
        /// What is no logout token is refused.
        FalseLogout "false_logout",
        /// The tool shows on whose behalf one acts, as is declared (R6).
        Representation "representation",
    }
}

words! {
    /// What came of a point.
    Outcome {
        /// As it should be.
        Passed "passed",
        /// Not as it should be.
        Failed "failed",
        /// Nothing was seen that tells.
        NotTried "not_tried",
    }
}

/// What was found at a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The point.
    pub point: Point,
    /// What came of it.
    pub outcome: Outcome,
    /// Whether that is what the vendor's person says, not what was seen.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub told: bool,
}

/// What the vendor's person is asked, who sees what the tool shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// The point that the answer decides.
    pub point: Point,
    /// Whether the tool did as it should, by the last answer.
    pub told: Option<bool>,
}

/// What is known besides what was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Judged {
    /// Whether the client must push its requests.
    pub must_push: bool,
    /// Whether it takes logout tokens.
    pub takes_logout: bool,
    /// Whether the entry declares representation.
    pub declares_representation: bool,
    /// Whether the entry says how it shows.
    pub says_how_shown: bool,
    /// Whether somebody acted for another in this check.
    pub acted: bool,
}

/// What was found at each point. Silence proves something only where the tool has shown that it works.
pub fn judge(judged: &Judged, seen: &[Seen]) -> Vec<Finding> {
    let case = Case { judged, seen };
    Point::ALL.iter().map(|&point| case.finding(point)).collect()
}

/// What the vendor's person is asked so far.
pub fn questions(judged: &Judged, seen: &[Seen]) -> Vec<Question> {
    let case = Case { judged, seen };
    let asked = Point::ALL.iter().copied().filter(|&point| case.asks(point));
    asked.map(|point| Question { point, told: case.told(point) }).collect()
}

struct Case<'a> {
    judged: &'a Judged,
    seen: &'a [Seen],
}

use Outcome::{Failed, NotTried, Passed};

impl Case<'_> {
    /// What was seen, and where that does not tell, what the vendor's person says. Whoever says that it is at fault is believed in any case.
    fn finding(&self, point: Point) -> Finding {
        let outcome = self.outcome(point);
        match self.told(point).filter(|_| self.asks(point)) {
            Some(false) => Finding { point, outcome: Failed, told: true },
            Some(true) if outcome == NotTried && self.works() => {
                Finding { point, outcome: Passed, told: true }
            }
            _ => Finding { point, outcome, told: false },
        }
    }

    /// Whether the vendor's person is asked: what the tool shows decides, and there is something to be seen.
    fn asks(&self, point: Point) -> bool {
        let spoilt = |probe| self.has_redeemed(probe) && !self.has_used(probe);
        match point {
            Point::TokenNonce => spoilt(Probe::TokenNonce),
            Point::TokenKey => spoilt(Probe::TokenKey),
            Point::Representation => {
                let Judged { declares_representation, says_how_shown, acted, .. } = *self.judged;
                declares_representation && says_how_shown && acted && self.works()
            }
            _ => false,
        }
    }

    /// The last answer about a point.
    fn told(&self, which: Point) -> Option<bool> {
        self.seen.iter().rev().find_map(|one| match one {
            Seen::Told { point, sound } if *point == which => Some(*sound),
            _ => None,
        })
    }

    fn outcome(&self, point: Point) -> Outcome {
        match point {
            Point::Discovery => passed_if(self.has(|one| matches!(one, Seen::Discovery))),
            Point::Launch => self.launch(),
            Point::Pkce => self.pkce(),
            Point::Par => self.par(),
            Point::State => self.differs(|one| match one {
                Seen::Authorized { probe, state, .. } => Some((*probe, state)),
                _ => None,
            }),
            Point::Nonce => self.differs(|one| match one {
                Seen::Authorized { probe, nonce, .. } => Some((*probe, nonce)),
                _ => None,
            }),
            Point::Authentication => {
                if self.refused("invalid_client", "") {
                    Failed
                } else {
                    passed_if(self.works())
                }
            }
            Point::Redeemed => self.redeemed(),
            Point::LaunchIssuer => match (self.started(Probe::LaunchIssuer), self.works()) {
                (true, _) if self.authorized(Probe::LaunchIssuer) => Failed,
                (true, true) => Passed,
                _ => NotTried,
            },
            Point::AnswerIssuer => self.answer(Probe::AnswerIssuer),
            Point::AnswerState => self.answer(Probe::AnswerState),
            Point::TokenNonce => self.token(Probe::TokenNonce),
            Point::TokenKey => self.token(Probe::TokenKey),
            Point::Logout => self.logout(),
            Point::FalseLogout => self.false_logout(),
            Point::Representation => self.representation(),
        }
    }

    fn has(&self, fits: impl Fn(&Seen) -> bool) -> bool {
        self.seen.iter().any(fits)
    }

    fn started(&self, which: Probe) -> bool {
        self.has(|one| matches!(one, Seen::Started { probe } if *probe == which))
    }

    fn authorized(&self, which: Probe) -> bool {
        self.has(|one| matches!(one, Seen::Authorized { probe: Some(probe), .. } if *probe == which))
    }

    fn has_redeemed(&self, which: Probe) -> bool {
        self.has(|one| matches!(one, Seen::Redeemed { probe } if *probe == which))
    }

    fn has_used(&self, which: Probe) -> bool {
        self.has(|one| matches!(one, Seen::Used { probe } if *probe == which))
    }

    fn refused(&self, code: &str, about: &str) -> bool {
        self.has(|one| {
            matches!(one, Seen::Refused { error, description, .. } if error == code && description.contains(about))
        })
    }

    /// Whether the tool has got through an ordinary start.
    fn works(&self) -> bool {
        self.has_redeemed(Probe::First) || self.has_redeemed(Probe::Second)
    }

    fn launch(&self) -> Outcome {
        if self.authorized(Probe::First) || self.authorized(Probe::Second) {
            return Passed;
        }
        // The browser was sent there, and a request came without it, or none at all.
        if self.started(Probe::First) { Failed } else { NotTried }
    }

    fn pkce(&self) -> Outcome {
        if self.refused("invalid_request", "code_challenge") {
            return Failed;
        }
        passed_if(self.has(|one| matches!(one, Seen::Authorized { .. })))
    }

    fn par(&self) -> Outcome {
        if self.refused("invalid_request", "must be pushed") {
            return Failed;
        }
        let mut requests = self.seen.iter().filter_map(|one| match one {
            Seen::Authorized { pushed, .. } => Some(*pushed),
            _ => None,
        });
        match requests.next() {
            Some(first) if first && requests.all(|pushed| pushed) => Passed,
            Some(_) if self.judged.must_push => Failed,
            _ => NotTried,
        }
    }

    fn differs<'s>(
        &'s self,
        mark: impl Fn(&'s Seen) -> Option<(Option<Probe>, &'s Option<Mark>)>,
    ) -> Outcome {
        /// Fewer characters than this can be guessed.
        const SHORTEST: usize = 8;
        let marks: Vec<_> = self.seen.iter().filter_map(mark).collect();
        let weak = |mark: &Option<Mark>| mark.as_ref().is_none_or(|mark| mark.length < SHORTEST);
        if marks.iter().any(|(_, mark)| weak(mark)) {
            return Failed;
        }
        let of = |which: Probe| marks.iter().find(|(probe, _)| *probe == Some(which)).map(|(_, mark)| mark);
        match (of(Probe::First), of(Probe::Second)) {
            (Some(first), Some(second)) if first == second => Failed,
            (Some(_), Some(_)) => Passed,
            _ => NotTried,
        }
    }

    fn redeemed(&self) -> Outcome {
        let of = |probe| (self.authorized(probe), self.has_redeemed(probe));
        match (of(Probe::First), of(Probe::Second)) {
            ((_, true), (_, true)) => Passed,
            ((true, false), _) | (_, (true, false)) => Failed,
            _ => NotTried,
        }
    }

    /// An answer that the tool may not take.
    fn answer(&self, probe: Probe) -> Outcome {
        match (self.authorized(probe), self.has_redeemed(probe)) {
            (_, true) => Failed,
            (true, false) if self.works() => Passed,
            _ => NotTried,
        }
    }

    /// An ID token that the tool may not take. That what came with it stays unused tells something of a tool that uses such tokens.
    fn token(&self, probe: Probe) -> Outcome {
        let uses = self.has(|one| matches!(one, Seen::Used { probe } if probe.is_ordinary()));
        match (self.has_redeemed(probe), self.has_used(probe)) {
            (_, true) => Failed,
            (true, false) if uses => Passed,
            _ => NotTried,
        }
    }

    fn logout(&self) -> Outcome {
        let mut answers = self.seen.iter().filter_map(|one| match one {
            Seen::Logout { sound: true, status } => Some(*status),
            _ => None,
        });
        match answers.next_back() {
            Some(Some(200..=299)) => Passed,
            Some(_) => Failed,
            None => NotTried,
        }
    }

    fn false_logout(&self) -> Outcome {
        let mut answers = self.seen.iter().filter_map(|one| match one {
            Seen::Logout { sound: false, status } => *status,
            _ => None,
        });
        match answers.next_back() {
            Some(400..=499) => Passed,
            Some(_) => Failed,
            None => NotTried,
        }
    }

    /// Without the vendor's person nothing more is known than what the entry says.
    fn representation(&self) -> Outcome {
        if self.judged.declares_representation && !self.judged.says_how_shown { Failed } else { NotTried }
    }
}

const fn passed_if(yes: bool) -> Outcome {
    if yes { Passed } else { NotTried }
}
