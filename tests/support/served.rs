//! An endpoint for one test, and the plainest client: bytes out, bytes in, one request for each connection.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Holds a running endpoint. Dropping it ends it.
pub struct Served {
    child: Child,
    pub address: SocketAddr,
}

/// Holds an answer.
#[derive(Debug, Clone)]
pub struct Answered {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Served {
    /// Starts an endpoint on a folder and waits until it can be called.
    pub fn start(folder: &Path, options: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_actant"));
        command.arg("-d").arg(folder).args(["serve", "--port", "0"]).args(options);
        Self::spawn(command)
    }

    /// Starts a command that serves and waits until it can be called.
    pub fn spawn(mut command: Command) -> Self {
        let mut child = command.stderr(Stdio::piped()).spawn().expect("the program starts");
        let mut lines = BufReader::new(child.stderr.take().expect("a pipe")).lines();
        let mut said = Vec::new();
        let address = loop {
            let Some(Ok(line)) = lines.next() else { panic!("no address: {said:?}") };
            if let Some(rest) = line.strip_prefix("http://") {
                break rest.split('/').next().expect("an address").parse().expect("an address");
            }
            said.push(line);
        };
        // Nobody may find the pipe closed.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address }
    }

    /// Gives the process that listens.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Waits until the process has ended by itself.
    pub fn wait(&mut self) {
        self.child.wait().expect("it ends");
    }

    /// Tells whether the process that listens still does.
    pub fn is_alive(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Asks for an address.
    pub fn get(&self, path: &str) -> Answered {
        self.send("GET", path, &[], b"")
    }

    /// Asks for an address in a form.
    pub fn get_as(&self, path: &str, accept: &str) -> Answered {
        self.send("GET", path, &[("accept", accept)], b"")
    }

    /// Sends a query as it is.
    pub fn query(&self, query: &str) -> Answered {
        self.send("POST", "/sparql", &[("content-type", "application/sparql-query")], query.as_bytes())
    }

    /// Sends a request; a header `host` takes the place of the right one.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answered {
        let mut request = format!("{method} {path} HTTP/1.1\r\nconnection: close\r\n");
        if !headers.iter().any(|(name, _)| *name == "host") {
            request.push_str(&format!("host: {}\r\n", self.address));
        }
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        if !body.is_empty() || method == "POST" {
            request.push_str(&format!("content-length: {}\r\n", body.len()));
        }
        request.push_str("\r\n");
        self.raw(&[request.as_bytes(), body].concat())
    }

    /// Sends bytes and reads whatever comes until the other side has said all.
    pub fn raw(&self, bytes: &[u8]) -> Answered {
        let mut stream = TcpStream::connect(self.address).expect("the endpoint takes connections");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a time");
        // An endpoint may answer before it has read all.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer without a reset");
        let _ = stream.shutdown(Shutdown::Both);
        Answered::read(&answer)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answered {
    fn read(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|part| part == b"\r\n\r\n").expect("the end of a head");
        let head = String::from_utf8(bytes[..end].to_vec()).expect("a head is text");
        let status = head.split(' ').nth(1).expect("a status").parse().expect("a number");
        let answered = Self { status, head, body: bytes[end + 4..].to_vec() };
        if let Some(length) = answered.header("content-length") {
            let is_head = answered.body.is_empty();
            assert!(
                is_head || length == answered.body.len().to_string(),
                "a body is complete: {}",
                answered.head
            );
        }
        answered
    }

    /// Gives the value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (known, value) = line.split_once(':')?;
            known.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    /// Gives the body as text.
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("UTF-8")
    }

    /// Gives the body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }
}

/// Encodes a text for the part of an address behind the question mark.
pub fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    text.bytes()
        .map(|byte| if plain(byte) { (byte as char).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
