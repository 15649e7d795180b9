// Equality as JSON Schema means it: deep, numbers by value, members in any order.

import { isObject } from "./json.js";
import { isNumeric, numericKey } from "./numeric.js";

/** A text that is the same for equal JSON values and for no others. */
export function valueKey(value: unknown): string {
  if (isNumeric(value)) {
    return numericKey(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map(valueKey).join(",")}]`;
  }
  if (isObject(value)) {
    const members = Object.entries(value).map(([name, member]) => [
      JSON.stringify(name),
      valueKey(member),
    ]);
    return `{${members
      .map((member) => member.join(":"))
      .sort()
      .join(",")}}`;
  }
  return value === undefined ? "undefined" : JSON.stringify(value);
}

/** The positions of the first two equal items, if there are any. */
export function firstDuplicate(items: readonly unknown[]): readonly [number, number] | undefined {
  const seen = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const key = valueKey(item);
    const first = seen.get(key);
    if (first !== undefined) {
      return [first, index];
    }
    seen.set(key, index);
  }
  return undefined;
}
