//! Delivery settings as they hold for one service: its own, else the catalog's.

use countersign_model::duration::Duration;
use countersign_model::resolved::{Backoff, Delivery, Resolved, Retry, Service};
use countersign_model::source::Spanned;

/// Settings that hold together.
#[derive(Debug, Clone, Copy)]
pub(in crate::check) struct Dues<'a> {
    /// The service that overrides one of them; `None` for the catalog's own settings.
    pub(in crate::check) service: Option<&'a Service>,
    /// How long a message may wait in a queue.
    pub(in crate::check) message_ttl: Option<&'a Spanned<Duration>>,
    /// What happens to a message that could not be handled.
    pub(in crate::check) retry: Option<&'a Spanned<Retry>>,
    /// How long a consumer remembers the ids of messages.
    pub(in crate::check) idempotency_window: Option<&'a Spanned<Duration>>,
}

impl Dues<'_> {
    /// Who the settings are for, in words.
    pub(in crate::check) fn whose(&self) -> String {
        self.service.map_or_else(String::new, |service| format!(" of `{}`", service.name.value))
    }
}

/// The catalog's settings, then those of each service that overrides one which `matters`.
pub(in crate::check) fn all(catalog: &Resolved, matters: fn(&Delivery) -> bool) -> Vec<Dues<'_>> {
    let shared = &catalog.delivery;
    let own = Dues {
        service: None,
        message_ttl: shared.message_ttl.as_ref(),
        retry: shared.retry.as_ref(),
        idempotency_window: shared.idempotency_window.as_ref(),
    };
    let services = catalog.services.iter().filter(|service| matters(&service.delivery));
    let overridden = services.map(|service| Dues {
        service: Some(service),
        message_ttl: service.delivery.message_ttl.as_ref().or(own.message_ttl),
        retry: service.delivery.retry.as_ref().or(own.retry),
        idempotency_window: service.delivery.idempotency_window.as_ref().or(own.idempotency_window),
    });
    std::iter::once(own).chain(overridden).collect()
}

/// The time that all waits between retries take together.
pub(in crate::check) fn total(retry: &Retry) -> Duration {
    let (sum, last, left) = waits(retry);
    Duration { millis: sum.saturating_add(last.saturating_mul(u64::from(left))) }
}

/// The longest wait between two retries.
pub(in crate::check) fn longest(retry: &Retry) -> Duration {
    Duration { millis: waits(retry).1 }
}

/// The sum of the first waits, the wait after which none grows any more, and how many more of
/// that length follow.
fn waits(retry: &Retry) -> (u64, u64, u32) {
    let capped = |wait: u64| retry.max.as_ref().map_or(wait, |max| wait.min(max.value.millis));
    let factor = match retry.backoff {
        Backoff::Fixed => 1,
        Backoff::Exponential => u64::from(retry.factor),
    };
    let (mut sum, mut wait, mut left) = (0_u64, retry.initial.value.millis, retry.attempts.value);
    if left == 0 {
        return (0, 0, 0);
    }
    loop {
        let (now, next) = (capped(wait), wait.saturating_mul(factor));
        sum = sum.saturating_add(now);
        left -= 1;
        if left == 0 || capped(next) == now {
            return (sum, now, left);
        }
        wait = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use countersign_model::source::{FileId, Span};

    #[test]
    fn waits_add_up_without_being_counted_one_by_one() {
        let span = Span { file: FileId::NONE, start: 0, end: 0 };
        let retry = |attempts, backoff, factor, max: Option<u64>| Retry {
            attempts: Spanned::new(attempts, span),
            backoff,
            initial: Spanned::new(Duration { millis: 1000 }, span),
            factor,
            max: max.map(|millis| Spanned::new(Duration { millis }, span)),
        };
        let three = retry(3, Backoff::Exponential, 2, None);
        assert_eq!((total(&three).millis, longest(&three).millis), (7000, 4000));
        let capped = retry(5, Backoff::Exponential, 2, Some(3000));
        assert_eq!((total(&capped).millis, longest(&capped).millis), (12_000, 3000));
        assert_eq!(total(&retry(u32::MAX, Backoff::Fixed, 9, None)).millis, 1000 * u64::from(u32::MAX));
        assert_eq!(total(&retry(u32::MAX, Backoff::Exponential, 3, None)).millis, u64::MAX);
        assert_eq!(longest(&retry(0, Backoff::Fixed, 2, None)).millis, 0);
    }
}
