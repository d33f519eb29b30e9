//! Whatever happens in whatever order: a token works as long as everything it stands on does, and not an instant longer (rows 17, 28; T4).
//! Sequences are generated; a small model that knows no row and no handle says which tokens must be alive, and every token ever issued is
//! tried after every step at all the places that take one. Three tools differ in how their tokens are bound. Two instances take turns, so that nothing
//! one of them remembers keeps a token alive.

mod rules;
mod stops;
mod tool;
mod world;

use database::testing::TestDatabase;
use proptest::prelude::*;

use self::{
    rules::{FAPI, PLAIN, TOOLS},
    world::World,
};

/// What the person starts a tool for: oneself or the child, asking for `offline_access` or not.
#[derive(Debug, Clone, Copy)]
struct Asked {
    tool: usize,
    child: bool,
    offline: bool,
}

impl Asked {
    const fn scope(self) -> &'static str {
        if self.offline { "openid offline_access" } else { "openid" }
    }
}

/// What can happen, to the tokens or to what they stand on. Numbers choose among what is there; a stranger is who comes with another key.
#[derive(Debug, Clone, Copy)]
enum Deed {
    /// The person starts a tool.
    Start(Asked),
    /// The person starts a tool, and the code is on its way.
    Authorize(Asked),
    /// A tool pushes a request, with a proof of the key that the code will be for or without.
    Push { asked: Asked, bound: bool },
    /// The person's browser comes with a pushed request, and the code is on its way.
    Follow(usize),
    /// A client redeems a code that was on its way.
    Redeem { code: usize, stranger: bool },
    /// A client uses the refresh token it got last.
    Refresh { login: usize, stranger: bool },
    /// Somebody uses one that was used before.
    RefreshAgain(usize),
    /// Somebody uses the code again.
    RedeemAgain(usize),
    /// A client revokes its access token, or its refresh token.
    Revoke { login: usize, refresh: bool },
    /// The policy refuses the tool from now on, or permits it again.
    Suspend { tool: usize, on: bool },
    /// What a tool's clients hold is ended as a whole.
    Stop(usize),
    /// A permission about the person or the child is withdrawn, and what stands on it is ended; or given again.
    Withdraw { child: bool, on: bool },
    /// The person ends a tool's login.
    End(usize),
    /// The person logs out, and in again.
    LogOut,
    /// A client is disabled, or enabled again.
    Disable { tool: usize, on: bool },
    /// The key of a client is refused, or taken again.
    RefuseKey { tool: usize, on: bool },
    /// The person does something on the platform.
    Act,
    /// Time passes.
    Wait(i64),
    /// The child becomes sixteen.
    Birthday,
}

fn asked() -> impl Strategy<Value = Asked> {
    (0..TOOLS, any::<bool>(), any::<bool>()).prop_map(|(tool, child, offline)| Asked { tool, child, offline })
}

/// What tools do.
fn by_tool() -> impl Strategy<Value = Deed> {
    let rarely = || proptest::bool::weighted(0.2);
    prop_oneof![
        5 => asked().prop_map(Deed::Start),
        3 => asked().prop_map(Deed::Authorize),
        4 => (asked(), any::<bool>()).prop_map(|(asked, bound)| Deed::Push { asked, bound }),
        4 => any::<usize>().prop_map(Deed::Follow),
        4 => (any::<usize>(), rarely()).prop_map(|(code, stranger)| Deed::Redeem { code, stranger }),
        4 => (any::<usize>(), rarely()).prop_map(|(login, stranger)| Deed::Refresh { login, stranger }),
        1 => any::<usize>().prop_map(Deed::RefreshAgain),
        1 => any::<usize>().prop_map(Deed::RedeemAgain),
        2 => (any::<usize>(), any::<bool>()).prop_map(|(login, refresh)| Deed::Revoke { login, refresh }),
    ]
}

/// What ends tokens, or lets there be some again.
fn by_others() -> impl Strategy<Value = Deed> {
    let tool = || 0..TOOLS;
    prop_oneof![
        2 => (tool(), any::<bool>()).prop_map(|(tool, on)| Deed::Suspend { tool, on }),
        1 => tool().prop_map(Deed::Stop),
        2 => (any::<bool>(), any::<bool>()).prop_map(|(child, on)| Deed::Withdraw { child, on }),
        1 => any::<usize>().prop_map(Deed::End),
        1 => Just(Deed::LogOut),
        2 => (tool(), any::<bool>()).prop_map(|(tool, on)| Deed::Disable { tool, on }),
        2 => (tool(), any::<bool>()).prop_map(|(tool, on)| Deed::RefuseKey { tool, on }),
        1 => Just(Deed::Act),
        3 => prop_oneof![Just(1), Just(59), Just(60), Just(61), Just(599), Just(600), Just(1_799), Just(1_800), Just(43_200)].prop_map(Deed::Wait),
        2 => Just(Deed::Birthday),
    ]
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![3 => by_tool(), 2 => by_others()]
}

/// The first minutes of a story that is worth telling: one tool for the child, one for oneself.
const OPENING: [Deed; 2] = [
    Deed::Start(Asked { tool: PLAIN, child: true, offline: false }),
    Deed::Start(Asked { tool: FAPI, child: false, offline: true }),
];

async fn play(db: &TestDatabase, birthday: i64, deeds: &[Deed]) {
    let mut world = World::new(db, birthday).await;
    for deed in OPENING.iter().chain(deeds) {
        Box::pin(world.carry_out(*deed)).await;
        world.check().await;
    }
    // In the end every request and code that is still on its way, and every refresh token: the last of each login works as long as the login stands, and
    // using an old one ends it.
    while !world.pushed.is_empty() {
        world.follow(0).await;
    }
    while world.redeem(0, false).await {}
    world.check().await;
    for at in 0..world.logins.len() {
        world.refresh(at, false).await;
        world.refresh_again(at).await;
    }
    world.check().await;
    for at in 0..world.logins.len() {
        world.refresh(at, false).await;
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

fn settings(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() }
}

/// In how many minutes the child becomes sixteen: while the first tokens live, or when they are renewed ones.
fn birthday() -> impl Strategy<Value = i64> {
    prop_oneof![Just(9), Just(25), Just(95)]
}

proptest! {
    #![proptest_config(settings(24))]

    #[test]
    fn no_sequence_leaves_a_token_that_works_when_what_it_stands_on_does_not(
        birthday in birthday(),
        deeds in proptest::collection::vec(deed(), 1..12),
    ) {
        runtime().block_on(async { play(&TestDatabase::sqlite().await, birthday, &deeds).await });
    }
}

proptest! {
    #![proptest_config(settings(4))]

    #[test]
    fn no_sequence_leaves_such_a_token_on_postgres(
        birthday in birthday(),
        deeds in proptest::collection::vec(deed(), 1..12),
    ) {
        runtime().block_on(async {
            let db = TestDatabase::postgres().await;
            let name = db.postgres_name();
            play(&db, birthday, &deeds).await;
            drop(db);
            database::testing::drop_postgres(&name).await;
        });
    }
}
