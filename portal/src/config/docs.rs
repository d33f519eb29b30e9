//! `docs/configuration.md`, made from the keys.

use std::fmt::Write;

use super::keys;

/// The whole document.
pub fn document() -> String {
    let mut text = String::from(
        "# Configuration\n\n\
         Made from the code (`portal/src/config/keys.rs`); `UPDATE_DOCS=1 cargo test -p portal configuration` writes it anew.\n\n\
         Each key stands in `reseptor.toml` (in the working folder, or where `--config` says) or in the environment, which wins. \
         `reseptor check` tells what is wrong with a configuration and whether everything that it names answers.\n\n\
         | key | environment | default | what it does |\n|---|---|---|---|\n",
    );
    for key in keys::ALL {
        let variable = key.variable();
        let _ = writeln!(text, "| `{}` | `{variable}` | {} | {} |", key.name, key.default, key.what);
    }
    text
}
