//! `grants`.

use database::{
    Database, Insertion, Line, Lookup, Present, Read, Tx,
    convert::{Row, micros, to_json},
    seen,
};
use jiff::Timestamp;
use kernel::{ClientId, GrantId, Hidden, LaunchId, PersonId, PrescriptionId, SessionId};
use sea_orm::{
    ActiveValue::Set,
    Condition, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Statement,
    entity::prelude::*,
    sea_query::{Expr, ExprTrait, SimpleExpr},
};

use super::{change, clients, sessions};
use crate::{Scopes, grant::Grant};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "grants")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub client_id: Uuid,
    pub session_id: Uuid,
    pub person_id: Uuid,
    pub subject_id: Uuid,
    pub launch_id: Option<Uuid>,
    pub prescription_id: Option<Uuid>,
    pub scopes: String,
    pub request: String,
    pub context: String,
    pub level: String,
    pub authenticated_at: i64,
    pub created_at: i64,
    pub expires_at: i64,
    pub redeemed_at: Option<i64>,
    pub dpop_thumbprint: Option<String>,
    pub refresh_sequence: i32,
    pub used_at: Option<i64>,
    pub access_void_at: Option<i64>,
    pub revoked_at: Option<i64>,
    pub revoke_reason: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Most live grants of a person that are shown.
const MOST: u64 = 200;

static INSERTION: Insertion<Entity> = Insertion::unless_there();

/// The grant of a code that is redeemed, or burnt for this reason. Changes no row where the code was redeemed or burnt before: of many at the same
/// time, at all instances, exactly one changes one (row 7).
fn insertion(
    backend: DbBackend,
    grant: &Grant,
    now: Timestamp,
    burnt: Option<&str>,
) -> database::Result<Statement> {
    let row = ActiveModel {
        id: Set(grant.id.uuid()),
        client_id: Set(grant.client.uuid()),
        session_id: Set(grant.session.uuid()),
        person_id: Set(grant.person.uuid()),
        subject_id: Set(grant.subject.uuid()),
        launch_id: Set(grant.launch.map(LaunchId::uuid)),
        prescription_id: Set(grant.prescription.map(PrescriptionId::uuid)),
        scopes: Set(grant.scopes.to_string()),
        request: Set(to_json(&grant.bound)?),
        context: Set(to_json(&grant.context)?),
        level: Set(grant.level.to_string()),
        authenticated_at: Set(micros(grant.authenticated_at)),
        created_at: Set(micros(grant.created_at)),
        expires_at: Set(micros(grant.expires_at)),
        redeemed_at: Set(burnt.is_none().then(|| micros(now))),
        dpop_thumbprint: Set(grant.dpop_thumbprint.clone()),
        refresh_sequence: Set(0),
        used_at: Set(None),
        access_void_at: Set(None),
        revoked_at: Set(burnt.map(|_| micros(now))),
        revoke_reason: Set(burnt.map(str::to_owned)),
    };
    Ok(INSERTION.row(backend, row))
}

/// Redeems a code; changes no row where it was redeemed or burnt before.
pub(crate) fn redemption(db: &Database, grant: &Grant) -> database::Result<Statement> {
    insertion(db.backend(), grant, db.now(), None)
}

/// A code dies for this reason; `false` where it was redeemed or burnt before.
pub(crate) async fn burn(tx: &Tx, grant: &Grant, reason: &str) -> database::Result<bool> {
    let executor = tx.executor();
    let statement = insertion(executor.get_database_backend(), grant, tx.now(), Some(reason))?;
    Ok(executor.execute_raw(statement).await?.rows_affected() == 1)
}

/// Reasons for which one grant alone ends; all others end what a client holds in a session.
const ALONE: [&str; 4] = ["code_reused", "code_misused", "refresh_misused", "revoked_by_client"];

/// Reason for which what a client holds about one subject ends.
pub(crate) const RULES_REFUSE: &str = "rules_refuse";

