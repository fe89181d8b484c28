//! `actant serve`: SPARQL, the catalogue and pages for people, over HTTP.

use std::env::VarError;
use std::ffi::OsString;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use actant::server::{self, Options, ServeError};
use actant::workspace::{Audience, DataFolder};

use crate::cli::failure::Failure;
use crate::cli::terminal::Talk;

/// What `serve` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  actant serve
  actant serve --port 8000 --timeout 5
  actant serve --bind 0.0.0.0 --allow-host data.example.org --token-file token.txt")]
pub struct Arguments {
    /// The port; 0 takes any that is free
    #[arg(short, long, default_value_t = 7880)]
    port: u16,
    /// The address to listen on; others than 127.0.0.1 let other machines in
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    bind: IpAddr,
    /// A name by which others call this machine; may be given more than once
    #[arg(long, value_name = "NAME")]
    allow_host: Vec<String>,
    /// A site whose pages may read answers, as https://example.org, or * for all; may be given more than once
    #[arg(long, value_name = "ORIGIN")]
    allow_origin: Vec<String>,
    /// Answer only those who send the token that stands in this file, as a bearer token or as a password
    #[arg(long, value_name = "FILE", conflicts_with = "token")]
    token_file: Option<PathBuf>,
    /// The token itself, which whoever lists the processes of this machine sees; else ACTANT_TOKEN, when it is set
    #[arg(long, value_name = "TOKEN")]
    token: Option<String>,
    /// Serve the rows that are marked private as well, which otherwise nobody is told of
    #[arg(long)]
    private: bool,
    /// How many seconds an answer may take
    #[arg(long, value_name = "SECONDS", default_value_t = 30.0, value_parser = seconds)]
    timeout: f64,
    /// How many megabytes a query may take
    #[arg(long, value_name = "MB", default_value_t = 512, value_parser = clap::value_parser!(u64).range(32..))]
    memory: u64,
    /// How many queries run at once; the default is one for each processor
    #[arg(long, value_name = "N")]
    workers: Option<usize>,
}

fn seconds(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(seconds) if (0.05..=86_400.0).contains(&seconds) => Ok(seconds),
        _ => Err("write a number of seconds, such as 30 or 0.5".to_owned()),
    }
}

/// Serves a folder until it is told to end.
pub fn run(folder: &DataFolder, arguments: &Arguments) -> Result<(), Failure> {
    let processors = thread::available_parallelism().map_or(2, usize::from);
    let options = Options {
        program: std::env::current_exe()?,
        arguments: again(folder),
        address: SocketAddr::new(arguments.bind, arguments.port),
        hosts: arguments.allow_host.clone(),
        origins: arguments.allow_origin.clone(),
        token: token(arguments)?,
        audience: audience(arguments.private),
        deadline: Duration::from_secs_f64(arguments.timeout),
        memory: arguments.memory << 20,
        workers: arguments.workers.unwrap_or(processors).max(1),
    };
    let ready = |address: SocketAddr| {
        let talk = Talk::new();
        talk.say(&format!("http://{address}/ serves `{}`; Ctrl-C ends it", folder.path().display()));
        if !address.ip().is_loopback() && options.token.is_none() {
            talk.say("note: whoever reaches this address may ask; --token-file keeps others out");
        }
    };
    server::serve(folder, &options, ready).map_err(|error| match error {
        ServeError::NoGraph => Failure::Reported,
        ServeError::Listen { address, ref source } => Failure::Bad {
            message: error.to_string(),
            causes: vec![source.to_string()],
            hint: Some(match source.kind() {
                io::ErrorKind::AddrInUse => {
                    format!("something listens there already: try --port {}", address.port() + 1)
                }
                io::ErrorKind::PermissionDenied => {
                    "ports below 1024 are for the system: try --port 7880".to_owned()
                }
                _ => "name an address of this machine with --bind".to_owned(),
            }),
        },
        ServeError::Io { ref source, .. } => {
            Failure::Bad { message: error.to_string(), causes: vec![source.to_string()], hint: None }
        }
    })
}

fn audience(private: bool) -> Audience {
    if private { Audience::Own } else { Audience::Public }
}

/// Finds the token: in a file, on the command line, in the environment. One that is empty lets nobody in by mistake.
fn token(arguments: &Arguments) -> Result<Option<String>, Failure> {
    let bad = |message: String, causes: Vec<String>, hint: &str| Failure::Bad {
        message,
        causes,
        hint: Some(hint.to_owned()),
    };
    let (token, place) = match (&arguments.token_file, &arguments.token) {
        (Some(path), _) => {
            let text = std::fs::read_to_string(path).map_err(|error| {
                let message = format!("cannot read the token in `{}`", path.display());
                bad(message, vec![error.to_string()], "write the token into it, on one line")
            })?;
            (text.trim().to_owned(), format!("`{}`", path.display()))
        }
        (None, Some(token)) => (token.clone(), "--token".to_owned()),
        (None, None) => match std::env::var("ACTANT_TOKEN") {
            Ok(token) => (token, "ACTANT_TOKEN".to_owned()),
            Err(VarError::NotPresent) => return Ok(None),
            Err(VarError::NotUnicode(_)) => (String::new(), "ACTANT_TOKEN".to_owned()),
        },
    };
    if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        let message = format!("the token in {place} is none");
        return Err(bad(
            message,
            Vec::new(),
            "a token is one word of letters, digits and signs, without a space",
        ));
    }
    Ok(Some(token))
}

/// Gives the arguments that make this program read the same folder in the same way.
fn again(folder: &DataFolder) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = vec!["-d".into(), folder.path().into()];
    let options = folder.options();
    if let Some(encoding) = options.encoding {
        arguments.extend(["--encoding".into(), encoding.to_string().into()]);
    }
    if options.replace_control {
        arguments.push("--replace-control".into());
    }
    for line in options.columns.lines() {
        arguments.extend(["--map".into(), line.into()]);
    }
    arguments
}

/// Answers the tasks of a process that serves.
pub fn work(folder: &DataFolder) -> Result<(), Failure> {
    Ok(server::work(folder, || std::process::exit(0))?)
}

/// What a builder for `serve` takes.
#[derive(Debug, clap::Args)]
pub struct BuilderArguments {
    /// Where to put a graph that has no cache
    #[arg(long)]
    scratch: PathBuf,
    /// Put the rows that are marked private into it
    #[arg(long)]
    private: bool,
    /// Build the graph anew, because its file is damaged
    #[arg(long)]
    damaged: bool,
}

/// Builds the graph for a process that serves.
pub fn build(folder: &DataFolder, arguments: &BuilderArguments) -> Result<(), Failure> {
    let damage = arguments.damaged.then_some("the graph file was damaged");
    let private =
        server::build(folder, &arguments.scratch, audience(arguments.private), damage, &mut io::stdout())?;
    if private > 0 {
        let claims = if private == 1 { "claim" } else { "claims" };
        Talk::new().say(&format!("note: {private} {claims} left out: marked private; --private serves them"));
    }
    Ok(())
}
