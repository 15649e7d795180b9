// Compiles: a handler for each event; ids that are plain strings or have the right name.

import {
  createAuditConsumer,
  createCatalogConsumer,
  type ErpEvent,
  type OrderCreated,
  type OrderCreatedV2,
  recordCatalogPublisher,
  upcastOrderCreated,
  VariantId,
} from "@erp/events";

createCatalogConsumer({
  "auth.organization.suspended": () => undefined,
  "auth.user.deactivated": () => Promise.resolve(),
  "auth.user.deleted": ({ data, envelope }) => {
    console.log(data.user_id, envelope.organization_id);
  },
});

// An observer may take everything in one place.
createAuditConsumer((message: ErpEvent) => {
  if (message.key === "catalog.variant.deleted") {
    console.log(message.data.deletion_type);
  }
});

export function newest(message: OrderCreated, upcast: (data: object) => OrderCreatedV2): string {
  return upcastOrderCreated(message, { 1: upcast }).order_id;
}

const { publisher, recorder } = recordCatalogPublisher();
const variant_id: VariantId = VariantId.parse("var_1");
await publisher.variantDeleted(
  { variant_id, product_id: "prod_1", deletion_type: "soft", deleted_by: "user_1" },
  { organization_id: "org_1" },
);
for (const { data } of recorder.of("catalog.variant.deleted")) {
  console.log(data.variant_id);
}