/// Finds nothing unless the client's login in this session was ended after the code for this grant was written, and it was not only about another subject.
pub(crate) fn ended_meanwhile(backend: DbBackend, grant: &Grant) -> Statement {
    let sql = "SELECT id FROM grants WHERE session_id = $1 AND client_id = $2 AND revoked_at > $3 \
               AND revoke_reason NOT IN ($4, $5, $6, $7) AND (revoke_reason <> $8 OR subject_id = $9) LIMIT 1";
    let login = [grant.session.uuid().into(), grant.client.uuid().into(), micros(grant.created_at).into()];
    let about = [RULES_REFUSE.into(), grant.subject.uuid().into()];
    Statement::from_sql_and_values(backend, sql, login.into_iter().chain(ALONE.map(Into::into)).chain(about))
}

/// Finds nothing unless the session was ended, waiting for whoever is just ending it: what is given in it afterwards would be told to nobody.
pub(crate) fn session_ended(backend: DbBackend, session: SessionId) -> Statement {
    let sql = match backend {
        DbBackend::Postgres => {
            "SELECT id FROM (SELECT id, ended_at FROM sessions WHERE id = $1 FOR SHARE) AS one WHERE ended_at IS NOT NULL"
        }
        _ => "SELECT id FROM sessions WHERE id = $1 AND ended_at IS NOT NULL",
    };
    Statement::from_sql_and_values(backend, sql, [session.uuid().into()])
}

/// The refresh token with this sequence is used, and used up where tokens rotate; the grant is bound to the key that it has now. `false` where it was
/// not the valid one.
pub(crate) async fn refresh(tx: &Tx, grant: &Grant, rotates: bool) -> database::Result<bool> {
    let sql = "UPDATE grants SET refresh_sequence = refresh_sequence + $4, used_at = $1, dpop_thumbprint = $5 \
               WHERE id = $2 AND refresh_sequence = $3 AND revoked_at IS NULL";
    let sequence = i32::try_from(grant.refresh_sequence).unwrap_or(i32::MAX);
    let values = vec![
        micros(tx.now()).into(),
        grant.id.uuid().into(),
        sequence.into(),
        i32::from(rotates).into(),
        grant.dpop_thumbprint.clone().into(),
    ];
    Ok(change(tx, sql, values).await? == 1)
}

/// Access tokens issued up to now are dead, and one issued then by an instance whose clock is ahead.
pub(crate) async fn void_access(tx: &Tx, id: GrantId, issued: Timestamp) -> database::Result<()> {
    let sql = "UPDATE grants SET access_void_at = $1 WHERE id = $2";
    change(tx, sql, vec![micros(tx.now().max(issued)).into(), id.uuid().into()]).await?;
    Ok(())
}

/// `false` where there is nothing alive to revoke.
pub(crate) async fn revoke(tx: &Tx, id: GrantId, reason: &str) -> database::Result<bool> {
    Ok(revoke_where(tx, "id = $3", vec![id.uuid().into()], reason).await? == 1)
}

pub(crate) async fn revoke_of_session(tx: &Tx, id: SessionId, reason: &str) -> database::Result<()> {
    revoke_where(tx, "session_id = $3", vec![id.uuid().into()], reason).await?;
    Ok(())
}

/// What has ended alone keeps its time, and is not found again by what it is told of now.
pub(crate) async fn revoke_all(tx: &Tx, ids: &[GrantId], reason: &str) -> database::Result<()> {
    Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::col(Column::RevokedAt).if_null(micros(tx.now())))
        .col_expr(Column::RevokeReason, Expr::value(reason))
        .filter(Column::Id.is_in(ids.iter().map(|id| id.uuid())))
        .filter(untold())
        .exec(&tx.executor())
        .await?;
    Ok(())
}

pub(crate) async fn revoke_of_client_in_session(
    tx: &Tx,
    client: ClientId,
    session: SessionId,
    reason: &str,
) -> database::Result<()> {
    let values = vec![client.uuid().into(), session.uuid().into()];
    revoke_where(tx, "client_id = $3 AND session_id = $4", values, reason).await?;
    Ok(())
}

