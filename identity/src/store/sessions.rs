//! `sessions`.

use database::{
    Database, Field, Lookup, Present, Read, SystemEntropy, Tx,
    convert::{Row, micros, to_json},
};
use jiff::Timestamp;
use kernel::{OrganisationId, PersonId, SessionId};
use sea_orm::{
    ActiveValue::Set, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, entity::prelude::*,
    sea_query::SelectStatement,
};

use super::change;
use crate::{
    secret::Secret,
    session::{Account, Hint, Session, Upstream},
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sessions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub secret_hash: Vec<u8>,
    pub csrf: String,
    pub actor: String,
    pub person_id: Uuid,
    pub subject_id: Uuid,
    pub level: String,
    pub methods: String,
    pub authenticated_at: i64,
    pub upstream_issuer: Option<String>,
    pub upstream_sid: Option<String>,
    pub upstream_token: Option<Vec<u8>>,
    pub created_at: i64,
    pub seen_at: i64,
    pub expires_at: i64,
    pub ended_at: Option<i64>,
    pub end_reason: Option<String>,
    pub device: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A person has a handful of sessions; more than this are not shown.
const MOST: u64 = 200;

const fn token_field(row: Uuid) -> Field {
    Field { table: "sessions", column: "upstream_token", row }
}

fn seal(tx: &Tx, session: &Session, token: Option<&Hint>) -> database::Result<Option<Vec<u8>>> {
    let Some(token) = token else { return Ok(None) };
    tx.keyring().seal(token_field(session.id.uuid()), token.expose().as_bytes(), &SystemEntropy).map(Some)
}

pub(crate) async fn insert(
    tx: &Tx,
    session: &Session,
    secret: &Secret,
    token: Option<&Hint>,
) -> database::Result<()> {
    let row = ActiveModel {
        id: Set(session.id.uuid()),
        secret_hash: Set(secret.hash().to_vec()),
        csrf: Set(session.csrf.clone()),
        actor: Set(to_json(&session.account)?),
        person_id: Set(session.person.uuid()),
        subject_id: Set(session.subject.uuid()),
        level: Set(session.level.to_string()),
        methods: Set(to_json(&session.methods)?),
        authenticated_at: Set(micros(session.authenticated_at)),
        upstream_issuer: Set(session.upstream.issuer.clone()),
        upstream_sid: Set(session.upstream.sid.clone()),
        upstream_token: Set(seal(tx, session, token)?),
        created_at: Set(micros(session.created_at)),
        seen_at: Set(micros(session.seen_at)),
        expires_at: Set(micros(session.expires_at)),
        ended_at: Set(None),
        end_reason: Set(None),
        device: Set(session.device.clone()),
    };
    Entity::insert(row).exec_without_returning(&tx.executor()).await?;
    Ok(())
}

pub(crate) async fn renew(tx: &Tx, session: &Session, secret: &Secret) -> database::Result<()> {
    let row = ActiveModel {
        secret_hash: Set(secret.hash().to_vec()),
        csrf: Set(session.csrf.clone()),
        actor: Set(to_json(&session.account)?),
        subject_id: Set(session.subject.uuid()),
        seen_at: Set(micros(session.seen_at)),
        ..Default::default()
    };
    update(tx, session, row).await
}

/// The session stands on another login from here on.
pub(crate) async fn log_in(tx: &Tx, session: &Session, token: Option<&Hint>) -> database::Result<()> {
    let row = ActiveModel {
        level: Set(session.level.to_string()),
        methods: Set(to_json(&session.methods)?),
        authenticated_at: Set(micros(session.authenticated_at)),
        upstream_issuer: Set(session.upstream.issuer.clone()),
        upstream_sid: Set(session.upstream.sid.clone()),
        upstream_token: Set(seal(tx, session, token)?),
        ..Default::default()
    };
    update(tx, session, row).await
}

async fn update(tx: &Tx, session: &Session, row: ActiveModel) -> database::Result<()> {
    let update = Entity::update_many().set(row).filter(Column::Id.eq(session.id.uuid()));
    update.filter(Column::EndedAt.is_null()).exec(&tx.executor()).await?;
    Ok(())
}

pub(crate) async fn touch(tx: &Tx, id: SessionId) -> database::Result<()> {
    let sql = "UPDATE sessions SET seen_at = $1 WHERE id = $2 AND ended_at IS NULL AND seen_at < $1";
    change(tx, sql, vec![micros(tx.now()).into(), id.uuid().into()]).await?;
    Ok(())
}

pub(crate) async fn note_device(tx: &Tx, id: SessionId, device: &str) -> database::Result<()> {
    let device: String = device.chars().take(60).collect();
    let sql = "UPDATE sessions SET device = $1 WHERE id = $2";
    change(tx, sql, vec![device.into(), id.uuid().into()]).await?;
    Ok(())
}

pub(crate) async fn end(tx: &Tx, id: SessionId, reason: &str) -> database::Result<bool> {
    let sql = "UPDATE sessions SET ended_at = $1, end_reason = $2, upstream_token = NULL WHERE id = $3 AND ended_at IS NULL";
    Ok(change(tx, sql, vec![micros(tx.now()).into(), reason.into(), id.uuid().into()]).await? == 1)
}

fn not_ended() -> Select<Entity> {
    Entity::find().filter(Column::EndedAt.is_null())
}

const PERSONS: [Column; 2] = [Column::PersonId, Column::SubjectId];

fn persons(model: &Model) -> [Uuid; 2] {
    [model.person_id, model.subject_id]
}

static BY_SECRET: Lookup<Entity, 1> =
    Lookup::about(|[hash]| not_ended().filter(Column::SecretHash.eq(hash)), PERSONS, persons);
static BY_ID: Lookup<Entity, 1> =
    Lookup::about(|[id]| not_ended().filter(Column::Id.eq(id)), PERSONS, persons);

pub(crate) async fn find_by_secret(
    db: &Database,
    secret: &Secret,
) -> database::Result<Option<(Session, Present)>> {
    found(BY_SECRET.one_at(db, [secret.hash().to_vec().into()]).await?)
}

/// The session, with the present as the same statement tells it.
pub(crate) async fn find_with_present(
    db: &Database,
    id: SessionId,
) -> database::Result<Option<(Session, Present)>> {
    found(BY_ID.one_at(db, [id.uuid().into()]).await?)
}

fn found(found: Option<(Model, Present)>) -> database::Result<Option<(Session, Present)>> {
    found.map(|(model, present)| Ok((read(model)?, present))).transpose()
}

pub(crate) async fn find(db: &impl Read, id: SessionId) -> database::Result<Option<Session>> {
    BY_ID.one(db, [id.uuid().into()]).await?.map(read).transpose()
}

/// Logins of this person, those that have ended too.
pub(super) fn ids_of_person(person: PersonId) -> SelectStatement {
    Entity::find().filter(Column::PersonId.eq(person.uuid())).select_only().column(Column::Id).into_query()
}

/// Logins that have not ended, by anybody or by their time.
fn under_way(now: Timestamp) -> Select<Entity> {
    not_ended().filter(Column::ExpiresAt.gt(micros(now)))
}

pub(super) fn ids_under_way(now: Timestamp) -> SelectStatement {
    under_way(now).select_only().column(Column::Id).into_query()
}

pub(crate) async fn of_person(db: &impl Read, person: PersonId) -> database::Result<Vec<Session>> {
    let query = under_way(db.now()).filter(Column::PersonId.eq(person.uuid()));
    let rows = query.order_by_desc(Column::CreatedAt).limit(MOST).all(&db.executor()).await?;
    rows.into_iter().map(read).collect()
}

/// Logins of this person older than this one, newest first, each with its end where it was ended.
pub(crate) async fn kept_of_person(
    db: &impl Read,
    person: PersonId,
    before: Option<SessionId>,
    limit: u64,
) -> database::Result<Vec<(Session, Option<Timestamp>)>> {
    let mut query = Entity::find().filter(Column::PersonId.eq(person.uuid()));
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before.uuid()));
    }
    let rows = query.order_by_desc(Column::Id).limit(limit).all(&db.executor()).await?;
    let login = |model: Model| {
        let ended = Row::new("sessions", model.id).instant_opt("ended_at", model.ended_at)?;
        Ok((read(model)?, ended))
    };
    rows.into_iter().map(login).collect()
}

