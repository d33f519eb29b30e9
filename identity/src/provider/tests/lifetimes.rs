//! Whatever happens in whatever order: a token works as long as everything it stands on does, and not an instant longer (rows 17, 28; T4).
//! Sequences are generated; a small model that knows no row and no handle says which tokens must be alive, and every token ever issued is
//! tried after every step at all the places that take one. Two instances take turns, so that nothing one of them remembers keeps a token alive.

mod world;

use database::testing::TestDatabase;
use proptest::prelude::*;

use self::world::World;

/// What can happen, to the tokens or to what they stand on. Numbers choose among what is there.
#[derive(Debug, Clone, Copy)]
enum Deed {
    /// The person starts a tool, for oneself or for the child, asking for `offline_access` or not.
    Start { tool: usize, child: bool, offline: bool },
    /// The person starts a tool, and the code is on its way.
    Authorize { tool: usize, child: bool, offline: bool },
    /// A client redeems a code that was on its way.
    Redeem(usize),
    /// A client uses the refresh token it got last.
    Refresh(usize),
    /// Somebody uses one that was used before.
    RefreshAgain(usize),
    /// Somebody uses the code again.
    RedeemAgain(usize),
    /// A client revokes its access token, or its refresh token.
    Revoke { login: usize, refresh: bool },
    /// The policy refuses the tool from now on, or permits it again.
    Suspend { tool: usize, on: bool },
    /// A permission about the person or the child is withdrawn, and what stands on it is ended; or given again.
    Withdraw { child: bool, on: bool },
    /// The person ends a tool's login.
    End(usize),
    /// The person logs out, and in again.
    LogOut,
    /// A client is disabled, or enabled again.
    Disable { tool: usize, on: bool },
    /// The person does something on the platform.
    Act,
    /// Time passes.
    Wait(i64),
    /// The child becomes sixteen.
    Birthday,
}

fn deed() -> impl Strategy<Value = Deed> {
    let tool = || 0..2_usize;
    prop_oneof![
        5 => (tool(), any::<bool>(), any::<bool>())
            .prop_map(|(tool, child, offline)| Deed::Start { tool, child, offline }),
        3 => (tool(), any::<bool>(), any::<bool>())
            .prop_map(|(tool, child, offline)| Deed::Authorize { tool, child, offline }),
        3 => any::<usize>().prop_map(Deed::Redeem),
        4 => any::<usize>().prop_map(Deed::Refresh),
        1 => any::<usize>().prop_map(Deed::RefreshAgain),
        1 => any::<usize>().prop_map(Deed::RedeemAgain),
        2 => (any::<usize>(), any::<bool>()).prop_map(|(login, refresh)| Deed::Revoke { login, refresh }),
        2 => (tool(), any::<bool>()).prop_map(|(tool, on)| Deed::Suspend { tool, on }),
        2 => (any::<bool>(), any::<bool>()).prop_map(|(child, on)| Deed::Withdraw { child, on }),
        1 => any::<usize>().prop_map(Deed::End),
        1 => Just(Deed::LogOut),
        2 => (tool(), any::<bool>()).prop_map(|(tool, on)| Deed::Disable { tool, on }),
        1 => Just(Deed::Act),
        3 => prop_oneof![Just(1), Just(59), Just(60), Just(61), Just(599), Just(600), Just(1_799), Just(1_800), Just(43_200)].prop_map(Deed::Wait),
        2 => Just(Deed::Birthday),
    ]
}

/// The first minutes of a story that is worth telling: one tool for the child, one for oneself.
const OPENING: [Deed; 2] = [
    Deed::Start { tool: 0, child: true, offline: false },
    Deed::Start { tool: 1, child: false, offline: true },
];

async fn play(db: &TestDatabase, birthday: i64, deeds: &[Deed]) {
    let mut world = World::new(db, birthday).await;
    for deed in OPENING.iter().chain(deeds) {
        world.carry_out(*deed).await;
        world.check().await;
    }
    // In the end every code that is still on its way, and every refresh token: the last of each login works as long as the login stands, and using an old one ends it.
    while world.redeem(0).await {}
    world.check().await;
    for at in 0..world.logins.len() {
        world.refresh(at).await;
        world.refresh_again(at).await;
    }
    world.check().await;
    for at in 0..world.logins.len() {
        world.refresh(at).await;
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
    #![proptest_config(settings(48))]

    #[test]
    fn no_sequence_leaves_a_token_that_works_when_what_it_stands_on_does_not(
        birthday in birthday(),
        deeds in proptest::collection::vec(deed(), 1..12),
    ) {
        runtime().block_on(async { play(&TestDatabase::sqlite().await, birthday, &deeds).await });
    }
}

proptest! {
    #![proptest_config(settings(6))]

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
