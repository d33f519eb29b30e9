//! The built program as a command.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// What a command left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finished {
    /// The exit code; `None` where a signal ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace's folder").to_owned()
}

/// The built `reseptor`, beside the folder of the test that runs. Nothing is built here: `./test` does it before.
pub fn binary() -> PathBuf {
    let test = std::env::current_exe().expect("the test's own file");
    let folder = test.ancestors().nth(2).expect("target/PROFILE/deps");
    let program = folder.join("reseptor");
    assert!(
        program.is_file(),
        "{} is missing: cargo build --package portal --bin reseptor (./test does)",
        program.display()
    );
    program
}

/// A command of `reseptor` with an environment of its own, in a folder without a configuration file.
pub(crate) fn command(folder: &Path, environment: &[(String, String)]) -> Command {
    let mut command = Command::new(binary());
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("RESEPTOR_")) {
        command.env_remove(name);
    }
    command
        .current_dir(folder)
        .stdin(Stdio::null())
        .envs(environment.iter().map(|(name, value)| (name, value)));
    command
}

/// The same command behind a shell's line, which ends in `exec "$0" "$@"`.
pub(crate) fn under(line: &str, command: &Command) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", line]).arg(command.get_program()).args(command.get_args()).stdin(Stdio::null());
    if let Some(folder) = command.get_current_dir() {
        shell.current_dir(folder);
    }
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    shell
}

/// Runs `reseptor` to its end.
pub fn run(folder: &Path, environment: &[(String, String)], arguments: &[&str]) -> Finished {
    let output = command(folder, environment).args(arguments).output().expect("reseptor runs");
    Finished {
        code: output.status.code(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// Runs `reseptor` on this standard input.
pub fn run_with_input(arguments: &[&str], input: &[u8]) -> Finished {
    let folder = tempfile::tempdir().expect("a folder");
    run_fed(folder.path(), &[], arguments, input)
}

/// Runs `reseptor` in this folder and environment on this standard input.
pub fn run_fed(
    folder: &Path,
    environment: &[(String, String)],
    arguments: &[&str],
    input: &[u8],
) -> Finished {
    let mut child = command(folder, environment)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("reseptor runs");
    let mut pipe = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    // Beside the reading, or both would wait for each other with full pipes.
    let writer = std::thread::spawn(move || {
        let _ = pipe.write_all(&input);
    });
    let output = child.wait_with_output().expect("reseptor ends");
    writer.join().expect("the input was written");
    Finished {
        code: output.status.code(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}
