//! What a publisher hands to the broker, and how.

use std::sync::{Mutex, PoisonError};

/// A message ready to be published.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Message {
    /// The exchange to publish to.
    pub exchange: &'static str,
    /// The routing key.
    pub routing_key: &'static str,
    /// The id in the envelope: AMQP's `message_id`, what a consumer deduplicates by.
    pub message_id: String,
    /// AMQP's `correlation_id`, where the envelope has one.
    pub correlation_id: Option<String>,
    /// The encoded envelope.
    pub body: Vec<u8>,
}

impl Message {
    /// AMQP's `content_type`.
    pub const CONTENT_TYPE: &'static str = "application/json";
}

/// The way to the broker, which you implement for your client.
///
/// The trait is neither synchronous nor asynchronous: `Output` is whatever your client gives back.
/// A blocking client says `type Output<'a> = Result<(), ClientError>`; an asynchronous one says
/// `type Output<'a> = Pin<Box<dyn Future<Output = Result<(), ClientError>> + Send + 'a>>`, and
/// callers write `publisher.order_created(&context, &order)?.await?`. The first `?` is the
/// contract's, before anything is sent; the second is the broker's.
pub trait Transport {
    /// What publishing gives back.
    type Output<'a>
    where
        Self: 'a;

    /// Publishes a message.
    fn publish(&self, message: Message) -> Self::Output<'_>;
}

impl<T: Transport + ?Sized> Transport for &T {
    type Output<'a>
        = T::Output<'a>
    where
        Self: 'a;

    fn publish(&self, message: Message) -> Self::Output<'_> {
        (**self).publish(message)
    }
}

impl<T: Transport + ?Sized> Transport for std::sync::Arc<T> {
    type Output<'a>
        = T::Output<'a>
    where
        Self: 'a;

    fn publish(&self, message: Message) -> Self::Output<'_> {
        (**self).publish(message)
    }
}

/// A transport for tests: it keeps the messages.
#[derive(Debug, Default)]
pub struct Recorder {
    messages: Mutex<Vec<Message>>,
}

impl Recorder {
    /// A recorder without messages.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The messages published so far, in order.
    #[must_use]
    pub fn messages(&self) -> Vec<Message> {
        self.messages.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Transport for Recorder {
    type Output<'a> = ();

    fn publish(&self, message: Message) {
        self.messages.lock().unwrap_or_else(PoisonError::into_inner).push(message);
    }
}