async fn revoke_where(
    tx: &Tx,
    which: &str,
    values: Vec<sea_orm::Value>,
    reason: &str,
) -> database::Result<u64> {
    let sql =
        format!("UPDATE grants SET revoked_at = $1, revoke_reason = $2 WHERE {which} AND revoked_at IS NULL");
    let mut all = vec![micros(tx.now()).into(), reason.into()];
    all.extend(values);
    change(tx, &sql, all).await
}

static BY_ID: Lookup<Entity, 1> = Lookup::about(
    |[id]| Entity::find().filter(Column::Id.eq(id)),
    [Column::PersonId, Column::SubjectId],
    |model| [model.person_id, model.subject_id],
);

/// The grant, with the present as the same statement tells it.
pub(crate) async fn find_with_present(
    db: &Database,
    id: GrantId,
) -> database::Result<Option<(Grant, Present)>> {
    let found = BY_ID.one_at(db, [id.uuid().into()]).await?;
    found.map(|(model, present)| Ok((model.try_into()?, present))).transpose()
}

pub(crate) async fn find(db: &impl Read, id: GrantId) -> database::Result<Option<Grant>> {
    BY_ID.one(db, [id.uuid().into()]).await?.map(Grant::try_from).transpose()
}

fn live(db: &impl Read) -> Select<Entity> {
    Entity::find()
        .filter(Column::RevokedAt.is_null())
        .filter(Column::RedeemedAt.is_not_null())
        .filter(Column::ExpiresAt.gt(micros(db.now())))
}

/// What this person has: what their logins hold.
fn of_person(person: PersonId) -> SimpleExpr {
    Column::SessionId.in_subquery(sessions::ids_of_person(person)).and(Column::PersonId.eq(person.uuid()))
}

pub(crate) async fn live_of_person(db: &impl Read, person: PersonId) -> database::Result<Vec<Grant>> {
    let query = live(db).filter(of_person(person)).order_by_desc(Column::CreatedAt).limit(MOST);
    query.all(&db.executor()).await?.into_iter().map(Grant::try_from).collect()
}

/// What is at tools and not hidden.
fn at_tools(hidden: &Hidden) -> Condition {
    let line =
        Line { prescription: Some(Column::PrescriptionId), at: Column::CreatedAt, by: Column::PersonId };
    let of = |which| Column::ClientId.in_subquery(clients::ids_of_tools(which));
    Condition::all().add(of(None)).add(seen(hidden, line, |tool| of(Some(tool))))
}

/// Redeemed grants of tools about this person that others had, begun before this instant, newest first.
pub(crate) async fn by_others(
    db: &impl Read,
    subject: PersonId,
    hidden: &Hidden,
    before: Option<Timestamp>,
    limit: u64,
) -> database::Result<Vec<Grant>> {
    let others = Expr::col(Column::SubjectId).ne(Expr::col(Column::PersonId));
    let mut query = Entity::find()
        .filter(Column::SubjectId.eq(subject.uuid()))
        .filter(others)
        .filter(Column::RedeemedAt.is_not_null())
        .filter(at_tools(hidden));
    if let Some(before) = before {
        query = query.filter(Column::CreatedAt.lt(micros(before)));
    }
    let query = query.order_by_desc(Column::CreatedAt).limit(limit);
    query.all(&db.executor()).await?.into_iter().map(Grant::try_from).collect()
}

/// Redeemed grants of tools' clients, ended ones too, older than this one, newest first.
async fn redeemed_of_tools(
    db: &impl Read,
    whose: SimpleExpr,
    hidden: &Hidden,
    before: Option<GrantId>,
    limit: u64,
) -> database::Result<Vec<Grant>> {
    let mut query =
        Entity::find().filter(whose).filter(Column::RedeemedAt.is_not_null()).filter(at_tools(hidden));
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before.uuid()));
    }
    let query = query.order_by_desc(Column::Id).limit(limit);
    query.all(&db.executor()).await?.into_iter().map(Grant::try_from).collect()
}

