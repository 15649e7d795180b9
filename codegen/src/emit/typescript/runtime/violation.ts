// What can be wrong with a message, as errors that say where.

import type { z } from "zod";

import { isObject } from "./json.js";
import { ExactDecimal } from "./numeric.js";

/** One thing that a message does against its contract. */
export interface Issue {
  /** A JSON pointer to the value: `/items/0/quantity`; empty for the whole. */
  readonly pointer: string;
  /** The keyword of JSON Schema that is broken: `minimum`, `required`. */
  readonly rule: string;
  /** What is wrong with the value. */
  readonly message: string;
  /** The value as JSON, at most 80 characters; `<redacted>` where it is personal or a secret. */
  readonly value: string;
}

/** What all errors about a message have in common. */
export abstract class MessageError extends Error {
  /** The routing key, as far as the message has one. */
  readonly event: string | undefined;
  /** The version of the payload, as far as the message has one. */
  readonly version: string | undefined;

  protected constructor(message: string, event?: string, version?: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.event = event;
    this.version = version;
  }
}

/** The bytes are not JSON in UTF-8. */
export class MalformedMessage extends MessageError {
  constructor(cause: unknown) {
    super(
      `not JSON: ${cause instanceof Error ? cause.message : String(cause)}`,
      undefined,
      undefined,
      { cause },
    );
  }
}

/** The envelope or the payload breaks its schema. */
export class ContractViolation extends MessageError {
  /** Whose schema is broken. The pointers of the issues start there. */
  readonly part: "envelope" | "payload";
  /** Everything that is wrong. */
  readonly issues: readonly Issue[];

  constructor(
    part: "envelope" | "payload",
    issues: readonly Issue[],
    event?: string,
    version?: string,
  ) {
    const title = event === undefined ? part : `${part} of ${event} ${version ?? "(no version)"}`;
    const listed = issues.map(
      ({ pointer, message, rule, value }) =>
        `${pointer || "/"}: ${message} (${rule}), found ${value}`,
    );
    super(`${title} breaks its contract: ${listed.join("; ")}`, event, version);
    this.part = part;
    this.issues = issues;
  }
}

/** No event of the catalog has this routing key. */
export class UnknownEvent extends MessageError {
  constructor(event: string, version?: string) {
    super(`unknown event ${event}`, event, version);
  }
}

/** The event has no version like this, or none that the service reads. */
export class UnknownVersion extends MessageError {
  constructor(event: string, version: string) {
    super(`unknown version ${version} of ${event}`, event, version);
  }
}

/** The event is not one that the service consumes. */
export class UnexpectedEvent extends MessageError {
  constructor(event: string, version?: string) {
    super(`${event} is not consumed here`, event, version);
  }
}

/** The message says that it comes from a service that does not publish the event. */
export class WrongPublisher extends MessageError {
  /** Who the message says published it. */
  readonly publisher: string;

  constructor(event: string, version: string, publisher: string) {
    super(`${event} is not published by ${publisher}`, event, version);
    this.publisher = publisher;
  }
}

/** Says what Zod found in the words of JSON Schema. */
export function describeIssues(input: unknown, issues: readonly z.core.$ZodIssue[]): Issue[] {
  const described = new Map<string, Issue>();
  for (const issue of issues.flatMap(perMember)) {
    const path = issue.path.map(String);
    const value = valueAt(input, path);
    const rule = value === undefined ? "required" : ruleOf(issue);
    const pointer = path
      .map((part) => `/${part.replaceAll("~", "~0").replaceAll("/", "~1")}`)
      .join("");
    const shown = "sensitive" in issue ? "<redacted>" : preview(value);
    const message = value === undefined ? "is required" : messageOf(issue);
    // A branch of a union can find what the union found before.
    described.set(`${rule} ${pointer}`, { pointer, rule, message, value: shown });
  }
  return [...described.values()];
}

/** An issue of several members, such as names that are not declared, as one issue for each. */
function perMember(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  return issue.code === "unrecognized_keys"
    ? issue.keys.map((key) => ({ ...issue, keys: [key], path: [...issue.path, key] }))
    : [issue];
}

function ruleOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "custom":
      return String(issue.params?.["rule"] ?? "custom");
    case "invalid_type":
      return "type";
    case "invalid_value":
      return issue.values.length === 1 ? "const" : "enum";
    case "unrecognized_keys":
      return "additionalProperties";
    case "invalid_union":
      return "oneOf";
    case "too_small":
      return "minItems";
    case "too_big":
      return "items";
    case "invalid_format":
      return "format";
    case "not_multiple_of":
      return "multipleOf";
    case "invalid_key":
    case "invalid_element":
      return "properties";
  }
}

function messageOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return `must be ${/^[aeiou]/u.test(issue.expected) ? "an" : "a"} ${issue.expected}`;
    case "invalid_value":
      return `must be ${issue.values.map((value) => JSON.stringify(value)).join(" or ")}`;
    case "unrecognized_keys":
      return "is not declared";
    case "invalid_union":
      return "names no branch of the union";
    default:
      return issue.message;
  }
}

/** The value at a path; `undefined` where there is none. */
function valueAt(input: unknown, path: readonly string[]): unknown {
  let value = input;
  for (const part of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) {
      return undefined;
    }
    value = (value as Readonly<Record<string, unknown>>)[part];
  }
  return value;
}

/** A scalar as JSON. Objects and arrays are only counted: what they contain may be sensitive. */
function preview(value: unknown): string {
  if (Array.isArray(value)) {
    return `an array of ${value.length}`;
  }
  if (isObject(value)) {
    return `an object of ${Object.keys(value).length}`;
  }
  if (value === undefined) {
    return "nothing";
  }
  const text = scalar(value);
  // Code points, so that no character is cut in half.
  const characters = Array.from(text);
  return characters.length > 80 ? `${characters.slice(0, 79).join("")}…` : text;
}

function scalar(value: unknown): string {
  if (value instanceof ExactDecimal) {
    return value.text;
  }
  return typeof value === "bigint" ? value.toString() : JSON.stringify(value);
}
