//! A private RabbitMQ: Debian's package, its own ports, its own directory, loopback only.
//!
//! The package's programs are called in its own library directory: the wrappers in `sbin` switch
//! to another user and another cookie. It lives no longer than its step.

use std::fs::{self, File};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::http::Api;
use crate::tool::Tool;

const PROGRAM: &str = "/usr/lib/rabbitmq/bin/rabbitmq-server";
/// How long it may take to start, and to stop once asked to.
const PATIENCE: Duration = Duration::from_secs(60);

/// A broker that is running.
#[derive(Debug)]
pub(super) struct Server {
    pub(super) api: Api,
    child: Child,
    epmd: Option<Child>,
    dir: PathBuf,
}

impl Server {
    /// Starts a broker, installing it first where it is missing.
    pub(super) fn start() -> Result<Self, String> {
        install()?;
        let dir = std::env::temp_dir().join(format!("countersign-broker-{}", std::process::id()));
        let [epmd_port, dist, amqp, management] = free_ports()?;
        let config = format!(
            "listeners.tcp.1 = 127.0.0.1:{amqp}\nmanagement.tcp.ip = 127.0.0.1\nmanagement.tcp.port = {management}\n"
        );
        let cookie = dir.join(".erlang.cookie");
        let log = fs::create_dir_all(&dir)
            .and_then(|()| fs::write(dir.join("rabbitmq.conf"), config))
            .and_then(|()| fs::write(dir.join("enabled_plugins"), "[rabbitmq_management].\n"))
            .and_then(|()| fs::write(&cookie, format!("COUNTERSIGN{}", std::process::id())))
            .and_then(|()| fs::set_permissions(&cookie, fs::Permissions::from_mode(0o400)))
            .and_then(|()| File::create(dir.join("output")))
            .map_err(|error| format!("{}: {error}", dir.display()))?;
        println!("$ {PROGRAM}  (management on 127.0.0.1:{management}, data in {})", dir.display());
        // An epmd of our own is ours to end; one that the broker starts would outlive it.
        let mut epmd = None;
        let environment = environment(&dir, epmd_port, dist);
        let mut spawn = || -> std::io::Result<Child> {
            let quiet = |program: &str| {
                let mut command = Command::new(program);
                command.envs(environment.iter().map(|(name, value)| (name, value)));
                command.stdin(Stdio::null()).current_dir(&dir);
                command
            };
            epmd = Some(
                quiet("epmd")
                    .args(["-port", &epmd_port.to_string(), "-address", "127.0.0.1"])
                    .stdout(Stdio::null())
                    .stderr(Stdio::null())
                    .spawn()?,
            );
            quiet(PROGRAM).stdout(log.try_clone()?).stderr(log.try_clone()?).spawn()
        };
        let child = spawn();
        let child = match child {
            Ok(child) => child,
            Err(error) => {
                end(epmd);
                let _ = fs::remove_dir_all(&dir);
                return Err(format!("{PROGRAM} cannot be started: {error}"));
            }
        };
        let mut server = Self { api: Api::new(management), child, epmd, dir };
        match server.wait() {
            Ok(()) => Ok(server),
            Err(error) => {
                let _ = server.stop();
                Err(error)
            }
        }
    }

