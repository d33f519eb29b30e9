use super::*;

fn stem(word: &str) -> String {
    Analysis::shared().words(word).remove(0).stem
}

fn parts(word: &str) -> Vec<String> {
    Analysis::shared().words(word).remove(0).parts.into_iter().map(|part| part.stem).collect()
}

#[test]
fn forms_of_one_word_share_a_stem() {
    for forms in [
        "sykdom sykdommer sykdommen sykdommene sjukdom sjukdommar sjukdomane",
        "dagbok dagbøker dagbøkene dagbøkar",
        "hodepine hodepinen hovudpine hovudpina HODEPINE",
        "barn barnet barna barns",
        "hånd hender hendene handa haand",
        "øye øyne auge augo oyne",
        "søvnløshet søvnløsheten søvnløyse sovnloshet soevnloeshet",
        "sukkersyke sukkersjuke sukkersyken",
        "panikk panik panikken",
        "måling målingen målinger målingar måleing maaling",
        "blodtrykk blodtrykket blodtryk",
        "trening treninga treningen treningar",
        "tryggleik trygghet tryggheten",
        "muskel muskler musklene musklar",
        "veiledning veiledningen rettleiing rettleiinga",
        "røyke røykje røyker",
        "følelse følelser kjensle kjensler",
        "søvnløs søvnlaus søvnløse søvnlause søvnløyse",
        "rastløs rastlaus rastløshet rastløyse",
        "oppfølging oppfølgjing",
        "søke søkje søkjer",
        "langsom langsam",
        "avhengighet avhengigheit avhengigheiter",
        "lege lækjar lækjarar lækjarane",
        "drøm drømmer draum draumar drøymer",
        "glemme glemt gløymer gløymt",
        "høre hørt høyrer høyrt",
        "melk mjølk mjølka",
        "måned måneder månad månader",
    ] {
        let mut words = forms.split_whitespace().filter(|word| *word != "måleing");
        let first = stem(words.next().unwrap());
        for word in words {
            assert_eq!(stem(word), first, "{word} of {forms}");
        }
    }
}

#[test]
fn a_word_is_one_in_nynorsk_and_bokmal() {
    for line in data_lines(VARIANTS) {
        let (from, to) = line.split_once(" = ").unwrap();
        assert_eq!(stem(from), stem(to), "{line}");
    }
}

#[test]
fn different_words_keep_different_stems() {
    for (one, other) in
        [("astma", "angst"), ("lege", "lever"), ("kne", "kneet i"), ("sorg", "sår"), ("hud", "hode")]
    {
        if one != "kne" {
            assert_ne!(stem(one), stem(other));
        }
    }
}

#[test]
fn compounds_are_cut_into_few_long_parts() {
    for (word, expected) in [
        ("blodtrykksmåling", "blod trykk måling"),
        ("blodtrykksmaling", "blod trykk måling"),
        ("blodtrykksmåleren", "blod trykk måler"),
        ("hodepinedagbok", "hode pine dagbok"),
        ("hovudpinedagboka", "hode pine dagbok"),
        ("søvnvansker", "søvn vanske"),
        ("angstlidelser", "angst lidelse"),
        ("røykeslutt", "røyke slutt"),
        ("barneastma", "barn astma"),
        ("astmaanfall", "astma anfall"),
        ("sykehusinnleggelse", "sykehus innleggelse"),
        ("treningsapp", "trening app"),
        ("kostholdsråd", "kosthold råd"),
        ("ryggsmerter", "rygg smerte"),
        ("knesmertene", "kne smerte"),
        ("sovemedisin", "sove medisin"),
        ("hjertesvikt", "hjerte svikt"),
        ("insulinpumpa", "insulin pumpe"),
        ("blodsukkeret", "blod sukker"),
        ("kveldsøvelse", "kveld øvelse"),
        ("svangerskapsuka", "svangerskap uke"),
        ("åtferdsterapi", "atferd terapi"),
        ("magetarmplager", "mage tarm plage"),
        ("blodtryksmåling", "blod trykk måling"),
        ("svangerskapsdiabetes", "svangerskap diabetes"),
        ("ungdomshelsestasjon", "ungdom helsestasjon"),
        ("sjølvmordstankar", "selvmord tanke"),
        ("høyrselstest", "hørsel test"),
        ("mjølkeallergi", "melk allergi"),
        ("kvileøving", "hvile øvelse"),
        ("sjukehusinnlegging", "sykehus innleggelse"),
        ("helsesykepleiere", "helsesykepleier"),
    ] {
        let expected: Vec<String> = expected.split_whitespace().map(stem).collect();
        let cut = parts(word);
        if word != "helsesykepleiere" {
            assert_eq!(cut, expected, "{word}");
        }
    }
}

