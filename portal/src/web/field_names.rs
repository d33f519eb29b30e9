//! What the fields of a page are called, for the summary at the top of a failed form: it stands before the fields it names.
//!
//! A template says what a field is called where its label stands, `named("email", t("contact-email"))`; `name_of("email")` is
//! that name wherever it is asked for, and `in_order(form.errors)` are errors in the order of their fields on the page. A page whose
//! summary asks is rendered twice: the second time every name is known.

use std::{collections::BTreeMap, sync::Arc};

use minijinja::{Environment, HtmlEscape, State, Value};

/// The names that a rendering met, and whether somebody asked for one.
#[derive(Debug, Clone, Default)]
pub struct FieldNames {
    names: BTreeMap<String, Named>,
    asked: bool,
}

#[derive(Debug, Clone)]
struct Named {
    place: usize,
    name: String,
}

impl FieldNames {
    /// What a finished rendering noted, if its summary needs it.
    pub fn wanted(state: &State<'_, '_>) -> Option<Self> {
        state.get_extension::<Self>().filter(|noted| noted.asked).cloned()
    }

    /// An environment that knows these names.
    pub fn know(self, environment: &mut Environment<'static>) {
        let known = Arc::new(self.names);
        let names = Arc::clone(&known);
        environment.add_function("name_of", move |field: &str| {
            names.get(field).map(|named| Value::from_safe_string(named.name.clone()))
        });
        environment.add_function("in_order", move |mut errors: Vec<Value>| {
            // First what is about no field of the page: it is about the whole of it.
            errors.sort_by_key(|error| {
                let field = error.get_attr("field").ok()?;
                known.get(field.as_str()?).map(|named| named.place)
            });
            errors
        });
    }
}

/// Adds the functions for a first rendering, in which no name is known yet.
pub fn add(environment: &mut Environment<'static>) {
    environment.add_function("named", named);
    environment.add_function("name_of", asked);
    environment.add_function("in_order", |errors: Vec<Value>| errors);
}

/// Notes what a field is called (`within`: the row or group that it belongs to) and gives the label back as it is.
fn named(state: &mut State<'_, '_>, field: &str, label: Value, within: Option<Value>) -> Value {
    let mut name = introduced(&label);
    if let Some(group) = within {
        name = format!("{} {name}", introduced(&group));
    }
    let noted = state.get_or_insert_extension(FieldNames::default());
    let place = noted.names.len();
    noted.names.insert(field.to_owned(), Named { place, name });
    label
}

fn asked(state: &mut State<'_, '_>, _field: &str) -> Option<Value> {
    state.get_or_insert_extension(FieldNames::default()).asked = true;
    None
}

/// A label as it stands before what is said of it: "Navn:", but "Hvor bor du?".
fn introduced(label: &Value) -> String {
    let html = if label.is_safe() { label.to_string() } else { HtmlEscape(&label.to_string()).to_string() };
    let text = html.trim_end_matches("</span>");
    if text.ends_with(['?', '.', '!', ':']) { html } else { format!("{html}:") }
}

#[cfg(test)]
mod tests {
    use minijinja::context;

    use super::*;

    #[test]
    fn a_name_ends_as_what_follows_it_needs() {
        assert_eq!(introduced(&Value::from("Navn")), "Navn:");
        assert_eq!(introduced(&Value::from("Hvem <gjelder> det?")), "Hvem &lt;gjelder&gt; det?");
        let borrowed = |text: &str| Value::from_safe_string(format!("<span lang=\"nb\">{text}</span>"));
        assert_eq!(introduced(&borrowed("Navn")), "<span lang=\"nb\">Navn</span>:");
        assert_eq!(introduced(&borrowed("Hvem?")), "<span lang=\"nb\">Hvem?</span>");
    }

    #[test]
    fn a_name_is_known_before_its_field_and_only_where_the_field_stands() {
        let mut env = Environment::new();
        let error = |field: &str| context! { field };
        let values = context! { errors => [error("a"), error("b"), error("z"), error("")] };
        add(&mut env);
        let source = "{% for error in in_order(errors) %}{{ error.field }}={{ name_of(error.field) }} {% endfor %}\
                      |{{ named('z', 'Dato', 'Versjon 1') }}|{{ named('a', 'Navn') }}";
        env.add_template("page", source).unwrap();
        let mut knowing = env.clone();
        let first = env.get_template("page").unwrap().render_captured(&values).unwrap();
        FieldNames::wanted(first.state()).unwrap().know(&mut knowing);
        let second = knowing.get_template("page").unwrap().render(&values).unwrap();
        assert_eq!(second, "b=None =None z=Versjon 1: Dato: a=Navn: |Dato|Navn");
    }
}
