//! What asks for attention among `prescriptions`: ranked in the database, so that pages of long lists stay cheap.

use catalogue::Window;
use database::Read;
use kernel::{Clinician, Id, PrescriptionId};
use sea_orm::{
    Condition, ExprTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    entity::prelude::*,
    sea_query::{CaseStatement, Expr, Func, Query, SelectStatement},
};

use super::{look, observation, prescription};
use crate::{Attention, FollowUpFilter, FollowUpSort, LookKind, Result, Sharing, Stage, follow_up::Horizon};

/// The ranks: `Attention::ALL` from 1 on, then what is open, then what is closed.
const OPEN: i32 = 5;
const CLOSED: i32 = 6;

/// Ids in order with what asks for attention, and how many there are in all.
pub(crate) async fn rank(
    db: &impl Read,
    clinician: &Clinician,
    horizon: Horizon,
    filter: &FollowUpFilter,
    sort: FollowUpSort,
    window: Window,
) -> Result<(Vec<(PrescriptionId, Option<Attention>)>, u64)> {
    let rank = attention(clinician, horizon);
    let mut query = prescription::of_clinician(clinician);
    if !filter.stages.is_empty() {
        let stages = filter.stages.iter().map(|stage| stage.as_str());
        query = query.filter(prescription::Column::Stage.is_in(stages));
    }
    if filter.attention_only {
        query = query.filter(Expr::expr(rank.clone()).lt(OPEN));
    }
    let total = query.clone().count(&db.executor()).await.map_err(database::Error::from)?;
    let rows: Vec<(Uuid, i32)> = sorted(query, sort, &rank)
        .select_only()
        .column(prescription::Column::Id)
        .column_as(rank, "attention")
        .offset(window.offset)
        .limit(window.limit)
        .into_tuple()
        .all(&db.executor())
        .await
        .map_err(database::Error::from)?;
    let ranked = rows.into_iter().map(|(id, rank)| (Id::from_uuid(id), of_rank(rank)));
    Ok((ranked.collect(), total))
}

fn of_rank(rank: i32) -> Option<Attention> {
    usize::try_from(rank - 1).ok().and_then(|at| Attention::ALL.get(at).copied())
}

fn sorted(
    query: Select<prescription::Entity>,
    sort: FollowUpSort,
    rank: &Expr,
) -> Select<prescription::Entity> {
    use prescription::Column;
    let by_day = |query: Select<prescription::Entity>, column: Column| {
        let without: Expr = CaseStatement::new().case(column.is_null(), 1).finally(0).into();
        query.order_by(without, Order::Asc).order_by_asc(column)
    };
    let query = match sort {
        FollowUpSort::Attention => query.order_by(rank.clone(), Order::Asc),
        FollowUpSort::Newest => query,
        FollowUpSort::Ends => by_day(query, Column::Ends),
        FollowUpSort::FollowUp => by_day(query, Column::FollowUp),
    };
    query.order_by_desc(Column::Id)
}

/// The first rule that holds names the row's rank.
fn attention(clinician: &Clinician, horizon: Horizon) -> Expr {
    use prescription::Column;
    let open = || Condition::all().add(Column::Slot.is_not_null());
    let unseen = open()
        .add(Column::Stage.eq(Stage::Issued.as_str()))
        .add(Column::StageAt.lt(horizon.unseen_before.as_microsecond()));
    let follow_up = open().add(Column::FollowUp.lte(horizon.follow_up_until.to_string()));
    let ending = open().add(Column::Ends.lte(horizon.ending_until.to_string()));
    let new_data = Condition::all()
        .add(Column::Sharing.ne(Sharing::Nothing.as_str()))
        .add(Expr::exists(data_since_last_look(clinician)));
    let rules = [new_data, unseen, follow_up, ending];
    let mut case = CaseStatement::new();
    for (rank, rule) in (1_i32..).zip(rules) {
        case = case.case(rule, rank);
    }
    case.case(Column::Slot.is_not_null(), OPEN).finally(CLOSED).into()
}

/// Reports on the prescription that came in after this clinician last looked at its data.
fn data_since_last_look(clinician: &Clinician) -> SelectStatement {
    let last_look = Query::select()
        .expr(Func::max(Expr::col((look::Entity, look::Column::At))))
        .from(look::Entity)
        .and_where(
            Expr::col((look::Entity, look::Column::PrescriptionId))
                .equals((prescription::Entity, prescription::Column::Id)),
        )
        .and_where(Expr::col((look::Entity, look::Column::PersonId)).eq(clinician.person.uuid()))
        .and_where(Expr::col((look::Entity, look::Column::What)).eq(LookKind::Data.as_str()))
        .to_owned();
    let last_look = Func::coalesce([Expr::from(last_look), Expr::val(0_i64)]);
    Query::select()
        .expr(Expr::val(1))
        .from(observation::Entity)
        .and_where(
            Expr::col((observation::Entity, observation::Column::PrescriptionId))
                .equals((prescription::Entity, prescription::Column::Id)),
        )
        .and_where(Expr::col((observation::Entity, observation::Column::ReceivedAt)).gt(last_look))
        .to_owned()
}