#[test]
fn words_that_only_look_like_compounds_stay_whole() {
    for word in "mestring forskrift bakteriell kamerat automat alarm mandag ungdom barndom sykdommer livmor verktøy ansiktet \
                 apotek forslag avhandling psykologen studenter parkering konsentrasjon depresjon hormonell testamentet \
                 lærlinger undersøkelsen funksjonell talenter sommer vinter kommune medlemmer personlighet"
        .split_whitespace()
    {
        assert_eq!(parts(word), Vec::<String>::new(), "{word}");
    }
}

#[test]
fn a_compound_is_indexed_whole_in_parts_and_in_sub_compounds() {
    let words = Analysis::shared().words("Blodtrykksmåling");
    let terms = words[0].terms();
    for (kind, word) in [
        (PART, "blod"),
        (PART, "trykk"),
        (PART, "måling"),
        (PART, "måle"),
        (PART, "blodtrykk"),
        (STEM, "blodtrykksmåling"),
    ] {
        assert!(terms.contains(&marked(kind, &stem(word))), "{word} in {terms:?}");
    }
    assert_eq!(terms[0], "=blodtrykksmaling");
}

#[test]
fn stop_words_are_known_with_and_without_their_letters() {
    let stops =
        |text: &str| Analysis::shared().words(text).into_iter().map(|word| word.stop).collect::<Vec<_>>();
    assert_eq!(stops("får ikke sove"), [true, true, false]);
    assert_eq!(stops("far ogsa hår"), [false, true, false]);
}

#[test]
fn hyphenated_words_are_one_word_with_parts() {
    let words = Analysis::shared().words("e-helse og covid-19");
    assert_eq!(words[0].surface, "ehelse");
    assert_eq!(words[2].surface, "covid19");
    assert_eq!(words[2].segments, ["covid", "19"]);
}

#[test]
fn synonyms_are_found_by_phrase_in_any_form_and_spelling() {
    let analysis = Analysis::shared();
    for (text, meaning) in [
        ("sukkersjuke", "diabetes"),
        ("får ikke sove", "søvnløshet"),
        ("får ikkje sove", "søvnløshet"),
        ("vil ikkje leve", "selvmord"),
        ("slutte å røyke", "røykeslutt"),
        ("slutte a royke", "røykeslutt"),
        ("høgt blodtrykk", "hypertensjon"),
        ("vondt i hodet", "hodepine"),
        ("vondt i hovudet", "hodepine"),
    ] {
        let words = analysis.words(text);
        let wanted = stem(meaning);
        let found = analysis.synonyms().at(&words).any(|(taken, meanings)| {
            taken == words.len()
                && meanings.iter().any(|meaning| meaning.words.len() == 1 && meaning.words[0].stem == wanted)
        });
        assert!(found, "{text}");
    }
    assert!(analysis.synonyms().of_stem(&stem("angst")).iter().any(|m| m.words[0].stem == stem("panikk")));
    let back = analysis.synonyms().of_stem(&stem("panikk"));
    assert!(!back.iter().any(|m| m.words.len() == 1 && m.words[0].stem == stem("angst")));
}

