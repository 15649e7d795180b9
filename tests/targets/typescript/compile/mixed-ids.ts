// expect: Type '"ProductId"' is not assignable to type '"VariantId"'

import { ProductId, type VariantId } from "@erp/events";

export const variant: VariantId = ProductId.parse("prod_1");
