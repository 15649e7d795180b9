// The checks of a payload schema, one for each keyword of JSON Schema. As there, each says nothing
// about values of another kind: `minLength` lets a number pass.

import type { z } from "zod";

import { firstDuplicate, valueKey } from "./equality.js";
import { type Format, isOfFormat } from "./formats.js";
import { isObject } from "./json.js";
import { compareNumeric, ExactDecimal, isMultipleOf, isNumeric, type Numeric } from "./numeric.js";

/** A check for `schema.check(...)`. Its issues name the keyword of JSON Schema in `params.rule`. */
export type Check = (payload: z.core.ParsePayload) => void;

/** Makes a check of a function that returns what is wrong with a value. */
function check(rule: string, complaint: (value: unknown) => string | undefined): Check {
  return (payload) => {
    const message = complaint(payload.value);
    if (message !== undefined) {
      const params = { rule };
      payload.issues.push({
        code: "custom",
        input: payload.value,
        message,
        params,
        continue: true,
      });
    }
  };
}

function require(rule: string, message: string, holds: (value: unknown) => boolean): Check {
  return check(rule, (value) => (holds(value) ? undefined : message));
}

/** A number that no literal of the language equals. */
export function exactly(text: string): Numeric {
  return new ExactDecimal(text);
}

function show(bound: Numeric): string {
  return bound instanceof ExactDecimal ? bound.text : String(bound);
}

/** The number is at least `bound`. */
export function minimum(bound: Numeric): Check {
  const holds = (value: unknown) => !isNumeric(value) || compareNumeric(value, bound) >= 0;
  return require("minimum", `must be at least ${show(bound)}`, holds);
}

/** The number is at most `bound`. */
export function maximum(bound: Numeric): Check {
  const holds = (value: unknown) => !isNumeric(value) || compareNumeric(value, bound) <= 0;
  return require("maximum", `must be at most ${show(bound)}`, holds);
}

/** The number is greater than `bound`. */
export function exclusiveMinimum(bound: Numeric): Check {
  const holds = (value: unknown) => !isNumeric(value) || compareNumeric(value, bound) > 0;
  return require("exclusiveMinimum", `must be greater than ${show(bound)}`, holds);
}

/** The number is less than `bound`. */
export function exclusiveMaximum(bound: Numeric): Check {
  const holds = (value: unknown) => !isNumeric(value) || compareNumeric(value, bound) < 0;
  return require("exclusiveMaximum", `must be less than ${show(bound)}`, holds);
}

/** The number divided by `divisor` is whole. */
export function multipleOf(divisor: Numeric): Check {
  const holds = (value: unknown) => !isNumeric(value) || isMultipleOf(value, divisor);
  return require("multipleOf", `must be a multiple of ${show(divisor)}`, holds);
}

/** Counts Unicode code points, where `length` counts UTF-16 code units. */
function codePoints(text: string): number {
  const pairs = text.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g);
  return text.length - (pairs?.length ?? 0);
}

/** The string has at least `count` code points. */
export function minLength(count: number): Check {
  // A code point takes one or two code units, so most strings need no counting.
  const holds = (value: unknown) =>
    typeof value !== "string" ||
    value.length >= 2 * count ||
    (value.length >= count && codePoints(value) >= count);
  return require("minLength", `must have at least ${count} characters`, holds);
}

/** The string has at most `count` code points. */
export function maxLength(count: number): Check {
  const holds = (value: unknown) =>
    typeof value !== "string" || value.length <= count || codePoints(value) <= count;
  return require("maxLength", `must have at most ${count} characters`, holds);
}

/** The string contains a match of `expression`. */
export function pattern(expression: RegExp): Check {
  const holds = (value: unknown) => typeof value !== "string" || expression.test(value);
  return require("pattern", `must match ${expression.source}`, holds);
}

/** The string is of a format. */
export function format(name: Format): Check {
  const holds = (value: unknown) => typeof value !== "string" || isOfFormat(name, value);
  return require("format", `must be a valid ${name}`, holds);
}

/** The array has at least `count` items. */
export function minItems(count: number): Check {
  const holds = (value: unknown) => !Array.isArray(value) || value.length >= count;
  return require("minItems", `must have at least ${count} items`, holds);
}

/** The array has at most `count` items. */
export function maxItems(count: number): Check {
  const holds = (value: unknown) => !Array.isArray(value) || value.length <= count;
  return require("maxItems", `must have at most ${count} items`, holds);
}

/** No two items of the array are equal. */
export function uniqueItems(): Check {
  return check("uniqueItems", (value) => {
    const equal = Array.isArray(value) ? firstDuplicate(value) : undefined;
    return equal && `must not have equal items; ${equal[0]} and ${equal[1]} are equal`;
  });
}

/** The object has at least `count` members, declared or not. */
export function minProperties(count: number): Check {
  const holds = (value: unknown) => !isObject(value) || Object.keys(value).length >= count;
  return require("minProperties", `must have at least ${count} members`, holds);
}

/** The object has at most `count` members, declared or not. */
export function maxProperties(count: number): Check {
  const holds = (value: unknown) => !isObject(value) || Object.keys(value).length <= count;
  return require("maxProperties", `must have at most ${count} members`, holds);
}

/** The value equals one of `values`. */
export function oneOf(values: readonly unknown[]): Check {
  const keys = new Set(values.map(valueKey));
  const rule = values.length === 1 ? "const" : "enum";
  const listed = values.map((value) =>
    JSON.stringify(value, (_, part: unknown) => (isNumeric(part) ? show(part) : part)),
  );
  return require(rule, `must be one of ${listed.join(", ")}`, (value) => keys.has(valueKey(value)));
}
