//! The binary `reseptor`.

use std::{io::Write, process::ExitCode};

use clap::Parser;
use portal::command;

/// Takes a tenth off a login's work (docs/performance.md).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    match command::run(command::Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let _ = writeln!(std::io::stderr().lock(), "reseptor: {failure}");
            ExitCode::FAILURE
        }
    }
}
