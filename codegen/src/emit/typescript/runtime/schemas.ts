// Schemas that Zod has no word for. They infer like Zod's own.

import { z } from "zod";

import type { Check } from "./checks.js";
import { isObject, type JsonValue } from "./json.js";
import { ExactDecimal, isNumeric, type Numeric } from "./numeric.js";

/**
 * A string with a name. Values of two names are not assignable to each other; a plain string is
 * assignable to both, since everything is checked before it is sent.
 */
export type Named<Name extends string> = string & { readonly __name?: Name };

/** A string of a list that may grow: readers accept values that they do not know. */
export type Open<Known extends string> = Known | (string & {});

function expecting(kind: string): { error: string; params: { rule: string }; abort: true } {
  return { error: `must be ${kind}`, params: { rule: "type" }, abort: true };
}

const isInteger = (value: unknown) => typeof value === "bigint" || Number.isInteger(value);
const nearest = (value: Numeric) => (value instanceof ExactDecimal ? value.toNumber() : value);

/** A whole number whose checks keep it within the range in which a `number` is exact. */
export function integer(...checks: Check[]): z.ZodType<number> {
  return z.custom<number>(isInteger, expecting("an integer")).check(...checks);
}

/** A whole number of any size: a `bigint` where a `number` would not be exact. */
export function bigInteger(...checks: Check[]): z.ZodType<number | bigint> {
  return z.custom<number | bigint>(isInteger, expecting("an integer")).check(...checks);
}

/** A number whose checks keep it within the range in which a whole `number` is exact. */
export function number(...checks: Check[]): z.ZodType<number> {
  const schema = z.custom<Numeric>(isNumeric, expecting("a number")).check(...checks);
  return schema.transform((value) => Number(nearest(value)));
}

/** A number of any size: a `bigint` for a whole number where a `number` would not be exact. */
export function bigNumber(...checks: Check[]): z.ZodType<number | bigint> {
  const schema = z.custom<Numeric>(isNumeric, expecting("a number")).check(...checks);
  return schema.transform(nearest);
}

/** Any JSON value. */
export function json(...checks: Check[]): z.ZodType<JsonValue> {
  const schema = z.custom<JsonValue>(isJson, expecting("a JSON value")).check(...checks);
  return schema.transform(withoutExactDecimals);
}

function isJson(value: unknown): boolean {
  if (value === null || typeof value === "string" || typeof value === "boolean") {
    return true;
  }
  if (Array.isArray(value)) {
    return value.every(isJson);
  }
  return isObject(value) ? Object.values(value).every(isJson) : isNumeric(value);
}

function withoutExactDecimals(value: JsonValue | ExactDecimal): JsonValue {
  if (value instanceof ExactDecimal) {
    return value.toNumber();
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  if (isItems(value)) {
    return value.map(withoutExactDecimals);
  }
  const members = Object.entries(value);
  return Object.fromEntries(members.map(([name, member]) => [name, withoutExactDecimals(member)]));
}

/** `Array.isArray` that also narrows readonly arrays. */
function isItems(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** One of these strings, or one that was added since. The known ones are in `enum`. */
export function openEnum<const Known extends Readonly<Record<string, string>>>(
  known: Known,
): z.ZodType<Open<Known[keyof Known]>> & { readonly enum: Known } {
  const schema: z.ZodType<Open<Known[keyof Known]>> = z.string();
  return Object.assign(schema, { enum: known });
}

/** An object whose members all have the same type. */
export function map<Value>(value: z.core.$ZodType<Value>): z.ZodType<Record<string, Value>> {
  return z.transform((input: unknown, { issues }) => {
    if (!isObject(input)) {
      issues.push(typeIssue(input, "an object"));
      return z.NEVER;
    }
    const members = Object.entries(input);
    const read = members.map(([name, member]) => [name, run(value, member, issues, name)] as const);
    return Object.fromEntries(read);
  });
}

/** One of several objects, told apart by a member; for branches that `z.discriminatedUnion` does not take. */
export function taggedUnion<Branches extends Readonly<Record<string, z.core.$ZodType>>>(
  tag: string,
  branches: Branches,
): z.ZodType<z.output<Branches[keyof Branches]>> {
  const byTag = new Map<unknown, z.core.$ZodType>(Object.entries(branches));
  return z.transform((input: unknown, { issues }) => {
    if (!isObject(input)) {
      issues.push(typeIssue(input, "an object"));
      return z.NEVER;
    }
    const value = Object.hasOwn(input, tag) ? input[tag] : undefined;
    const branch = byTag.get(value);
    if (branch === undefined) {
      const message = `must be one of ${[...byTag.keys()].map((key) => JSON.stringify(key)).join(", ")}`;
      issues.push({
        code: "custom",
        input: value,
        message,
        path: [tag],
        params: { rule: "oneOf" },
      });
      return z.NEVER;
    }
    return run(branch, input, issues) as z.output<Branches[keyof Branches]>;
  });
}

/**
 * Runs checks on a value as it was sent, before the schema drops what it does not declare:
 * `minProperties` counts members that are not declared, too.
 */
export function onInput<Output>(
  schema: z.core.$ZodType<Output>,
  ...checks: Check[]
): z.ZodType<Output> {
  return z.transform((input: unknown, { issues }) => {
    const output = run(schema, input, issues);
    for (const check of checks) {
      check({ value: input, issues });
    }
    return output;
  });
}

/** Drops the items after the first `count`, which the schema does not declare. */
export function firstItems<Output>(
  count: number,
  schema: z.core.$ZodType<Output>,
): z.ZodType<Output> {
  return z.preprocess((input) => (Array.isArray(input) ? input.slice(0, count) : input), schema);
}

/**
 * Hides what every object inherits, for schemas that declare a member such as `constructor`, which
 * would otherwise seem to be there.
 */
export function ownMembers<Output>(schema: z.core.$ZodType<Output>): z.ZodType<Output> {
  const bare = (input: unknown) =>
    isObject(input) ? Object.assign(Object.create(null) as object, input) : input;
  return z.preprocess(bare, schema);
}

/** Marks values that must not appear in errors or logs: personal data or a secret. */
export function sensitive<Output>(schema: z.core.$ZodType<Output>): z.ZodType<Output> {
  return z.transform((input: unknown, { issues }) => {
    const found: z.core.$ZodRawIssue[] = [];
    const output = run(schema, input, found);
    issues.push(...found.map((issue) => ({ ...issue, sensitive: true })));
    return output;
  });
}

function typeIssue(input: unknown, kind: string): z.core.$ZodRawIssue {
  return { code: "custom", input, message: `must be ${kind}`, params: { rule: "type" } };
}

/** Runs a schema on a value, or on the member `at` of one, and adds its issues to those given. */
function run<Output>(
  schema: z.core.$ZodType<Output>,
  input: unknown,
  issues: z.core.$ZodRawIssue[],
  ...at: string[]
): Output {
  const result = z.safeParse(schema, input);
  if (result.success) {
    return result.data;
  }
  for (const issue of result.error.issues) {
    issues.push({ ...issue, input: undefined, path: [...at, ...issue.path] });
  }
  return z.NEVER;
}