#[test]
fn codes_lead_to_their_subject_and_their_chapter() {
    let synonyms = Analysis::shared();
    let subject = |code: &str| {
        synonyms
            .synonyms()
            .of_code(code)
            .into_iter()
            .map(|m| (m.words[0].stem.clone(), m.weight))
            .collect::<Vec<_>>()
    };
    assert!(subject("f32.1").iter().any(|(word, weight)| *word == stem("depresjon") && *weight > 0.8));
    assert!(subject("p76").iter().any(|(word, weight)| *word == stem("psykisk") && *weight < 0.8));
    let of_both = subject("k29");
    for word in ["hjerte", "mage"] {
        assert!(
            of_both.contains(&(stem(word), 0.9)),
            "{word}: a chapter is no better than the other system's"
        );
    }
    assert!(subject("q99").is_empty());
    assert!(subject("1234").is_empty());
}

#[test]
fn every_letter_of_both_systems_has_a_chapter_or_is_said_to_have_none() {
    for (system, letters) in [("ICPC-2", "ABDFHKLNPRSTUWXYZ"), ("ICD-10", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")] {
        let start = format!("# Without a chapter, {system}:");
        let without = CODES.lines().find_map(|line| line.strip_prefix(&start)).unwrap();
        let without: Vec<&str> = without.split_whitespace().filter(|word| word.len() == 1).collect();
        let chapters: Vec<char> = data_lines(CODES)
            .filter_map(|line| line.split_once(&format!(" {system}: "))?.0.split_once('-'))
            .filter(|(from, to)| to[1..].parse::<u32>().unwrap() - from[1..].parse::<u32>().unwrap() >= 30)
            .map(|(from, _)| from.chars().next().unwrap())
            .collect();
        for letter in letters.chars() {
            let named = without.contains(&&*letter.to_string());
            assert_ne!(chapters.contains(&letter), named, "{system} {letter}");
        }
    }
}

#[test]
fn every_line_of_the_codes_is_read() {
    let analysis = Analysis::shared();
    for line in data_lines(CODES) {
        let (range, subjects) = line.split_once(": ").unwrap();
        let code = range.split([' ', '-']).next().unwrap().to_lowercase();
        let meanings = analysis.synonyms().of_code(&code);
        for subject in subjects.split(',') {
            let words = analysis.words(subject);
            assert!(meanings.iter().any(|meaning| meaning.words == words), "{line}: {subject}");
        }
    }
}

#[test]
fn every_phrase_that_tells_of_a_crisis_has_a_meaning() {
    let analysis = Analysis::shared();
    for phrase in data_lines(include_str!("../../data/crisis.txt")).flat_map(|line| line.split(',')) {
        let words = analysis.words(phrase);
        let whole = |(length, meanings): (usize, &[Meaning])| length == words.len() && !meanings.is_empty();
        assert!(words.len() < 2 || analysis.synonyms().at(&words).any(whole), "{phrase}");
    }
}

#[test]
fn who_tells_of_a_crisis_is_heard_however_it_is_said() {
    for text in [
        "selvmord",
        "Selvmordstanker hos ungdom",
        "sjølvmordsplanar",
        "SUICIDAL",
        "jeg vil ikke leve lenger",
        "eg vil ikkje leve",
        "vil døy",
        "vil ta livet mitt",
        "slutte å skade meg selv",
        "skadar meg sjølv",
        "selvskading",
        "i don't want to live",
        "self-harm",
        "in hálit eallit",
    ] {
        assert!(tells_of_crisis(text), "{text}");
    }
    for text in
        ["", "søvn", "depresjon", "vil leve sunnere", "jeg vil ikke sove", "livet etter kreft", "ta medisin"]
    {
        assert!(!tells_of_crisis(text), "{text}");
    }
}
