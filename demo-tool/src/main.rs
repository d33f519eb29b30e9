//! The demo tool on its own: `demo-tool --platform http://127.0.0.1:8080 --tool demo-dagbok=CLIENT_ID`.

use std::{net::SocketAddr, path::PathBuf, process::ExitCode, sync::Arc};

use clap::Parser;
use demo_tool::{Config, Key, Kind, Tool};
use url::Url;

/// A small web tool that belongs to a Reseptor platform and knows it by its public addresses only.
#[derive(Parser)]
#[command(version)]
struct Options {
    /// The platform's public address.
    #[arg(long, env = "DEMO_TOOL_PLATFORM", default_value = "http://127.0.0.1:8080")]
    platform: Url,
    /// Where to listen.
    #[arg(long, env = "DEMO_TOOL_LISTEN", default_value = "127.0.0.1:8081")]
    listen: SocketAddr,
    /// The tool's own public address; by default localhost at the port it listens on, so that no cookie is shared with the platform.
    #[arg(long, env = "DEMO_TOOL_PUBLIC")]
    public: Option<Url>,
    /// A tool to play, as SLUG=CLIENT_ID, or SLUG=CLIENT_ID:pseudonymous for one that may not know the person. Repeatable.
    #[arg(long = "tool", required_unless_present = "metadata")]
    tools: Vec<String>,
    /// The file with the key pair (P-256, PKCS #8 in DER); made when it does not exist. Without it a new key is made at each start.
    #[arg(long)]
    key: Option<PathBuf>,
    /// Print the client metadata (RFC 7591) to register for this slug, and stop. Add :pseudonymous for a pseudonymous one.
    #[arg(long, value_name = "SLUG")]
    metadata: Option<String>,
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    match run(Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "demo-tool");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: Options) -> Result<(), Box<dyn std::error::Error>> {
    let public = match options.public {
        Some(public) => public,
        None => Url::parse(&format!("http://localhost:{}", options.listen.port()))?,
    };
    let mut tools: Vec<Tool> = options.tools.iter().map(|text| tool(text)).collect::<Result<_, _>>()?;
    if let Some(asked) = &options.metadata {
        tools = vec![tool(&asked.replacen(':', "=:", 1))?];
    }
    let config = Config { platform: options.platform, public, tools, key: key(options.key)? };
    if options.metadata.is_some() {
        let slug = config.tools.first().map(|tool| tool.slug.clone()).unwrap_or_default();
        let metadata = demo_tool::client_metadata(&config, &slug).unwrap_or_default();
        serde_json::to_writer_pretty(std::io::stdout(), &metadata)?;
        return Ok(());
    }
    let listener = tokio::net::TcpListener::bind(options.listen).await?;
    tracing::info!(address = %config.public, "demo-tool");
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    let clock = Arc::new(jiff::Timestamp::now);
    demo_tool::serve(listener, config, clock).await?;
    Ok(())
}

/// Reads `SLUG=CLIENT_ID[:pseudonymous]`.
fn tool(text: &str) -> Result<Tool, String> {
    let (slug, rest) = text.split_once('=').unwrap_or((text, ""));
    let (client_id, kind) = match rest.split_once(':') {
        None => (rest, Kind::Central),
        Some((client_id, "pseudonymous")) => (client_id, Kind::Pseudonymous),
        Some((_, other)) => return Err(format!("{other:?} is no kind of tool")),
    };
    let mut name: String = slug.replace('-', " ");
    if let Some(first) = name.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    Ok(Tool::new(slug, client_id, &name, kind))
}

fn key(file: Option<PathBuf>) -> Result<Key, Box<dyn std::error::Error>> {
    let Some(file) = file else { return Ok(Key::generate()?) };
    if file.exists() {
        return Ok(Key::from_pkcs8(&std::fs::read(file)?)?);
    }
    let key = Key::generate()?;
    write_secret(&file, &key.to_pkcs8()?)?;
    Ok(key)
}

/// Writes a new file that only its owner can read.
fn write_secret(file: &std::path::Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)?.write_all(bytes)
}
