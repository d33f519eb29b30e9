//! `decisions`: written once, never changed.

use catalogue::SuspensionReason;
use database::{
    Read, Tx,
    convert::{Row, micros, to_json},
};
use kernel::{RevisionId, ToolId};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, QueryOrder, QuerySelect, entity::prelude::*};

use super::ok;
use crate::{Decision, DecisionId, DecisionKind, Error, Result};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "decisions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tool_id: Uuid,
    pub revision_id: Option<Uuid>,
    pub kind: String,
    pub suspension_reason: Option<String>,
    pub grounds: String,
    pub evaluation: Option<String>,
    pub actor: String,
    pub decided_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl TryFrom<Model> for Decision {
    type Error = Error;

    fn try_from(model: Model) -> Result<Self> {
        let id = DecisionId::from_uuid(model.id);
        let row = Row::new("decisions", id);
        let reason = model.suspension_reason.map(|name| {
            SuspensionReason::from_name(&name).ok_or_else(|| row.corrupt("suspension_reason", name))
        });
        Ok(Self {
            id,
            tool: ToolId::from_uuid(model.tool_id),
            revision: model.revision_id.map(RevisionId::from_uuid),
            kind: DecisionKind::from_name(&model.kind).ok_or_else(|| row.corrupt("kind", &model.kind))?,
            reason: reason.transpose()?,
            grounds: row.json("grounds", &model.grounds)?,
            evaluation: model.evaluation.map(|text| row.json("evaluation", &text)).transpose()?,
            by: row.json("actor", &model.actor)?,
            at: row.instant("decided_at", model.decided_at)?,
        })
    }
}

pub(crate) async fn insert(tx: &Tx, decision: &Decision) -> Result<()> {
    let row = ActiveModel {
        id: Set(decision.id.uuid()),
        tool_id: Set(decision.tool.uuid()),
        revision_id: Set(decision.revision.map(kernel::Id::uuid)),
        kind: Set(decision.kind.name().to_owned()),
        suspension_reason: Set(decision.reason.map(|reason| reason.name().to_owned())),
        grounds: Set(to_json(&decision.grounds)?),
        evaluation: Set(decision.evaluation.as_ref().map(to_json).transpose()?),
        actor: Set(to_json(&decision.by)?),
        decided_at: Set(micros(decision.at)),
    };
    ok(Entity::insert(row).exec_without_returning(&tx.executor()).await)?;
    Ok(())
}

/// A tool's decisions, the latest first.
pub(crate) async fn of_tool(db: &impl Read, tool: ToolId, limit: u64) -> Result<Vec<Decision>> {
    let query = Entity::find().filter(Column::ToolId.eq(tool.uuid())).order_by_desc(Column::Id).limit(limit);
    ok(query.all(&db.executor()).await)?.into_iter().map(Decision::try_from).collect()
}
