//! Killed in the middle, a locked database, a full disk: nothing confirmed is lost, nothing is half written, the answer is a clear 503.

use std::{
    fs,
    path::PathBuf,
    process::Command,
    sync::{Arc, Mutex},
    time::Duration,
};

use tests::{Browser, DataDir, Locked, Server, Settings, eventually, query};

const REGISTER: &str = "/leverandor/verktoy/ny";

/// Registers a tool as the vendor; the status of the answer, `None` where the connection broke.
async fn register(vendor: &Browser, name: &str) -> Option<u16> {
    let form = vendor.try_get(REGISTER).await?;
    if form.status != 200 {
        return Some(form.status);
    }
    let field =
        |name| form.field(name).unwrap_or_else(|| panic!("no {name} at {}: {}", form.address, form.text));
    let (token, id) = (field("csrf"), field("id"));
    let fields = [("csrf", &*token), ("name", name), ("id", &id)];
    let body = encoded(&fields);
    let headers = [("content-type", b"application/x-www-form-urlencoded".as_slice())];
    Some(vendor.send("POST", REGISTER, &headers, body).await?.status)
}

/// A form's body.
fn encoded(fields: &[(&str, &str)]) -> Vec<u8> {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish().into_bytes()
}

/// The names in revisions that look like this load's, each as often as it is there.
fn registered(data: &DataDir) -> Vec<String> {
    query(&data.database(), "SELECT slug FROM tools WHERE slug LIKE 'last-%' ORDER BY slug")
}

/// The file as a whole: SQLite's own check, and every reference.
fn assert_sound(data: &DataDir) {
    assert_eq!(query(&data.database(), "PRAGMA integrity_check"), ["ok"]);
    assert_eq!(query(&data.database(), "PRAGMA foreign_key_check"), [""; 0]);
    let bare = "SELECT count(*) FROM tools WHERE id NOT IN (SELECT tool_id FROM revisions)";
    assert_eq!(query(&data.database(), bare), ["0"], "no tool without its first revision");
}

#[tokio::test]
async fn killed_while_the_schema_is_made_the_program_starts_again() {
    const MADE: &str = "SELECT count(*) FROM seaql_migrations";
    let mut halves = 0;
    for written in (0..18).map(|step| 20_000 + 50_000 * step) {
        let data = DataDir::empty();
        let server = Server::spawn(&data, &Settings::new().set("RESEPTOR_DEMO_DATA", "false"));
        let log = data.database().with_extension("db-wal");
        server.kill_when(|| fs::metadata(&log).is_ok_and(|log| log.len() >= written)).await;
        let before =
            query(&data.database(), "SELECT count(*) FROM sqlite_master WHERE name = 'seaql_migrations'");
        let made = if before == ["0"] { 0 } else { query(&data.database(), MADE)[0].parse::<u32>().unwrap() };
        let done = data.run(&["migrate"]);
        assert_eq!(done.code, Some(0), "killed after {written} bytes, {made} made: {}{}", done.out, done.err);
        let all = query(&data.database(), MADE)[0].parse::<u32>().unwrap();
        halves += u32::from(0 < made && made < all);
    }
    assert!(halves > 0, "no kill fell between the first migration and the last");
}