pub(crate) async fn of_upstream(db: &impl Read, issuer: &str, sid: &str) -> database::Result<Vec<Session>> {
    let query = under_way(db.now()).filter(Column::UpstreamSid.eq(sid));
    let query = query.filter(Column::UpstreamIssuer.eq(issuer));
    let rows = query.limit(MOST).all(&db.executor()).await?;
    rows.into_iter().map(read).collect()
}

/// Logins of test persons that this vendor opened up to `before`, those of its own people left out.
pub(crate) async fn of_sandbox(
    db: &impl Read,
    vendor: OrganisationId,
    before: Timestamp,
) -> database::Result<Vec<Session>> {
    let query = under_way(db.now())
        .filter(Column::CreatedAt.lte(micros(before)))
        .filter(Column::Actor.contains(vendor.to_string()));
    let rows = query.all(&db.executor()).await?;
    let mut sessions = rows.into_iter().map(read).collect::<database::Result<Vec<_>>>()?;
    sessions.retain(
        |session| matches!(session.account, Account::Sandbox { organisation, .. } if organisation == vendor),
    );
    Ok(sessions)
}

/// The ID token of the login that a session stands on: opened only where it is needed.
pub(crate) async fn id_token(db: &impl Read, id: SessionId) -> database::Result<Option<Hint>> {
    let Some(model) = BY_ID.one(db, [id.uuid().into()]).await? else { return Ok(None) };
    let Some(sealed) = model.upstream_token else { return Ok(None) };
    let text = String::from_utf8(db.keyring().open_field(token_field(model.id), &sealed)?);
    let text = text.map_err(|_| Row::new("sessions", id).corrupt("upstream_token", "not text"))?;
    Ok(Some(Hint::new(text)))
}

fn read(model: Model) -> database::Result<Session> {
    let id = SessionId::from_uuid(model.id);
    let row = Row::new("sessions", id);
    Ok(Session {
        id,
        person: PersonId::from_uuid(model.person_id),
        subject: PersonId::from_uuid(model.subject_id),
        account: row.json("actor", &model.actor)?,
        level: row.parse("level", &model.level)?,
        methods: row.json("methods", &model.methods)?,
        authenticated_at: row.instant("authenticated_at", model.authenticated_at)?,
        created_at: row.instant("created_at", model.created_at)?,
        seen_at: row.instant("seen_at", model.seen_at)?,
        expires_at: row.instant("expires_at", model.expires_at)?,
        upstream: Upstream { issuer: model.upstream_issuer, sid: model.upstream_sid },
        device: model.device,
        csrf: model.csrf,
    })
}
