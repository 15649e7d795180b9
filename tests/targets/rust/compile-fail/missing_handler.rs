//! Must not compile: the consumer leaves out `auth.user.deleted`, which catalog signed to consume.

use sdk::Envelope;
use sdk::events::{AuthOrganizationSuspendedV1, AuthUserDeactivatedV1};
use sdk::services::catalog::CatalogConsumer;

struct Handlers;

impl CatalogConsumer for Handlers {
    type Output<'a> = ();

    fn on_auth_organization_suspended(&self, _: Envelope<AuthOrganizationSuspendedV1>) {}

    fn on_auth_user_deactivated(&self, _: Envelope<AuthUserDeactivatedV1>) {}
}

fn main() {}
