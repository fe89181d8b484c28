//! One connection: how long a head may take, how large it may be, how long nobody may read what is sent.

use std::convert::Infallible;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_io_timeout::TimeoutStream;

use crate::server::handle::{Endpoint, Open, handle};

/// How long the head of a request may take, and how long a connection may rest between two.
const HEAD: Duration = Duration::from_secs(10);
/// How long nothing of an answer may be taken.
const WRITE: Duration = Duration::from_secs(20);
/// The longest head, in bytes.
const LONGEST: usize = 128 << 10;

/// Answers the requests of a connection until it ends.
pub(super) async fn answer(stream: TcpStream, endpoint: Arc<Endpoint>) {
    let _open = Open::new(&endpoint.metrics);
    // Small answers are sent at once.
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(WRITE));
    let service = service_fn(move |request| {
        let endpoint = Arc::clone(&endpoint);
        async move { Ok::<_, Infallible>(handle(endpoint, request).await) }
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(LONGEST);
    // Whatever ends a connection ends nothing else.
    let _ = builder.serve_connection(TokioIo::new(Box::pin(stream)), service).await;
}

/// Turns a connection away, in words that every client knows.
pub(super) async fn turn_away(mut stream: TcpStream) {
    const WORDS: &str = "HTTP/1.1 503 Service Unavailable\r\ncontent-type: application/problem+json\r\n\
        retry-after: 1\r\nconnection: close\r\ncontent-length: 76\r\n\r\n\
        {\"title\":\"busy\",\"status\":503,\"detail\":\"there are too many connections now\"}\n";
    let said = async {
        stream.write_all(WORDS.as_bytes()).await?;
        stream.shutdown().await?;
        // What is not read would reset the connection before its client has heard.
        let mut rest = [0; 1024];
        while stream.read(&mut rest).await? > 0 {}
        Ok::<(), io::Error>(())
    };
    let _ = timeout(Duration::from_secs(1), said).await;
}
