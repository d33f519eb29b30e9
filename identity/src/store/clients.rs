//! `clients`.

use database::{
    Lookup, Read, Tx,
    convert::{Row, micros, to_json},
};
use jiff::Timestamp;
use kernel::{ClientId, OrganisationId, ToolId};
use sea_orm::{
    ActiveValue::Set, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    entity::prelude::*, sea_query::SelectStatement,
};

use super::change;
use crate::{Client, Party};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "clients")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub party_kind: String,
    pub party_id: Uuid,
    pub metadata: String,
    pub created_at: i64,
    pub disabled_at: Option<i64>,
    pub refused_keys: Option<String>,
    pub ended_before: Option<i64>,
    pub disabled_reason: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

const fn columns_of(party: Party) -> (&'static str, Uuid) {
    match party {
        Party::Tool(id) => ("tool", id.uuid()),
        Party::RecordSystem(id) => ("record_system", id.uuid()),
        Party::Sandbox(id) => ("sandbox", id.uuid()),
    }
}

pub(crate) async fn insert(tx: &Tx, client: &Client) -> database::Result<()> {
    let (kind, id) = columns_of(client.party);
    let row = ActiveModel {
        id: Set(client.id.uuid()),
        party_kind: Set(kind.to_owned()),
        party_id: Set(id),
        metadata: Set(to_json(&client.metadata)?),
        created_at: Set(micros(client.created_at)),
        disabled_at: Set(client.disabled_at.map(micros)),
        refused_keys: Set(None),
        ended_before: Set(client.ended_before.map(micros)),
        disabled_reason: Set(client.disabled_reason.clone()),
    };
    Entity::insert(row).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

pub(crate) async fn replace_metadata(tx: &Tx, client: &Client) -> database::Result<()> {
    let sql = "UPDATE clients SET metadata = $1 WHERE id = $2";
    change(tx, sql, vec![to_json(&client.metadata)?.into(), client.id.uuid().into()]).await?;
    Ok(())
}

pub(crate) async fn disable(tx: &Tx, id: ClientId, reason: Option<&str>) -> database::Result<bool> {
    let sql =
        "UPDATE clients SET disabled_at = $1, disabled_reason = $2 WHERE id = $3 AND disabled_at IS NULL";
    let values = vec![micros(tx.now()).into(), reason.map(str::to_owned).into(), id.uuid().into()];
    Ok(change(tx, sql, values).await? == 1)
}

/// What the client was given up to `before` is dead.
pub(crate) async fn end_before(tx: &Tx, id: ClientId, before: Timestamp) -> database::Result<()> {
    let sql =
        "UPDATE clients SET ended_before = $1 WHERE id = $2 AND (ended_before IS NULL OR ended_before < $1)";
    change(tx, sql, vec![micros(before).into(), id.uuid().into()]).await?;
    Ok(())
}

pub(crate) async fn enable(tx: &Tx, id: ClientId) -> database::Result<bool> {
    let sql = "UPDATE clients SET disabled_at = NULL, disabled_reason = NULL WHERE id = $1 AND disabled_at IS NOT NULL";
    Ok(change(tx, sql, vec![id.uuid().into()]).await? == 1)
}

static BY_ID: Lookup<Entity, 1> = Lookup::new(|[id]| Entity::find().filter(Column::Id.eq(id)));

pub(crate) async fn find(db: &impl Read, id: ClientId) -> database::Result<Option<Client>> {
    BY_ID.one(db, [id.uuid().into()]).await?.map(Client::try_from).transpose()
}

pub(crate) async fn by_ids(db: &impl Read, ids: &[ClientId]) -> database::Result<Vec<Client>> {
    let query = Entity::find().filter(Column::Id.is_in(ids.iter().map(|id| id.uuid())));
    query.all(&db.executor()).await?.into_iter().map(Client::try_from).collect()
}

/// Ids of tools' clients: all, or this one's.
pub(super) fn ids_of_tools(which: Option<ToolId>) -> SelectStatement {
    let (kind, _) = columns_of(Party::Tool(ToolId::from_uuid(Uuid::nil())));
    let mut query = Entity::find().filter(Column::PartyKind.eq(kind));
    if let Some(tool) = which {
        query = query.filter(Column::PartyId.eq(tool.uuid()));
    }
    query.select_only().column(Column::Id).into_query()
}

/// The client, held until the transaction ends, so that two changes do not undo each other. By a statement like those that change it: whoever changes
/// clients has the generation's row before a client's (ADR 0009), or two would wait for one another.
pub(crate) async fn find_for_change(tx: &Tx, id: ClientId) -> database::Result<Option<Client>> {
    change(tx, "UPDATE clients SET metadata = metadata WHERE id = $1", vec![id.uuid().into()]).await?;
    find(tx, id).await
}

pub(crate) async fn set_refused_keys(tx: &Tx, client: &Client) -> database::Result<()> {
    let keys = if client.refused_keys.is_empty() { None } else { Some(to_json(&client.refused_keys)?) };
    let sql = "UPDATE clients SET refused_keys = $1 WHERE id = $2";
    change(tx, sql, vec![keys.into(), client.id.uuid().into()]).await?;
    Ok(())
}

/// Clients of record systems, oldest first, and how many there are in all.
pub(crate) async fn record_systems(
    db: &impl Read,
    offset: u64,
    limit: u64,
) -> database::Result<(Vec<Client>, u64)> {
    let query = Entity::find().filter(Column::PartyKind.eq("record_system"));
    let total = query.clone().count(&db.executor()).await?;
    let models = query.order_by_asc(Column::Id).offset(offset).limit(limit).all(&db.executor()).await?;
    Ok((models.into_iter().map(Client::try_from).collect::<database::Result<_>>()?, total))
}

pub(crate) async fn list(db: &impl Read, party: Option<Party>) -> database::Result<Vec<Client>> {
    let mut query = Entity::find().order_by_asc(Column::Id);
    if let Some((kind, id)) = party.map(columns_of) {
        query = query.filter(Column::PartyKind.eq(kind)).filter(Column::PartyId.eq(id));
    }
    query.all(&db.executor()).await?.into_iter().map(Client::try_from).collect()
}

/// Those of these tools that have clients, all of them shut. Only where keys are refused it takes the whole client to know.
pub(crate) async fn shut_tools(db: &impl Read, tools: &[ToolId]) -> database::Result<Vec<ToolId>> {
    if tools.is_empty() {
        return Ok(Vec::new());
    }
    let (kind, _) = columns_of(Party::Tool(ToolId::from_uuid(Uuid::nil())));
    let clients = Entity::find()
        .filter(Column::PartyKind.eq(kind))
        .filter(Column::PartyId.is_in(tools.iter().map(|tool| tool.uuid())));
    let query = clients.clone().select_only().columns([Column::Id, Column::PartyId, Column::DisabledAt]);
    let rows: Vec<(Uuid, Uuid, Option<i64>)> = query.into_tuple().all(&db.executor()).await?;
    let query = clients.filter(Column::DisabledAt.is_null()).filter(Column::RefusedKeys.is_not_null());
    let mut keyless = Vec::new();
    for model in query.all(&db.executor()).await? {
        let client = Client::try_from(model)?;
        keyless.extend(client.is_shut().then(|| client.id.uuid()));
    }
    let is_shut = |tool: &ToolId| {
        let mut own = rows.iter().filter(|(_, party, _)| *party == tool.uuid()).peekable();
        own.peek().is_some() && own.all(|(id, _, disabled_at)| disabled_at.is_some() || keyless.contains(id))
    };
    Ok(tools.iter().copied().filter(is_shut).collect())
}

impl TryFrom<Model> for Client {
    type Error = database::Error;

    fn try_from(model: Model) -> database::Result<Self> {
        let id = ClientId::from_uuid(model.id);
        let row = Row::new("clients", id);
        let party = match model.party_kind.as_str() {
            "tool" => Party::Tool(ToolId::from_uuid(model.party_id)),
            "record_system" => Party::RecordSystem(OrganisationId::from_uuid(model.party_id)),
            "sandbox" => Party::Sandbox(ToolId::from_uuid(model.party_id)),
            _ => return Err(row.corrupt("party_kind", "not known")),
        };
        Ok(Self {
            id,
            party,
            metadata: row.json("metadata", &model.metadata)?,
            created_at: row.instant("created_at", model.created_at)?,
            disabled_at: row.instant_opt("disabled_at", model.disabled_at)?,
            ended_before: row.instant_opt("ended_before", model.ended_before)?,
            disabled_reason: model.disabled_reason,
            refused_keys: model
                .refused_keys
                .as_deref()
                .map_or(Ok(Vec::new()), |keys| row.json("refused_keys", keys))?,
        })
    }
}
