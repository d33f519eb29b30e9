//! `reseptor decide` and `reseptor assess` as lawyers, testers and auditors run them.

mod assess_table;
mod chance;
mod decide_table;

use serde_json::{Value, json};
use tests::{Finished, root, run_with_input};

/// How many generated lines are compared with the second table.
const GENERATED: usize = 10_000;

/// The documents' own examples: each JSON block beside the answer that its text gives.
fn examples() -> Vec<(&'static str, String, String)> {
    let text = std::fs::read_to_string(root().join("docs/rules-in-bulk.md")).unwrap();
    let blocks = text.split("```json").skip(1).map(|rest| rest.split("```").next().unwrap());
    let answers = text.split("It answers `").chain(text.split("it answers `").skip(1)).skip(1);
    let answers = answers.map(|rest| rest.split('`').next().unwrap().to_owned());
    let lines = blocks.map(|block| block.lines().map(str::trim_start).collect::<String>());
    ["decide", "assess"]
        .into_iter()
        .zip(lines)
        .zip(answers)
        .map(|((name, line), answer)| (name, line, answer))
        .collect()
}

#[test]
fn the_documents_own_examples_are_answered_to_the_letter() {
    let examples = examples();
    assert_eq!(examples.len(), 2);
    for (command, line, answer) in examples {
        let done = run_with_input(&[command], format!("{line}\n").as_bytes());
        assert_eq!(done, Finished { code: Some(0), out: format!("{answer}\n"), err: String::new() });
    }
}

#[test]
fn a_line_that_cannot_be_read_is_told_in_its_place_and_the_others_go_on() {
    for (command, line, answer) in examples() {
        let case: Value = serde_json::from_str(&line).unwrap();
        let without = |member: &str| {
            let mut case = case.clone();
            case.as_object_mut().unwrap().remove(member);
            case.to_string()
        };
        let mut stranger = case.clone();
        stranger["tool"]["profile"] = json!("purple");
        let mut more = case.clone();
        more["unknown"] = json!({"deep": [1, 2, 3]});
        let last = more.to_string();
        let input = format!("{line}\nnot json\n{}\n{}\n{stranger}\n\n{last}", without("tool"), without("id"));
        let done = run_with_input(&[command], input.as_bytes());
        assert_eq!(done.code, Some(1), "{}", done.err);
        let answers: Vec<&str> = done.out.lines().collect();
        assert_eq!(answers.len(), 7, "{}", done.out);
        assert_eq!((answers[0], answers[6]), (&*answer, &*answer), "the readable ones, with unknown members");
        for (at, id) in [
            (1, Value::Null),
            (2, case["id"].clone()),
            (3, Value::Null),
            (4, case["id"].clone()),
            (5, Value::Null),
        ] {
            let told: Value = serde_json::from_str(answers[at]).unwrap();
            assert_eq!(told["id"], id, "{}", answers[at]);
            assert!(told["error"].as_str().is_some_and(|error| !error.is_empty()), "{}", answers[at]);
            assert_eq!(told.as_object().unwrap().len(), 2, "{}", answers[at]);
        }
    }
}

#[test]
fn hostile_bytes_are_errors_of_their_lines() {
    for (command, line, answer) in examples() {
        let mut input = b"\xff\xfe\x00\n".to_vec();
        input.extend_from_slice(format!("{}{}\n", "[".repeat(100_000), "]".repeat(100_000)).as_bytes());
        input.extend_from_slice(&vec![b'x'; 2 << 20]);
        input.extend_from_slice(format!("\n{line}\r\n").as_bytes());
        let done = run_with_input(&[command], &input);
        assert_eq!(done.code, Some(1));
        let answers: Vec<&str> = done.out.lines().collect();
        assert_eq!(answers.len(), 4, "{}", done.out);
        assert!(answers[..3].iter().all(|told| told.contains("\"error\"")), "{}", done.out);
        assert_eq!(answers[3], answer);
    }
}

#[test]
fn nothing_in_is_nothing_out() {
    for command in ["decide", "assess"] {
        assert_eq!(
            run_with_input(&[command], b""),
            Finished { code: Some(0), out: String::new(), err: String::new() }
        );
    }
}

/// Runs the cases through the command and compares each answer with what the table says.
fn compare(command: &str, cases: &[Value], table: impl Fn(&Value) -> Value) {
    let input: String = cases.iter().flat_map(|case| [case.to_string(), "\n".to_owned()]).collect();
    let done = run_with_input(&[command], input.as_bytes());
    assert_eq!(done.code, Some(0), "{}", done.err);
    let mut count = 0;
    for (case, line) in cases.iter().zip(done.out.lines()) {
        let answer: Value = serde_json::from_str(line).unwrap();
        assert_eq!(answer, table(case), "{case}");
        count += 1;
    }
    assert_eq!(count, cases.len());
}

#[test]
fn decisions_are_those_of_a_second_table() {
    let mut chance = chance::Chance::new(17);
    let cases: Vec<Value> = (0..GENERATED).map(|at| decide_table::case(&mut chance, at)).collect();
    let allowed = cases.iter().filter(|case| decide_table::answer(case)["allowed"] == true).count();
    assert!((GENERATED / 50..GENERATED / 2).contains(&allowed), "cases of both kinds: {allowed} allowed");
    for rule in decide_table::NAMES {
        let refused = cases.iter().filter(|case| decide_table::refused_by(case).contains(&rule)).count();
        assert!(refused > 20, "{rule} is tried: {refused}");
    }
    compare("decide", &cases, decide_table::answer);
}

#[test]
fn assessments_are_those_of_a_second_table() {
    let mut chance = chance::Chance::new(4711);
    let cases: Vec<Value> = (0..GENERATED).map(|at| assess_table::case(&mut chance, at)).collect();
    let publishable = cases.iter().filter(|case| assess_table::answer(case)["publishable"] == true).count();
    assert!(
        (GENERATED / 50..GENERATED / 2).contains(&publishable),
        "cases of both kinds: {publishable} publishable"
    );
    for rule in assess_table::NAMES {
        let unmet = cases.iter().filter(|case| assess_table::unmet(case).contains(&rule)).count();
        assert!(unmet > 20, "{rule} is tried: {unmet}");
    }
    compare("assess", &cases, assess_table::answer);
}
