//! The demo tool on its own.
fn main() {}
