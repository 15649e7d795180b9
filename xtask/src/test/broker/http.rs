//! The broker's management API: HTTP/1.1 over a socket, one connection a request.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value;

/// `guest:guest`, the user of a fresh broker, which it admits from loopback only.
const AUTHORIZATION: &str = "Basic Z3Vlc3Q6Z3Vlc3Q=";
const TIMEOUT: Duration = Duration::from_secs(20);

/// The management API of a broker on loopback.
#[derive(Debug)]
pub(super) struct Api {
    port: u16,
}

impl Api {
    pub(super) fn new(port: u16) -> Self {
        Self { port }
    }

    /// Whether the API answers.
    pub(super) fn answers(&self) -> bool {
        self.request("GET", "overview", "").is_ok()
    }

    pub(super) fn put(&self, path: &str, body: &Value) -> Result<(), String> {
        self.request("PUT", path, &body.to_string()).map(drop)
    }

    pub(super) fn post(&self, path: &str, body: &Value) -> Result<Value, String> {
        let answer = self.request("POST", path, &body.to_string())?;
        if answer.is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_str(&answer).map_err(|error| format!("POST /api/{path}: not JSON: {error}"))
    }

    fn request(&self, method: &str, path: &str, body: &str) -> Result<String, String> {
        let failed = |error: &dyn std::fmt::Display| format!("{method} /api/{path}: {error}");
        let address = std::net::SocketAddr::from(([127, 0, 0, 1], self.port));
        let mut stream = TcpStream::connect_timeout(&address, TIMEOUT).map_err(|error| failed(&error))?;
        stream.set_read_timeout(Some(TIMEOUT)).map_err(|error| failed(&error))?;
        let request = format!(
            "{method} /api/{path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: {AUTHORIZATION}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(request.as_bytes()).map_err(|error| failed(&error))?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).map_err(|error| failed(&error))?;
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").ok_or_else(|| failed(&"the answer is cut short"))?;
        let body = if is_chunked(head) { unchunked(body) } else { Some(body.to_owned()) };
        let body = body.ok_or_else(|| failed(&"the answer is cut short"))?;
        let status = head.split(' ').nth(1).unwrap_or("");
        if status.starts_with('2') { Ok(body) } else { Err(failed(&format!("status {status}: {body}"))) }
    }
}

fn is_chunked(head: &str) -> bool {
    head.lines().any(|line| line.eq_ignore_ascii_case("transfer-encoding: chunked"))
}

/// The body of an answer that comes in chunks; its text is ASCII or whole characters a chunk.
fn unchunked(mut rest: &str) -> Option<String> {
    let mut body = String::new();
    loop {
        let (length, after) = rest.split_once("\r\n")?;
        let length = usize::from_str_radix(length.trim(), 16).ok()?;
        if length == 0 {
            return Some(body);
        }
        body.push_str(after.get(..length)?);
        rest = after.get(length..)?.strip_prefix("\r\n")?;
    }
}
