//! `reseptor decide` and `reseptor assess`: the platform's own rules, one JSON object a line.

use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};

use super::Failure;

/// The most bytes that a line may have; a longer one is answered with an error and the next are read.
const MAX_LINE: u64 = 1 << 20;

/// Reads lines from standard input until its end and answers each with `answer`, which tells whether the line could be read.
pub fn run(answer: fn(&[u8], &mut Vec<u8>) -> bool) -> Result<(), Failure> {
    let input = BufReader::with_capacity(1 << 16, io::stdin().lock());
    let output = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match pass(input, output, answer) {
        Ok(0) => Ok(()),
        Ok(unreadable) => Err(Failure::other(format_args!("{unreadable} lines could not be read"))),
        // Whoever read the answers has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Failure::io("standard input or output")(error)),
    }
}

/// Answers every line and counts those that could not be read.
fn pass(
    mut input: BufReader<impl Read>,
    mut output: impl Write,
    answer: fn(&[u8], &mut Vec<u8>) -> bool,
) -> io::Result<u64> {
    let (mut line, mut answered, mut unreadable) = (Vec::new(), Vec::new(), 0);
    loop {
        // Somebody may be typing: what is answered is shown before waiting for more.
        if input.buffer().is_empty() {
            output.flush()?;
        }
        line.clear();
        if (&mut input).take(MAX_LINE + 1).read_until(b'\n', &mut line)? == 0 {
            output.flush()?;
            return Ok(unreadable);
        }
        answered.clear();
        let whole = line.ends_with(b"\n") || line.len() as u64 <= MAX_LINE;
        if whole {
            let end = line.strip_suffix(b"\n").unwrap_or(&line);
            let end = end.strip_suffix(b"\r").unwrap_or(end);
            unreadable += u64::from(!answer(end, &mut answered));
        } else {
            skip_line(&mut input)?;
            answered.extend_from_slice(br#"{"id":null,"error":"the line is longer than 1 MiB"}"#);
            unreadable += 1;
        }
        answered.push(b'\n');
        output.write_all(&answered)?;
    }
}

fn skip_line(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let chunk = input.fill_buf()?;
        let (length, ended) = match chunk.iter().position(|byte| *byte == b'\n') {
            Some(end) => (end + 1, true),
            None => (chunk.len(), chunk.is_empty()),
        };
        input.consume(length);
        if ended {
            return Ok(());
        }
    }
}

/// `reseptor decide` on one line.
pub fn decide(line: &[u8], out: &mut Vec<u8>) -> bool {
    launch::bulk::decide_into(line, out)
}

/// `reseptor assess` on one line.
pub fn assess(line: &[u8], out: &mut Vec<u8>) -> bool {
    let Ok(line) = std::str::from_utf8(line) else {
        out.extend_from_slice(br#"{"id":null,"error":"the line is not UTF-8"}"#);
        return false;
    };
    let (answer, readable) = approval::bulk::assess_line(line);
    out.extend_from_slice(answer.as_bytes());
    readable
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shout(line: &[u8], out: &mut Vec<u8>) -> bool {
        out.extend_from_slice(&line.to_ascii_uppercase());
        line != b"bad"
    }

    fn answers(input: &[u8]) -> (String, u64) {
        let mut output = Vec::new();
        let unreadable = pass(BufReader::new(input), &mut output, shout).unwrap();
        (String::from_utf8(output).unwrap(), unreadable)
    }

    #[test]
    fn every_line_has_one_answer_in_the_same_order_and_the_last_needs_no_line_break() {
        assert_eq!(answers(b"a\r\nbad\n\nb"), ("A\nBAD\n\nB\n".to_owned(), 1));
        assert_eq!(answers(b""), (String::new(), 0));
    }

    #[test]
    fn a_line_too_long_is_an_error_of_that_line_alone() {
        let mut input = vec![b'x'; 3 << 20];
        input.extend_from_slice(b"\na\n");
        let (output, unreadable) = answers(&input);
        assert_eq!(unreadable, 1);
        assert!(output.ends_with("1 MiB\"}\nA\n"), "{}", &output[output.len() - 80..]);
    }
}
