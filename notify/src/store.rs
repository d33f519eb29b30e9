//! `messages`.

use database::{Field, Read, Result, Tx, convert::Row};
use jiff::Timestamp;
use kernel::{Id, PersonId, PrescriptionId, ToolId};
use sea_orm::{
    ActiveValue::Set, Condition, PaginatorTrait, QueryOrder, QuerySelect, entity::prelude::*,
    sea_query::OnConflict,
};

use crate::{About, Channel, Message, Outgoing};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "messages")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Uuid,
    pub template: String,
    pub channel: String,
    pub address: Option<Vec<u8>>,
    pub language: String,
    pub subject: String,
    pub body: String,
    pub created_at: i64,
    pub sent_at: Option<i64>,
    pub read_at: Option<i64>,
    pub prescription_id: Option<Uuid>,
    pub tool_id: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

const TABLE: &str = "messages";

fn address_field(id: Uuid) -> Field {
    Field { table: TABLE, column: "address", row: id }
}

/// Keeps a new message; a repeated job finds its message kept already.
pub(crate) async fn insert(tx: &Tx, message: &Message, outgoing: &Outgoing) -> Result<()> {
    let address = match message.channel {
        Channel::App => None,
        Channel::Sms | Channel::Email => Some(tx.seal(address_field(message.id), outgoing.to.as_bytes())?),
    };
    let (prescription, tool) = match message.about {
        Some(About::Prescription(id)) => (Some(id.uuid()), None),
        Some(About::Tool(id)) => (None, Some(id.uuid())),
        None => (None, None),
    };
    let row = ActiveModel {
        id: Set(message.id),
        person_id: Set(message.person.uuid()),
        template: Set(message.template.key().to_owned()),
        channel: Set(message.channel.key().to_owned()),
        address: Set(address),
        language: Set(outgoing.language.to_owned()),
        subject: Set(message.subject.clone()),
        body: Set(message.body.clone()),
        created_at: Set(message.at.as_microsecond()),
        sent_at: Set(None),
        read_at: Set(None),
        prescription_id: Set(prescription),
        tool_id: Set(tool),
    };
    Entity::insert(row)
        .on_conflict(OnConflict::column(Column::Id).do_nothing().to_owned())
        .exec_without_returning(&tx.executor())
        .await?;
    Ok(())
}

/// A kept message and where it is to go.
pub(crate) async fn find(db: &impl Read, id: Uuid) -> Result<Option<(Message, Outgoing)>> {
    let Some(model) = Entity::find_by_id(id).one(&db.executor()).await? else { return Ok(None) };
    let row = Row::new(TABLE, id);
    let to = match &model.address {
        Some(sealed) => db.keyring().open_field(address_field(id), sealed)?,
        None => Vec::new(),
    };
    let to = String::from_utf8(to).map_err(|error| row.corrupt("address", error))?;
    let (subject, text) = (model.subject.clone(), model.body.clone());
    let message = Message::try_from(model)?;
    let language = message.language.tag();
    Ok(Some((message, Outgoing { id, to, subject, text, language })))
}

pub(crate) async fn mark_sent(tx: &Tx, id: Uuid, at: Timestamp) -> Result<()> {
    let sent = ActiveModel { sent_at: Set(Some(at.as_microsecond())), ..Default::default() };
    Entity::update_many().set(sent).filter(Column::Id.eq(id)).exec(&tx.executor()).await?;
    Ok(())
}

pub(crate) async fn list(
    db: &impl Read,
    person: Option<PersonId>,
    before: Option<(Timestamp, Uuid)>,
    limit: u64,
) -> Result<Vec<Message>> {
    let mut query = Entity::find();
    if let Some((at, id)) = before {
        let at = at.as_microsecond();
        let as_old = Condition::all().add(Column::CreatedAt.eq(at)).add(Column::Id.lt(id));
        query = query.filter(Condition::any().add(Column::CreatedAt.lt(at)).add(as_old));
    }
    if let Some(person) = person {
        query = query.filter(Column::PersonId.eq(person.uuid()));
    }
    let rows = query
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(&db.executor())
        .await?;
    rows.into_iter().map(Message::try_from).collect()
}

pub(crate) async fn unread_count(db: &impl Read, person: PersonId) -> Result<u64> {
    let unread = Entity::find().filter(Column::PersonId.eq(person.uuid())).filter(Column::ReadAt.is_null());
    Ok(unread.count(&db.executor()).await?)
}

pub(crate) async fn mark_read(tx: &Tx, person: PersonId) -> Result<()> {
    let read = ActiveModel { read_at: Set(Some(tx.now().as_microsecond())), ..Default::default() };
    Entity::update_many()
        .set(read)
        .filter(Column::PersonId.eq(person.uuid()))
        .filter(Column::ReadAt.is_null())
        .exec(&tx.executor())
        .await?;
    Ok(())
}

impl TryFrom<Model> for Message {
    type Error = database::Error;

    fn try_from(model: Model) -> Result<Self> {
        let row = Row::new(TABLE, model.id);
        let channel = match model.channel.as_str() {
            "sms" => Channel::Sms,
            "email" => Channel::Email,
            "app" => Channel::App,
            other => return Err(row.corrupt("channel", other)),
        };
        let about = match (model.prescription_id, model.tool_id) {
            (Some(id), _) => Some(About::Prescription(PrescriptionId::from_uuid(id))),
            (None, Some(id)) => Some(About::Tool(ToolId::from_uuid(id))),
            (None, None) => None,
        };
        Ok(Self {
            id: model.id,
            about,
            language: row.parse("language", &model.language)?,
            person: Id::from_uuid(model.person_id),
            template: row.parse("template", &model.template)?,
            channel,
            at: row.instant("created_at", model.created_at)?,
            sent_at: row.instant_opt("sent_at", model.sent_at)?,
            read_at: row.instant_opt("read_at", model.read_at)?,
            subject: model.subject,
            body: model.body,
        })
    }
}
