// expect: Property '"auth.user.deleted"' is missing

import { createCatalogConsumer } from "@erp/events";

createCatalogConsumer({
  "auth.organization.suspended": () => undefined,
  "auth.user.deactivated": () => undefined,
});