    /// Waits until the broker answers.
    fn wait(&mut self) -> Result<(), String> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if self.api.answers() {
                println!("the broker answers after {:.1} s", start.elapsed().as_secs_f64());
                return Ok(());
            }
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(format!("the broker ended with {status}: {}", self.last_words()));
            }
            std::thread::sleep(Duration::from_millis(200));
        }
        Err(format!("the broker did not answer within {} s: {}", PATIENCE.as_secs(), self.last_words()))
    }

    fn last_words(&self) -> String {
        let output = fs::read_to_string(self.dir.join("output")).unwrap_or_default();
        let lines: Vec<&str> = output.lines().rev().take(5).collect();
        lines.into_iter().rev().collect::<Vec<_>>().join(" / ")
    }

    /// Ends the broker and its epmd, by their process ids, and removes their directory.
    pub(super) fn stop(mut self) -> Result<(), String> {
        // The shell script that was started has become the Erlang machine. TERM lets it end its
        // children too; should it not listen, it is killed.
        let asked = Command::new("kill").arg(self.child.id().to_string()).status();
        let start = Instant::now();
        let mut ended = false;
        while asked.is_ok() && !ended && start.elapsed() < PATIENCE {
            ended = matches!(self.child.try_wait(), Ok(Some(_)));
            std::thread::sleep(Duration::from_millis(100));
        }
        let killed = if ended { Ok(()) } else { self.child.kill() };
        let _ = self.child.wait();
        end(self.epmd);
        let _ = fs::remove_dir_all(&self.dir);
        killed.map_err(|error| format!("the broker could not be ended: {error}"))
    }
}

fn end(epmd: Option<Child>) {
    if let Some(mut epmd) = epmd {
        let _ = epmd.kill();
        let _ = epmd.wait();
    }
}

/// Everything that keeps this broker apart from others.
fn environment(dir: &Path, epmd_port: u16, dist: u16) -> Vec<(&'static str, String)> {
    let inside = |name: &str| dir.join(name).display().to_string();
    let loopback = "-kernel inet_dist_use_interface {127,0,0,1}".to_owned();
    vec![
        ("HOME", dir.display().to_string()),
        ("RABBITMQ_NODENAME", format!("countersign{}@localhost", std::process::id())),
        ("ERL_EPMD_ADDRESS", "127.0.0.1".to_owned()),
        ("ERL_EPMD_PORT", epmd_port.to_string()),
        ("RABBITMQ_DIST_PORT", dist.to_string()),
        ("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", loopback.clone()),
        ("RABBITMQ_CTL_ERL_ARGS", loopback),
        ("RABBITMQ_MNESIA_BASE", inside("data")),
        ("RABBITMQ_LOG_BASE", inside("log")),
        ("RABBITMQ_PID_FILE", inside("pid")),
        ("RABBITMQ_CONFIG_FILE", inside("rabbitmq.conf")),
        ("RABBITMQ_ENABLED_PLUGINS_FILE", inside("enabled_plugins")),
        ("RABBITMQ_CONF_ENV_FILE", "/dev/null".to_owned()),
    ]
}

/// Ports that nobody listens on.
fn free_ports() -> Result<[u16; 4], String> {
    let listen = || TcpListener::bind(("127.0.0.1", 0));
    let port = |listener: &TcpListener| listener.local_addr().map(|address| address.port());
    let ports = || -> std::io::Result<[u16; 4]> {
        let (a, b, c, d) = (listen()?, listen()?, listen()?, listen()?);
        Ok([port(&a)?, port(&b)?, port(&c)?, port(&d)?])
    };
    ports().map_err(|error| format!("no free ports on loopback: {error}"))
}

/// Installs Debian's package where the broker is missing.
fn install() -> Result<(), String> {
    if Path::new(PROGRAM).exists() {
        return Ok(());
    }
    println!("RabbitMQ is not installed: installing Debian's package `rabbitmq-server`");
    let hint = "install RabbitMQ (Debian's package `rabbitmq-server`) by hand";
    let apt =
        // Run level 1: the package must not start a broker of its own.
        |args: &[&str]| Tool::new("apt-get", args).from(hint).env("DEBIAN_FRONTEND", "noninteractive").env("RUNLEVEL", "1").run();
    apt(&["update", "-qq"])
        .and_then(|()| apt(&["install", "-y", "-qq", "--no-install-recommends", "rabbitmq-server"]))
        .map_err(|error| format!("{error}; {hint}"))?;
    if Path::new(PROGRAM).exists() { Ok(()) } else { Err(format!("`{PROGRAM}` is missing: {hint}")) }
}