/// What this person has had in tools.
pub(crate) async fn in_tools_of(
    db: &impl Read,
    person: PersonId,
    before: Option<GrantId>,
    limit: u64,
) -> database::Result<Vec<Grant>> {
    redeemed_of_tools(db, of_person(person), &Hidden::default(), before, limit).await
}

/// What there has been about this person in tools, by oneself and by others, without a launch.
pub(crate) async fn begun_by_tools(
    db: &impl Read,
    subject: PersonId,
    hidden: &Hidden,
    before: Option<GrantId>,
    limit: u64,
) -> database::Result<Vec<Grant>> {
    // As in `live_about`, a query each.
    let others = Expr::col(Column::SubjectId).ne(Expr::col(Column::PersonId));
    let mut all = Vec::new();
    for whose in [of_person(subject), others] {
        let whose = whose.and(Column::SubjectId.eq(subject.uuid())).and(Column::LaunchId.is_null());
        all.extend(redeemed_of_tools(db, whose, hidden, before, limit).await?);
    }
    all.sort_by_key(|grant| std::cmp::Reverse(grant.id));
    all.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(all)
}

/// Of what the client was not told yet that it is over: also what has ended alone, or has run out, since the tool's own session may outlive it.
fn untold() -> SimpleExpr {
    Column::RevokedAt.is_null().or(Column::RevokeReason.is_in(ALONE))
}

/// The clients that logged somebody in by this session and were not told of its end yet.
pub(crate) async fn untold_clients(db: &impl Read, session: SessionId) -> database::Result<Vec<ClientId>> {
    let query = Entity::find()
        .filter(Column::SessionId.eq(session.uuid()))
        .filter(Column::RedeemedAt.is_not_null())
        .filter(untold())
        .select_only()
        .column(Column::ClientId)
        .distinct();
    let ids: Vec<Uuid> = query.into_tuple().all(&db.executor()).await?;
    Ok(ids.into_iter().map(ClientId::from_uuid).collect())
}

/// Logins at tools as far as the tools know, in sessions that have not ended: the tool was not told yet that it is over.
fn logged_in(db: &impl Read) -> Select<Entity> {
    Entity::find()
        .filter(Column::RedeemedAt.is_not_null())
        .filter(untold())
        .filter(Column::SessionId.in_subquery(sessions::ids_under_way(db.now())))
}

/// A login at a client, as far as its end concerns somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) grant: GrantId,
    pub(crate) person: PersonId,
    pub(crate) subject: PersonId,
    pub(crate) session: SessionId,
}

/// Logins at this client that were given before then, a person's and a session's beside each other.
pub(crate) async fn logged_in_before(
    db: &impl Read,
    client: ClientId,
    before: Timestamp,
    limit: u64,
) -> database::Result<Vec<Held>> {
    let query = logged_in(db)
        .filter(Column::ClientId.eq(client.uuid()))
        .filter(Column::CreatedAt.lt(micros(before)))
        .select_only()
        .columns([Column::Id, Column::PersonId, Column::SubjectId, Column::SessionId])
        .order_by_asc(Column::PersonId)
        .order_by_asc(Column::SessionId)
        .order_by_asc(Column::Id)
        .limit(limit);
    let rows: Vec<(Uuid, Uuid, Uuid, Uuid)> = query.into_tuple().all(&db.executor()).await?;
    let held = |(id, person, subject, session)| Held {
        grant: GrantId::from_uuid(id),
        person: PersonId::from_uuid(person),
        subject: PersonId::from_uuid(subject),
        session: SessionId::from_uuid(session),
    };
    Ok(rows.into_iter().map(held).collect())
}

/// Whether this client logged the person in anew by this session after then, about this subject or anybody, and that login lives.
pub(crate) async fn is_begun_since(
    db: &impl Read,
    client: ClientId,
    session: SessionId,
    subject: Option<PersonId>,
    then: Timestamp,
) -> database::Result<bool> {
    let mut query = live(db)
        .filter(Column::SessionId.eq(session.uuid()))
        .filter(Column::ClientId.eq(client.uuid()))
        .filter(Column::CreatedAt.gt(micros(then)));
    if let Some(subject) = subject {
        query = query.filter(Column::SubjectId.eq(subject.uuid()));
    }
    Ok(query.one(&db.executor()).await?.is_some())
}

