//! `assessment_answers`.

use std::collections::HashMap;

use database::{
    Read, Tx,
    convert::{Row, micros},
};
use jiff::Timestamp;
use kernel::{AssessmentId, PersonId};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, QuerySelect, entity::prelude::*};

use super::{ParsePhrase as _, next, ok};
use crate::{Answer, AnswerStatus, Error, GivenAnswer, Grade, Requirement, Result};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assessment_answers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub assessment_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub requirement: String,
    pub status: String,
    pub evidence: Option<String>,
    pub reason: Option<String>,
    pub plan: Option<String>,
    pub owner: Option<String>,
    pub deadline: Option<String>,
    pub grade: Option<String>,
    pub answered_by: Uuid,
    pub answered_at: i64,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl TryFrom<Model> for GivenAnswer {
    type Error = Error;

    fn try_from(model: Model) -> Result<Self> {
        let id = AssessmentId::from_uuid(model.assessment_id);
        let row = Row::new("assessment_answers", format!("{id} {}", model.requirement));
        let requirement = Requirement::from_name(&model.requirement);
        let status = AnswerStatus::from_name(&model.status);
        let grade = model.grade.map(|name| Grade::from_name(&name).ok_or_else(|| row.corrupt("grade", name)));
        let deadline = row.date_opt("deadline", model.deadline.as_deref())?;
        Ok(Self {
            assessment: id,
            requirement: requirement.ok_or_else(|| row.corrupt("requirement", "unknown"))?,
            answer: Answer {
                status: status.ok_or_else(|| row.corrupt("status", &model.status))?,
                reason: model.reason,
                plan: model.plan,
                owner: model.owner,
                deadline,
            },
            evidence: model.evidence.map(|text| row.parse_phrase("evidence", &text)).transpose()?,
            grade: grade.transpose()?,
            answered_by: PersonId::from_uuid(model.answered_by),
            answered_at: row.instant("answered_at", model.answered_at)?,
            version: model.version,
        })
    }
}

/// Writes the first answer to a requirement, or the one after `expected`; `Stale` where another one stands.
pub(crate) async fn write(tx: &Tx, given: &GivenAnswer, expected: i32) -> Result<()> {
    let row = ActiveModel {
        assessment_id: Set(given.assessment.uuid()),
        requirement: Set(given.requirement.name().to_owned()),
        status: Set(given.answer.status.name().to_owned()),
        evidence: Set(given.evidence.as_ref().map(ToString::to_string)),
        reason: Set(given.answer.reason.clone()),
        plan: Set(given.answer.plan.clone()),
        owner: Set(given.answer.owner.clone()),
        deadline: Set(given.answer.deadline.map(|day| day.to_string())),
        grade: Set(given.grade.map(|grade| grade.name().to_owned())),
        answered_by: Set(given.answered_by.uuid()),
        answered_at: Set(micros(given.answered_at)),
        version: Set(1),
    };
    if expected == 0 {
        ok(Entity::insert(row).exec_without_returning(&tx.executor()).await)?;
        return Ok(());
    }
    let row = ActiveModel {
        assessment_id: sea_orm::NotSet,
        requirement: sea_orm::NotSet,
        version: sea_orm::NotSet,
        ..row
    };
    let done = Entity::update_many()
        .set(row)
        .col_expr(Column::Version, next(Column::Version))
        .filter(Column::AssessmentId.eq(given.assessment.uuid()))
        .filter(Column::Requirement.eq(given.requirement.name()))
        .filter(Column::Version.eq(expected))
        .exec(&tx.executor())
        .await;
    if ok(done)?.rows_affected == 1 { Ok(()) } else { Err(Error::Stale) }
}

fn of(assessments: &[AssessmentId]) -> Select<Entity> {
    Entity::find().filter(Column::AssessmentId.is_in(assessments.iter().map(|id| id.uuid())))
}

/// As answers, in the order of the requirements.
fn in_order(rows: Vec<Model>) -> Result<Vec<GivenAnswer>> {
    let mut answers: Vec<GivenAnswer> = rows.into_iter().map(GivenAnswer::try_from).collect::<Result<_>>()?;
    answers.sort_by_key(|given| (given.assessment, given.requirement));
    Ok(answers)
}

/// The answers of these assessments that grades were given with: of some dozens, a few.
pub(crate) async fn graded(db: &impl Read, assessments: &[AssessmentId]) -> Result<Vec<GivenAnswer>> {
    in_order(database::all(db, of(assessments).filter(Column::Grade.is_not_null())).await?)
}

/// When the last answer of each of these assessments was given.
pub(crate) async fn last(
    db: &impl Read,
    assessments: &[AssessmentId],
) -> Result<HashMap<AssessmentId, Timestamp>> {
    let query = of(assessments)
        .select_only()
        .column(Column::AssessmentId)
        .column_as(Column::AnsweredAt.max(), "last");
    let query = query.group_by(Column::AssessmentId).into_tuple::<(Uuid, i64)>();
    let last = |(id, at)| {
        let id = AssessmentId::from_uuid(id);
        Ok((id, Row::new("assessment_answers", id).instant("answered_at", at)?))
    };
    ok(query.all(&db.executor()).await)?.into_iter().map(last).collect()
}

/// The answers of these assessments.
pub(crate) async fn of_assessments(db: &impl Read, assessments: &[AssessmentId]) -> Result<Vec<GivenAnswer>> {
    in_order(ok(of(assessments).all(&db.executor()).await)?)
}
