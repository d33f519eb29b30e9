//! Scopes over resources (SMART App Launch 2.2, scopes version 2): `patient/Observation.cr`. Those of version 1 (`.read`, `.write`, `.*`) and those
//! that `?` restricts are none of them.

use std::fmt;

/// What a type's name is where all types are meant.
pub(super) const EVERY: &str = "*";

/// Whose resources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Context {
    /// The patient's in the token's context.
    Patient,
    /// What the person at the keyboard may work with.
    User,
    /// What the client may work with by itself.
    System,
}

impl Context {
    const ALL: [Self; 3] = [Self::Patient, Self::User, Self::System];

    /// As in a scope.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Patient => "patient",
            Self::User => "user",
            Self::System => "system",
        }
    }
}

/// What is done with a resource, in the order of a scope's letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Interaction {
    /// `create`
    Create,
    /// `read`, `vread`
    Read,
    /// `update`, `patch`
    Update,
    /// `delete`
    Delete,
    /// `search-type`
    Search,
}

impl Interaction {
    /// All of them, in order.
    pub const ALL: [Self; 5] = [Self::Create, Self::Read, Self::Update, Self::Delete, Self::Search];

    /// As in a scope.
    pub const fn letter(self) -> char {
        match self {
            Self::Create => 'c',
            Self::Read => 'r',
            Self::Update => 'u',
            Self::Delete => 'd',
            Self::Search => 's',
        }
    }
}

/// One interaction with one type of resource.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ResourceScope {
    pub(super) context: Context,
    pub(super) kind: String,
    pub(super) interaction: Interaction,
}

impl ResourceScope {
    /// What a scope's name says, a letter each; `None` where it is no such scope.
    pub(super) fn read(name: &str) -> Option<Vec<Self>> {
        let (context, rest) = name.split_once('/')?;
        let (kind, letters) = rest.split_once('.')?;
        let context = Context::ALL.into_iter().find(|one| one.as_str() == context)?;
        let named = kind.starts_with(|first: char| first.is_ascii_uppercase())
            && kind.bytes().all(|byte| byte.is_ascii_alphabetic());
        let said = Interaction::ALL.into_iter().filter(|one| letters.contains(one.letter()));
        // In their order, each once, nothing else: only then do they spell what was written.
        let spelt = said.clone().map(Interaction::letter).eq(letters.chars());
        let one = |interaction| Self { context, kind: kind.to_owned(), interaction };
        ((named || kind == EVERY) && !letters.is_empty() && spelt).then(|| said.map(one).collect())
    }

    pub(super) fn permits(&self, context: Context, kind: &str, interaction: Interaction) -> bool {
        self.context == context
            && self.interaction == interaction
            && (self.kind == kind || self.kind == EVERY)
    }

    /// What both give.
    pub(super) fn meet(&self, other: &Self) -> Option<Self> {
        let narrower = if self.kind == EVERY { other } else { self };
        let wider = if self.kind == EVERY { self } else { other };
        wider.permits(narrower.context, &narrower.kind, narrower.interaction).then(|| narrower.clone())
    }

    /// Whether they are letters of one scope.
    pub(super) fn goes_with(&self, other: &Self) -> bool {
        self.context == other.context && self.kind == other.kind
    }
}

impl fmt::Display for ResourceScope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}.{}", self.context.as_str(), self.kind, self.interaction.letter())
    }
}
