//! The program as a server on free ports.

use std::{
    fs::{self, File},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus},
    time::Duration,
};

use crate::{Browser, DataDir, Finished, eventually, program};

/// How a server is started.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    environment: Vec<(String, String)>,
    bears_bounds: bool,
}

impl Settings {
    /// The defaults of tests: free ports, no demo tool, no metrics.
    pub fn new() -> Self {
        Self::default()
            .set("RESEPTOR_LISTEN", "127.0.0.1:0")
            .set("RESEPTOR_METRICS_LISTEN", "off")
            .set("RESEPTOR_DEMO_TOOL_LISTEN", "off")
    }

    /// One more variable, or another value for one.
    #[must_use]
    pub fn set(mut self, name: &str, value: impl Into<String>) -> Self {
        self.environment.retain(|(set, _)| set != name);
        self.environment.push((name.to_owned(), value.into()));
        self
    }

    /// A file that may not grow (`bound_files`) makes writing fail instead of ending the program.
    #[must_use]
    pub fn bearing_bounds(mut self) -> Self {
        self.bears_bounds = true;
        self
    }

    /// Metrics on a free port.
    #[must_use]
    pub fn with_metrics(self) -> Self {
        let port = free_port();
        self.set("RESEPTOR_METRICS_LISTEN", format!("127.0.0.1:{port}"))
    }
}

/// A running server; it is killed when the value goes.
#[derive(Debug)]
pub struct Server {
    child: Child,
    address: String,
    metrics: Option<String>,
    out: PathBuf,
    err: PathBuf,
}

impl Server {
    /// Starts a server on this data and waits until it is ready.
    pub async fn start(data: &DataDir) -> Self {
        Self::start_with(data, Settings::new()).await
    }

    /// Starts a server so, and waits until it is ready.
    pub async fn start_with(data: &DataDir, settings: Settings) -> Self {
        let mut server = Self::spawn(data, &settings);
        let (out, err) = (server.out.clone(), server.err.clone());
        server.address = eventually("the server's ready line", async || {
            if let Ok(Some(status)) = server.child.try_wait() {
                panic!("the server ended with {status}: {}{}", read(&out), read(&err));
            }
            let said = read(&out);
            let line = said.lines().find_map(|line| line.strip_prefix("Reseptor is ready at "))?;
            said.ends_with('\n').then(|| line.trim().to_owned())
        })
        .await;
        let browser = server.browser();
        eventually("readiness", async || {
            let answer = browser.try_get("/health/ready").await?;
            (answer.status == 200).then_some(())
        })
        .await;
        server
    }

    /// Starts a server and does not wait for it.
    pub fn spawn(data: &DataDir, settings: &Settings) -> Self {
        let (out, err) = (data.outside().join("out"), data.outside().join("err"));
        let environment: Vec<_> =
            data.environment().into_iter().chain(settings.environment.clone()).collect();
        let metrics = environment.iter().find(|(name, _)| name == "RESEPTOR_METRICS_LISTEN");
        let metrics = metrics.filter(|(_, address)| address != "off").map(|(_, address)| address.clone());
        let mut command = program::command(data.outside(), &environment);
        command.arg("serve");
        if settings.bears_bounds {
            command = program::under("trap '' XFSZ; exec \"$0\" \"$@\"", &command);
        }
        command.stdout(File::create(&out).expect("a file")).stderr(File::create(&err).expect("a file"));
        Self { child: command.spawn().expect("reseptor starts"), address: String::new(), metrics, out, err }
    }

    /// The address that it said it is ready at.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// What it has said so far.
    pub fn said(&self) -> String {
        read(&self.out)
    }

    /// What it has logged so far.
    pub fn logged(&self) -> String {
        read(&self.err)
    }

    /// A browser that has never been here.
    pub fn browser(&self) -> Browser {
        Browser::new(&self.address)
    }

    /// Where its metrics are.
    pub fn metrics_address(&self) -> String {
        format!("http://{}", self.metrics.as_ref().expect("a server with metrics"))
    }

    /// The sum of a metric's samples over all labels; `None` while there is none.
    pub async fn metric(&self, name: &str) -> Option<f64> {
        let answer = Browser::new(&self.metrics_address()).try_get("/metrics").await?;
        let samples = answer.text.lines().filter(|line| {
            line.strip_prefix(name).is_some_and(|rest| rest.starts_with(' ') || rest.starts_with('{'))
        });
        let values: Vec<f64> = samples.filter_map(|line| line.rsplit_once(' ')?.1.parse().ok()).collect();
        (!values.is_empty()).then(|| values.iter().sum())
    }

    /// Bounds how large any file may become that the process writes: what a full disk is to it. `None` lifts the bound.
    pub fn bound_files(&self, bytes: Option<u64>) {
        let limit = bytes.map_or_else(|| "unlimited".to_owned(), |bytes| bytes.to_string());
        let done = Command::new("prlimit")
            .args(["--pid", &self.pid().to_string(), &format!("--fsize={limit}:unlimited")])
            .status()
            .expect("prlimit (util-linux) runs");
        assert!(done.success(), "prlimit");
    }

    /// Ends it as Ctrl-C does and waits for its end.
    pub async fn stop(mut self) -> Finished {
        interrupt(self.pid());
        let status = self.ended().await;
        Finished { code: status.code(), out: self.said(), err: self.logged() }
    }

    /// Waits until it has ended by itself.
    pub async fn ended(&mut self) -> ExitStatus {
        eventually("the server's end", async || self.child.try_wait().expect("its state")).await
    }

    /// Ends it at once, without any chance to tidy up.
    pub fn kill(mut self) {
        self.child.kill().expect("SIGKILL");
        self.child.wait().expect("its end");
    }

    /// Lets this much time go by and then ends it at once.
    pub async fn kill_after(self, pause: Duration) {
        tokio::time::sleep(pause).await;
        self.kill();
    }

    /// Ends it at the very moment this has come true, or when it is ready or has ended by itself.
    pub async fn kill_when(mut self, mut now: impl FnMut() -> bool) {
        while !now()
            && !self.said().contains("http://")
            && self.child.try_wait().expect("its state").is_none()
        {
            tokio::task::yield_now().await;
        }
        self.kill();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends a process what Ctrl-C sends.
pub fn interrupt(pid: u32) {
    let done = Command::new("sh").args(["-c", &format!("kill -INT {pid}")]).status().expect("sh runs");
    assert!(done.success(), "kill -INT");
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its address").port()
}

fn read(file: &Path) -> String {
    fs::read(file).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}
