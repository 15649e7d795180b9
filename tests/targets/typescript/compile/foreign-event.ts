// expect: '"catalog.variant.deleted"' does not exist in type

import { createCatalogConsumer } from "@erp/events";

createCatalogConsumer({
  "auth.organization.suspended": () => undefined,
  "auth.user.deactivated": () => undefined,
  "auth.user.deleted": () => undefined,
  // Published by Catalog itself, not consumed.
  "catalog.variant.deleted": () => undefined,
});
