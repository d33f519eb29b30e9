//! The first operator, the operators' test persons, and the rights of what is made on disk.

use std::{fs, os::unix::fs::PermissionsExt};

use tests::{DataDir, query};

/// A synthetic number (month +80): no real person's.
fn number() -> String {
    (0..1000).map(|tail| format!("01818012{tail:03}")).find(|text| checks(text)).unwrap()
}

/// The two check digits of an identity number.
fn checks(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|digit| digit.to_digit(10)).collect();
    let check = |weights: &[u32]| {
        let sum: u32 = weights.iter().zip(&digits).map(|(weight, digit)| weight * digit).sum();
        (11 - sum % 11) % 11
    };
    check(&[3, 7, 6, 1, 8, 9, 4, 5, 2]) == digits[9] && check(&[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) == digits[10]
}

fn add(data: &DataDir, text: &str) -> tests::Finished {
    tests::run_fed(data.outside(), &data.environment(), &["operators", "add"], text.as_bytes())
}

#[test]
fn a_new_database_gets_its_first_operator_at_the_prompt_and_is_for_its_user_alone() {
    let data = DataDir::empty();
    let file = data.outside().join("bodies.csv");
    fs::write(&file, "name,kind,org_number\nProvekommunen,municipality,300100155\n").unwrap();
    let import = || data.run(&["import", "organisations", file.to_str().unwrap()]);
    let refused = import();
    assert_eq!(refused.code, Some(1));
    assert!(refused.err.contains("reseptor operators add"), "{}", refused.err);
    for (path, mode) in [(data.path(), 0o700), (data.database(), 0o600)] {
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, mode, "{}", path.display());
    }

    let number = number();
    let person = format!(r#""number": "{number}", "given": "Kari", "family": "Prove", "born": "1980-01-01""#);
    let body = r#""organisation": {"name": "Proveforvalteren", "org_number": "974760673"}"#;
    for wrong in [
        "",
        "{}",
        &format!("{{{person}}}"),
        &format!("{{{body}}}"),
        &format!("{{{person}, {body}, \"x\": 1}}"),
    ] {
        let done = add(&data, wrong);
        assert_eq!(done.code, Some(1), "{wrong}: {}", done.out);
        assert!(!done.err.contains(&number) && !done.out.contains(&number), "the number is not repeated");
    }
    assert_eq!(query(&data.database(), "SELECT count(*) FROM persons"), ["0"], "nothing was half written");
    let done = add(&data, &format!("{{{person}, {body}}}"));
    assert_eq!(done.code, Some(0), "{}", done.err);
    let again = add(&data, &format!("{{{person}}}"));
    assert!(again.code == Some(0) && again.out.contains("already"), "{}{}", again.out, again.err);
    let listed = data.run(&["operators", "list"]);
    assert!(listed.out.contains("Kari Prove") && listed.out.contains("Proveforvalteren"), "{}", listed.out);
    let taken = import();
    assert_eq!(taken.code, Some(0), "{}{}", taken.out, taken.err);
    assert_eq!(data.run(&["audit", "verify"]).code, Some(0));

    // Test persons: an adult and a child; nobody else can be the parent of one.
    let invent = |arguments: &[&str]| {
        let all = [&["test-persons", "add", "--family", "Prove", "--given"], arguments].concat();
        data.run(&all)
    };
    let operator = query(&data.database(), "SELECT person_id FROM memberships");
    assert_eq!(operator.len(), 1);
    let adult = invent(&["Ola", "--born", "1985-03-01"]);
    assert_eq!(adult.code, Some(0), "{}", adult.err);
    let id = adult.out.trim();
    let child = invent(&["Lise", "--born", "2020-03-01", "--parent", id]);
    assert_eq!(child.code, Some(0), "{}", child.err);
    let listed = data.run(&["operators", "list"]);
    let real = listed.out.split_whitespace().next().unwrap();
    let refused = invent(&["Per", "--born", "2020-03-01", "--parent", real]);
    assert!(refused.code == Some(1) && refused.err.contains("no test person"), "{}", refused.err);
    assert_eq!(invent(&["Per", "--born", "2100-01-01"]).code, Some(1));
    let listed = data.run(&["test-persons", "list"]).out;
    assert!(
        listed.lines().count() == 2 && listed.contains("Ola Prove") && listed.contains("2020-03-01"),
        "{listed}"
    );
    assert_eq!(query(&data.database(), "SELECT count(*) FROM relations"), ["1"]);
}
