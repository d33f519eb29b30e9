//! The binary `reseptor`.

use std::{io::Write, process::ExitCode};

use clap::Parser;
use portal::command;

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
