//! Text for XML.

use std::fmt::{self, Write as _};

/// Text that stands escaped in XML, between tags or in an attribute; characters that XML 1.0 cannot hold are left out.
pub struct Escaped<'a>(pub &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for letter in self.0.chars() {
            match letter {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\t' | '\n' => f.write_char(letter)?,
                '\u{fffe}' | '\u{ffff}' => {}
                _ if letter.is_control() => {}
                _ => f.write_char(letter)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(
            Escaped("a<b c=\"d\">&'\u{0}\u{ffff}ø").to_string(),
            "a&lt;b c=&quot;d&quot;&gt;&amp;&#39;ø"
        );
    }
}
