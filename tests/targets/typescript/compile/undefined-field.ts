// expect: with 'exactOptionalPropertyTypes: true'

import type { CatalogVariantDeletedV1 } from "@erp/events";

export const data: CatalogVariantDeletedV1 = {
  variant_id: "var_1",
  product_id: "prod_1",
  deletion_type: "soft",
  deleted_by: "user_1",
  sku: undefined,
};
