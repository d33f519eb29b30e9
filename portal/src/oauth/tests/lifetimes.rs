//! Whatever happens in whatever order: a token that acts for another works nowhere once the rules refuse what it stands on (rows 17, 28; R1, F0, F1, F4,
//! F5, F7, F10, F11, F14, T1, T4), asked of the platform as it is put together, with its own policy, registers and side effects. `identity` has the like
//! with a policy of its own, and says there to the instant when a token must live.

mod world;

use database::testing::{TestDatabase, drop_postgres};
use proptest::prelude::*;

use self::world::World;

/// What the token's right to act rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ground {
    /// A parent, for a child who becomes sixteen at midnight.
    Parent,
    /// The closest next of kin, by an assigned power of attorney whose last day it is.
    Assigned,
}

/// What can happen to what a token stands on.
#[derive(Debug, Clone, Copy)]
enum Deed {
    /// The tool uses its refresh token.
    Refresh,
    /// The tool revokes it.
    Revoke,
    /// The operator stops the tool, or lifts that.
    Suspend(bool),
    /// The operator stops the vendor, or lifts that.
    StopVendor(bool),
    /// Who acts takes the permission back, or gives it again.
    Withdraw(bool),
    /// The clinician withholds the prescription from the parents, or no longer.
    Withhold(bool),
    /// The register no longer has the relation, or has it again.
    Part(bool),
    /// The register knows of a care order, of capacity to consent, of an emergency block on who is represented or on who acts; or no longer.
    Fact { fact: usize, on: bool },
    /// Who is represented gives an ordinary or a limited power of attorney, or ends it.
    Attorney { limited: bool, on: bool },
    /// The client is shut, or opened again.
    Disable(bool),
    /// The client's key is refused, or taken again.
    RefuseKey(bool),
    /// Who acts logs out.
    LogOut,
    /// Side effects run.
    Drain,
    /// So many minutes pass.
    Wait(i64),
    /// The right ends by itself.
    Over,
}

/// What goes on in a tool, and what ends a right or lets it be again.
fn about_the_right() -> impl Strategy<Value = Deed> {
    let on = any::<bool>;
    prop_oneof![
        4 => Just(Deed::Refresh),
        3 => Just(Deed::Drain),
        3 => prop_oneof![Just(1), Just(9), Just(10), Just(29), Just(31)].prop_map(Deed::Wait),
        2 => on().prop_map(Deed::Withdraw),
        1 => on().prop_map(Deed::Withhold),
        2 => on().prop_map(Deed::Part),
        3 => (0..4_usize, on()).prop_map(|(fact, on)| Deed::Fact { fact, on }),
        3 => (on(), on()).prop_map(|(limited, on)| Deed::Attorney { limited, on }),
        1 => Just(Deed::Over),
    ]
}

/// What ends a token whatever its right.
fn about_the_tool() -> impl Strategy<Value = Deed> {
    let on = any::<bool>;
    prop_oneof![
        1 => Just(Deed::Revoke),
        2 => on().prop_map(Deed::Suspend),
        2 => on().prop_map(Deed::StopVendor),
        2 => on().prop_map(Deed::Disable),
        2 => on().prop_map(Deed::RefuseKey),
        1 => Just(Deed::LogOut),
    ]
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![3 => about_the_right(), 1 => about_the_tool()]
}

fn ground() -> impl Strategy<Value = Ground> {
    prop_oneof![Just(Ground::Parent), Just(Ground::Assigned)]
}

async fn play(db: TestDatabase, ground: Ground, deeds: &[Deed]) {
    let mut world = World::new(db, ground).await;
    for deed in deeds {
        Box::pin(world.carry_out(*deed)).await;
        world.check().await;
    }
    Box::pin(world.carry_out(Deed::Drain)).await;
    world.check().await;
    Box::pin(world.carry_out(Deed::Refresh)).await;
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

fn settings(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(settings(14))]

    #[test]
    fn no_sequence_leaves_a_token_that_works_when_the_platforms_own_rules_refuse_it(
        ground in ground(),
        deeds in proptest::collection::vec(deed(), 1..10),
    ) {
        runtime().block_on(async { play(TestDatabase::sqlite().await, ground, &deeds).await });
    }
}

proptest! {
    #![proptest_config(settings(4))]

    #[test]
    fn no_sequence_leaves_such_a_token_on_postgres(ground in ground(), deeds in proptest::collection::vec(deed(), 1..10)) {
        runtime().block_on(async {
            let db = TestDatabase::postgres().await;
            let name = db.postgres_name();
            play(db, ground, &deeds).await;
            drop_postgres(&name).await;
        });
    }
}