#[tokio::test]
async fn killed_at_any_moment_nothing_that_was_confirmed_is_lost() {
    let data = DataDir::demo();
    let settings = Settings::new().set("RESEPTOR_RATE_PER_MINUTE", "1000000");
    let confirmed = Arc::new(Mutex::new(Vec::new()));
    let server = Server::start_with(&data, settings.clone()).await;
    let vendor = server.browser();
    vendor.login("leverandor", "vendor").await;
    server.kill();
    let mut sessions: Vec<Browser> = Vec::new();
    for round in 0..4_u64 {
        let server = Server::start_with(&data, settings.clone()).await;
        assert!(vendor.at(server.address()).is_logged_in().await, "the session of before");
        for session in &sessions {
            assert!(session.at(server.address()).is_logged_in().await, "a confirmed login");
        }
        let load = (0..3).map(|writer| {
            let (vendor, confirmed) = (vendor.at(server.address()), Arc::clone(&confirmed));
            tokio::spawn(async move {
                for number in 0.. {
                    let name = format!("last-{round}-{writer}-{number:04}");
                    match register(&vendor, &name).await {
                        Some(303) => confirmed.lock().unwrap().push(name),
                        Some(status) => panic!("{name}: {status}"),
                        None => return,
                    }
                }
            })
        });
        let load: Vec<_> = load.collect();
        let newcomer = server.browser();
        if newcomer.try_login("innbygger", "other-parent").await.is_some() {
            sessions.push(newcomer);
        }
        let enough = confirmed.lock().unwrap().len() + 5;
        eventually("some load", async || (confirmed.lock().unwrap().len() >= enough).then_some(())).await;
        server.kill_after(Duration::from_millis(7 + 61 * round)).await;
        for writer in load {
            writer.await.unwrap();
        }
        assert_sound(&data);
    }
    let server = Server::start_with(&data, settings).await;
    let (there, confirmed) = (registered(&data), confirmed.lock().unwrap().clone());
    assert!(confirmed.len() >= 20, "{} confirmed", confirmed.len());
    for name in &confirmed {
        assert_eq!(there.iter().filter(|slug| *slug == name).count(), 1, "{name} was confirmed");
    }
    // What was not confirmed is there or not: at most the one that each writer had under way at each kill.
    assert!(there.len() <= confirmed.len() + 3 * 4, "{} there, {} confirmed", there.len(), confirmed.len());
    let audit = data.run(&["audit", "verify"]);
    assert_eq!(audit.code, Some(0), "{}{}", audit.out, audit.err);
    assert_eq!(server.stop().await.code, Some(0));
}

#[tokio::test]
async fn a_locked_database_is_a_clear_503_and_reading_goes_on() {
    let data = DataDir::demo();
    let server = Server::start(&data).await;
    let vendor = server.browser();
    vendor.login("leverandor", "vendor").await;
    let form = vendor.get(REGISTER).await;
    let (token, id) = (form.field("csrf").unwrap(), form.field("id").unwrap());
    let fields = [("csrf", &*token), ("name", "last-laast"), ("id", &*id)];
    // As if the session was last used a while ago, so that reading would like to note it.
    query(&data.database(), "UPDATE sessions SET seen_at = seen_at - 300000000");

    let lock = Locked::hold(&data.database());
    let refused = vendor.post(REGISTER, &fields).await;
    assert_eq!(refused.status, 503, "{}", refused.text);
    assert!(refused.headers.contains_key("retry-after") && refused.text.contains("<h1"), "{}", refused.text);
    let login = server.browser().get("/logg-inn?tjeneste=innbygger&login_hint=parent").await;
    assert_eq!(login.status, 503, "{}", login.text);
    for page in ["/", "/verktoy?q=sovn", "/leverandor"] {
        assert_eq!(vendor.get(page).await.status, 200, "{page} is only read");
    }
    lock.release();

    assert_eq!(registered(&data), [""; 0], "nothing was half written");
    assert_eq!(vendor.post(REGISTER, &fields).await.status, 200, "the same form again");
    assert_eq!(registered(&data), ["last-laast"]);
    assert_sound(&data);
    assert!(!server.logged().contains("panicked"));
}

/// Writes until one is refused; tells how it was refused.
async fn write_until_refused(server: &Server, vendor: &Browser, confirmed: &mut Vec<String>) -> u16 {
    for number in 0..2_000 {
        let name = format!("last-full-{number:04}");
        let answer = register(vendor, &name).await;
        match answer.unwrap_or_else(|| panic!("{name}: no answer: {}", server.logged())) {
            303 => confirmed.push(name),
            status => return status,
        }
    }
    panic!("the disk does not fill up");
}

