// expect: Property 'variantDeleted' does not exist on type 'InventoryPublisher'

import { recordInventoryPublisher } from "@erp/events";

const { publisher } = recordInventoryPublisher();
await publisher.variantDeleted({}, { organization_id: "org_1" });
