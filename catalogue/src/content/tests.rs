use super::*;
use crate::FileHash;

fn draft() -> Content {
    Content::new("Søvnskolen".parse().unwrap())
}

fn url(address: &str) -> Url {
    address.parse().unwrap()
}

fn fields(refusals: &[kernel::Refusal]) -> Vec<&'static str> {
    refusals.iter().filter_map(|refusal| refusal.field).collect()
}

#[test]
fn a_new_draft_can_be_saved_but_not_submitted() {
    assert!(draft().check().is_empty());
    let gaps = fields(&draft().gaps()).join(" ");
    for field in ["topics", "texts.nb.purpose", "texts.nb.privacy.where", "medical_device.status", "launch"] {
        assert!(gaps.contains(field), "{field} in {gaps}");
    }
}

#[test]
fn a_draft_without_a_name_in_bokmal_cannot_be_saved() {
    let mut content = draft();
    content.texts.nb = None;
    assert_eq!(fields(&content.check()), ["texts.nb.name"]);
}

#[test]
fn plain_http_is_for_this_machine_only() {
    let mut content = draft();
    for (address, safe) in [
        ("https://tool.example/start", true),
        ("http://localhost:9000/launch", true),
        ("http://127.0.0.1:9000/launch", true),
        ("http://tool.example/start", false),
        ("https://user@tool.example/", false),
        ("https://tool.example/#x", false),
        ("javascript:alert(1)", false),
        ("data:text/html,x", false),
    ] {
        content.launch = Launch::Link { url: url(address) };
        assert_eq!(content.check().is_empty(), safe, "{address}");
    }
}

#[test]
fn a_plain_link_does_not_fit_a_central_profile() {
    let mut content = draft();
    content.profile = ProfileClass::Central;
    content.launch = Launch::Link { url: url("https://tool.example/") };
    assert!(fields(&content.gaps()).contains(&"launch.kind"));
    content.launch = Launch::Smart { url: url("https://tool.example/") };
    assert!(!fields(&content.gaps()).iter().any(|field| field.starts_with("launch")));
}

#[test]
fn a_translation_and_a_new_topic_are_editorial_and_a_new_address_is_not() {
    let before = draft();
    let mut after = before.clone();
    after.texts.nn = Some(Text { name: "Søvnskulen".parse().unwrap(), ..Text::default() });
    after.topics.push("sleep".parse().unwrap());
    assert_eq!(after.material_changes(&before), []);
    after.launch = Launch::Link { url: url("https://tool.example/") };
    after.availability = Availability::Prescription;
    assert_eq!(after.material_changes(&before), [Material::Availability, Material::Launch]);
}

#[test]
fn a_language_that_is_begun_is_filled_up_text_by_text() {
    let mut content = draft();
    let text = content.texts.nb.as_mut().unwrap();
    text.name = "Søvn".parse().unwrap();
    text.purpose = "å sove".parse().unwrap();
    assert_eq!(content.summary(Locale::Nn), Some((Locale::Nb, "å sove")));
    content.texts.nb.as_mut().unwrap().summary = "for deg".parse().unwrap();
    content.texts.nn = Some(Text { name: "Svevn".parse().unwrap(), ..Text::default() });
    assert_eq!(content.said(Locale::Nn, |text| &text.name), Some((Locale::Nn, "Svevn")));
    assert_eq!(content.summary(Locale::Nn), Some((Locale::Nb, "for deg")));
    // Nothing at all is not a name.
    content.texts.nn = Some(Text::default());
    assert_eq!(content.name(Locale::Nn), "Søvn");
    assert_eq!(content.said(Locale::Nn, |text| &text.usage), None);
}

fn shot(file: &[u8]) -> Screenshot {
    Screenshot { file: FileHash::of(file), width: 390, height: 844, alt: PerLocale::default() }
}

fn document(file: &[u8]) -> Document {
    Document { file: FileHash::of(file), bytes: 1_000, title: PerLocale::default() }
}

#[test]
fn pictures_are_editorial_and_so_is_a_documents_title_but_a_new_document_is_not() {
    let before = Content { documents: vec![document(b"a"), document(b"b")], ..draft() };
    let mut after = before.clone();
    after.screenshots.push(shot(b"c"));
    after.documents.swap(0, 1);
    after.documents[0].title = PerLocale::bokmal("Studie".parse().unwrap());
    after.documents.truncate(1);
    assert_eq!(after.material_changes(&before), []);
    after.documents.push(document(b"d"));
    assert_eq!(after.material_changes(&before), [Material::Purpose]);
}

#[test]
fn there_are_six_pictures_and_six_documents_at_most_each_once_and_each_told_of() {
    let shots = |count: u8| (0..count).map(|at| shot(&[at])).collect();
    let papers = |count: u8| (0..count).map(|at| document(&[at])).collect();
    let whole = Content { screenshots: shots(6), documents: papers(6), ..draft() };
    assert!(whole.check().is_empty());
    assert_eq!(whole.files().len(), 6, "the same bytes are the same file");
    let many = Content { screenshots: shots(7), documents: papers(7), ..draft() };
    assert_eq!(fields(&many.check()), ["screenshots", "documents"]);
    let twice = Content { screenshots: vec![shot(b"a"), shot(b"a")], ..draft() };
    assert_eq!(fields(&twice.check()), ["screenshots"]);
    let gaps = fields(&whole.gaps());
    assert!(gaps.contains(&"screenshots") && gaps.contains(&"documents"));
    let mut told = Content { screenshots: shots(1), documents: papers(1), ..draft() };
    told.screenshots[0].alt.nn = Some("Nynorsk".parse().unwrap());
    assert!(fields(&told.gaps()).contains(&"screenshots"), "bokmål is what the others fall back to");
    told.screenshots[0].alt.nb = Some("Bokmål".parse().unwrap());
    told.documents[0].title.nb = Some("Bokmål".parse().unwrap());
    assert!(!fields(&told.gaps()).iter().any(|field| ["screenshots", "documents"].contains(field)));
}

#[test]
fn the_content_reads_back_and_takes_null_for_what_has_nothing_to_say() {
    let json = r#"{"independence":"standalone","availability":"prescription","platforms":["web"],"profile":"central",
      "acr":"substantial","launch":{"kind":"smart","url":"https://tool.example/launch"},
      "representation":{"declared":false,"uses_platform":true,"how_shown":null,"process_bases":[]},
      "permission":{"needed":false,"data":null},"professions":["LE","SP"],"languages":["nb","se-NO"],
      "medical_device":{"status":"device","class":"IIa","ce":true,"why_none":null},
      "texts":{"nb":{"name":"Navn","privacy":{"where":"Norge"}},"se":null},"unknown":1}"#;
    let content: Content = serde_json::from_str(json).unwrap();
    assert!(content.may_be_prescribed_by(Profession::Le) && !content.may_be_prescribed_by(Profession::Ps));
    assert_eq!(content.name(Locale::Se), "Navn");
    let again: Content = serde_json::from_str(&serde_json::to_string(&content).unwrap()).unwrap();
    assert_eq!(again, content);
    assert!(serde_json::from_str::<Content>(&json.replace("se-NO", "språk")).is_err());
}