/// Sessions in which this client holds something live.
pub(crate) async fn live_sessions(db: &impl Read, client: ClientId) -> database::Result<Vec<SessionId>> {
    let query = live(db).filter(Column::ClientId.eq(client.uuid()));
    let query = query.select_only().column(Column::SessionId).distinct();
    let ids: Vec<Uuid> = query.into_tuple().all(&db.executor()).await?;
    Ok(ids.into_iter().map(SessionId::from_uuid).collect())
}

/// Logins at this client that are about this person, whoever has them, with their sessions.
pub(crate) async fn logged_in_about(
    db: &impl Read,
    client: ClientId,
    subject: PersonId,
) -> database::Result<Vec<(GrantId, SessionId)>> {
    // One's own, by one's logins, and what others have for one, by an index: a query each, since one with an "or" would look at all that the client
    // holds.
    let others = Expr::col(Column::SubjectId).ne(Expr::col(Column::PersonId));
    let mut all = Vec::new();
    for whose in [of_person(subject), others] {
        let query = logged_in(db).filter(whose).filter(Column::SubjectId.eq(subject.uuid()));
        let query = query.filter(Column::ClientId.eq(client.uuid()));
        let query = query.select_only().columns([Column::Id, Column::SessionId]);
        let rows: Vec<(Uuid, Uuid)> = query.into_tuple().all(&db.executor()).await?;
        all.extend(
            rows.into_iter().map(|(id, session)| (GrantId::from_uuid(id), SessionId::from_uuid(session))),
        );
    }
    Ok(all)
}

/// Logins that this person has about another, with their clients and sessions.
pub(crate) async fn logged_in_between(
    db: &impl Read,
    person: PersonId,
    subject: PersonId,
) -> database::Result<Vec<(GrantId, (ClientId, SessionId))>> {
    let query = logged_in(db).filter(of_person(person)).filter(Column::SubjectId.eq(subject.uuid()));
    let query = query.select_only().columns([Column::Id, Column::ClientId, Column::SessionId]);
    let rows: Vec<(Uuid, Uuid, Uuid)> = query.into_tuple().all(&db.executor()).await?;
    let held = |(id, client, session)| {
        (GrantId::from_uuid(id), (ClientId::from_uuid(client), SessionId::from_uuid(session)))
    };
    Ok(rows.into_iter().map(held).collect())
}

impl TryFrom<Model> for Grant {
    type Error = database::Error;

    fn try_from(model: Model) -> database::Result<Self> {
        let id = GrantId::from_uuid(model.id);
        let row = Row::new("grants", id);
        Ok(Self {
            id,
            client: ClientId::from_uuid(model.client_id),
            session: SessionId::from_uuid(model.session_id),
            person: PersonId::from_uuid(model.person_id),
            subject: PersonId::from_uuid(model.subject_id),
            launch: model.launch_id.map(LaunchId::from_uuid),
            prescription: model.prescription_id.map(PrescriptionId::from_uuid),
            scopes: Scopes::parse(&model.scopes).ok_or_else(|| row.corrupt("scopes", "not scopes"))?,
            bound: row.json("request", &model.request)?,
            context: row.json("context", &model.context)?,
            level: row.parse("level", &model.level)?,
            authenticated_at: row.instant("authenticated_at", model.authenticated_at)?,
            created_at: row.instant("created_at", model.created_at)?,
            expires_at: row.instant("expires_at", model.expires_at)?,
            redeemed_at: row.instant_opt("redeemed_at", model.redeemed_at)?,
            dpop_thumbprint: model.dpop_thumbprint,
            refresh_sequence: u32::try_from(model.refresh_sequence)
                .map_err(|error| row.corrupt("refresh_sequence", error))?,
            used_at: row.instant_opt("used_at", model.used_at)?,
            access_void_at: row.instant_opt("access_void_at", model.access_void_at)?,
            revoked_at: row.instant_opt("revoked_at", model.revoked_at)?,
        })
    }
}
