//! The binary `reseptor`.
fn main() {}
