//! Makes a fingerprint of the migrations' sources, by which tests know their template databases.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
};

fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-changed=src");
    let mut files: Vec<_> =
        fs::read_dir("src")?.collect::<Result<Vec<_>, _>>()?.iter().map(fs::DirEntry::path).collect();
    files.sort();
    let (mut left, mut right) = (DefaultHasher::new(), DefaultHasher::new());
    "right".hash(&mut right);
    for file in files {
        let text = fs::read_to_string(file)?;
        text.hash(&mut left);
        text.hash(&mut right);
    }
    println!("cargo::rustc-env=MIGRATIONS_FINGERPRINT={:016x}{:016x}", left.finish(), right.finish());
    Ok(())
}
