//! What tools report about the person in their token.

mod accept;
#[cfg(test)]
mod tests;
mod value;
