use super::{
    AtHand, ListChoice, Prescribing,
    compare::{Column, CompareView, Offer},
    favourites::FavouritesView,
    lists::{DeleteListView, ListLine, ListView, ListsView},
};
use crate::{
    pages::{
        public::{
            samples::{card, link, tool},
            tool::{Start, ToolView},
        },
        samples::Sample,
        wording::Wording,
    },
    web::FormState,
};

fn line() -> ListLine {
    ListLine { id: "list_1".into(), name: "Søvn <voksne>".into(), tools: 2 }
}

fn wrong() -> FormState {
    let mut form = FormState::filled([("name", "Søvn <voksne>")]);
    form.error("name", "error-taken");
    form
}

fn prescribing(refused: Option<&'static str>, agreed: bool) -> Prescribing {
    let tasks = vec![Wording::new(kernel::Locale::Nn, "Ei <oppgåve>")];
    Prescribing { refused, professions: vec!["LE", "PS"], tasks, agreed }
}

fn seen_by_a_clinician(refused: Option<&'static str>) -> ToolView {
    let list = |on| ListChoice { id: "list_1".into(), name: "Søvn <voksne>".into(), on };
    let form = if refused.is_some() { wrong() } else { FormState::default() };
    let at_hand = AtHand { favourite: refused.is_some(), lists: vec![list(true), list(false)], form };
    let prescribing = prescribing(refused, refused.is_none());
    let start = if refused.is_some() { link(false) } else { Start::Prescription };
    ToolView { at_hand: Some(at_hand), prescribing: Some(prescribing), ..tool("published", start) }
}

pub(super) fn compared(tools: usize, clinician: bool) -> CompareView {
    let column = |number: usize| Column {
        tool: ToolView {
            label: tool("published", Start::None).label.filter(|_| number > 0),
            grounds: if number > 0 { vec!["parent", "ordinary_poa"] } else { vec![] },
            ..tool(if number == 1 { "suspended" } else { "published" }, Start::None)
        },
        prescribing: clinician.then(|| prescribing(None, number > 1)),
        without: "/sammenlign?verktoy=a".into(),
    };
    let offer = Offer { name: Wording::new(kernel::Locale::Nb, "Pust <bedre>"), with: "/sammenlign".into() };
    CompareView {
        columns: (0..tools).map(column).collect(),
        slugs: vec!["a".into(); tools],
        left_out: if tools == 4 { 2 } else { 0 },
        place: tools < 4,
        query: if tools == 1 { String::new() } else { "s<øvn".into() },
        offers: if tools == 2 { vec![offer] } else { Vec::new() },
    }
}

/// A sample of each page.
pub(crate) fn all() -> Vec<Sample> {
    let mut samples = vec![
        Sample::of(&FavouritesView { tools: vec![card()] }),
        Sample::of(&FavouritesView { tools: Vec::new() }),
        Sample::of(&ListsView { favourites: 1, lists: vec![line()], form: wrong() }),
        Sample::of(&ListsView { favourites: 0, lists: Vec::new(), form: FormState::default() }),
        Sample::of(&ListView { list: line(), tools: vec![card()], form: wrong() }),
        Sample::of(&ListView { list: line(), tools: Vec::new(), form: FormState::default() }),
        Sample::of(&DeleteListView { list: line() }),
    ];
    samples.extend((0..5).map(|tools| Sample::of(&compared(tools, tools % 2 == 0))));
    let refused = [None, Some("suspended"), Some("withdrawn"), Some("profession"), Some("terms")];
    samples.extend(refused.map(|refused| Sample::of(&seen_by_a_clinician(refused))));
    samples
}