async fn survive_a_full_disk(data: &DataDir, server: &Server, fill: impl FnOnce(), make_room: impl FnOnce()) {
    let vendor = server.browser();
    vendor.login("leverandor", "vendor").await;
    fill();
    let mut confirmed = Vec::new();
    let status = write_until_refused(server, &vendor, &mut confirmed).await;
    assert_eq!(status, 503, "{}", server.logged());
    // SQLite may find room in its log once more; each answer still says truly what became of the write.
    for number in 0..5 {
        let name = format!("last-still-{number}");
        match register(&vendor, &name).await {
            Some(303) => confirmed.push(name),
            status => assert_eq!(status, Some(503), "{}", server.logged()),
        }
        for page in ["/", "/verktoy?q=sovn", "/leverandor"] {
            assert_eq!(vendor.get(page).await.status, 200, "{page} is only read");
        }
    }
    let newcomer = server.browser();
    let login = newcomer.get("/logg-inn?tjeneste=innbygger&login_hint=parent&neste=/om").await;
    assert!(login.status == 503 || newcomer.is_logged_in().await, "a login that was confirmed holds");
    make_room();
    eventually("writing again", async || (register(&vendor, "last-after").await == Some(303)).then_some(()))
        .await;
    confirmed.push("last-after".to_owned());
    confirmed.sort();
    assert_eq!(registered(data), confirmed, "what was confirmed is there, what was refused is not");
    assert_sound(data);
    assert!(!server.logged().contains("panicked"), "{}", server.logged());
}

#[tokio::test]
async fn a_file_that_may_not_grow_is_a_clear_503_until_it_may() {
    let data = DataDir::demo();
    let server = Server::start_with(
        &data,
        Settings::new().set("RESEPTOR_RATE_PER_MINUTE", "1000000").bearing_bounds(),
    )
    .await;
    survive_a_full_disk(&data, &server, || server.bound_files(Some(400 << 10)), || server.bound_files(None))
        .await;
    assert_eq!(server.stop().await.code, Some(0));
}

/// A small file system in memory; unmounted when the value goes. Mounting takes a privilege that not every machine gives.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(at: PathBuf) -> Option<Self> {
        fs::create_dir_all(&at).unwrap();
        let mounted =
            Command::new("mount").args(["-t", "tmpfs", "-o", "size=64m", "tmpfs"]).arg(&at).status();
        mounted.is_ok_and(|status| status.success()).then_some(Self(at))
    }

    fn resize(&self, kilobytes: u64) -> bool {
        let size = format!("remount,size={kilobytes}k");
        Command::new("mount").args(["-o", &size]).arg(&self.0).status().unwrap().success()
    }

    /// Leaves room for so much more. The server goes on writing while this is measured, so it may take some tries.
    fn leave(&self, kilobytes: u64) {
        let done = (0..50).any(|_| self.resize(self.used() + kilobytes));
        assert!(done, "the disk cannot be made small");
    }

    /// Kilobytes in use.
    fn used(&self) -> u64 {
        let output = Command::new("df").args(["-k", "--output=used"]).arg(&self.0).output().unwrap();
        String::from_utf8(output.stdout).unwrap().lines().last().unwrap().trim().parse().unwrap()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}

#[tokio::test]
async fn a_full_disk_is_a_clear_503_until_there_is_room() {
    let data = DataDir::empty();
    let disk = SmallDisk::mount(data.path());
    data.fill_with_demo();
    let settings = Settings::new().set("RESEPTOR_RATE_PER_MINUTE", "1000000");
    if let Some(disk) = disk {
        let server = Server::start_with(&data, settings).await;
        survive_a_full_disk(&data, &server, || disk.leave(200), || assert!(disk.resize(65_536))).await;
        assert_eq!(server.stop().await.code, Some(0));
    } else {
        // What a file's bound is to the program comes nearest: the write fails in the middle.
        let server = Server::start_with(&data, settings.bearing_bounds()).await;
        survive_a_full_disk(
            &data,
            &server,
            || server.bound_files(Some(400 << 10)),
            || server.bound_files(None),
        )
        .await;
        assert_eq!(server.stop().await.code, Some(0));
    }
}
