// From bytes to a typed message.

import { Envelope, publisherName, routingFields, routingOf } from "../envelope.js";
import { type AnyMessage, eventAt, type EventMap, readPayload, schemaOfMajor } from "./event.js";
import { isObject, readJson, writeJsonBytes } from "./json.js";
import {
  ContractViolation,
  describeIssues,
  MalformedMessage,
  UnexpectedEvent,
  UnknownEvent,
  UnknownVersion,
  WrongPublisher,
} from "./violation.js";

/** Reads JSON; throws a `MalformedMessage`. */
export function parseBytes(bytes: string | Uint8Array): unknown {
  try {
    return readJson(bytes);
  } catch (error) {
    throw new MalformedMessage(error);
  }
}

/** Writes JSON; throws a `MalformedMessage` for a string that is no text. */
export function formatBytes(value: unknown): Uint8Array {
  try {
    return writeJsonBytes(value);
  } catch (error) {
    throw new MalformedMessage(error);
  }
}

/**
 * Reads a message of one of `events`. `known` says which routing keys the catalog has besides.
 * Throws a `MessageError`.
 */
export function decode<Events extends EventMap<Events>>(
  events: Events,
  known: ReadonlySet<string>,
  bytes: string | Uint8Array,
): AnyMessage<Events> {
  const input = parseBytes(bytes);
  const result = Envelope.safeParse(input);
  if (!result.success) {
    const issues = describeIssues(input, result.error.issues);
    const { key, version } = routingFields;
    throw new ContractViolation("envelope", issues, textAt(input, key), textAt(input, version));
  }
  const envelope = result.data;
  const { key, version, major, publisher, payload } = routingOf(envelope);
  const event = eventAt(events, key);
  if (event === undefined) {
    throw known.has(key) ? new UnexpectedEvent(key, version) : new UnknownEvent(key, version);
  }
  if (major === undefined) {
    throw new UnknownVersion(key, version);
  }
  if (publisher !== undefined && publisher !== publisherName(event.service)) {
    throw new WrongPublisher(key, version, publisher);
  }
  const schema = schemaOfMajor(event, major, version);
  const data = readPayload(schema, payload, key, version);
  // The registry ties the key and the major to the schema that has just read the payload.
  return { key, major, version, data, envelope } as AnyMessage<Events>;
}

/** A member that is a string, of whatever was sent instead of an envelope. */
function textAt(input: unknown, name: string): string | undefined {
  const value = isObject(input) && Object.hasOwn(input, name) ? input[name] : undefined;
  return typeof value === "string" ? value : undefined;
}
