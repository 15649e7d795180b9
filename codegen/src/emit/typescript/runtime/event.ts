// Events as values, and messages as types.

import { z } from "zod";

import type { Envelope } from "../envelope.js";
import { ContractViolation, describeIssues, UnknownVersion } from "./violation.js";

/** The number of a version, as far as the envelope's form of it says. */
export interface VersionNumber {
  readonly major: number;
  readonly minor: number;
}

/** An event of the catalog: who publishes it, and what its payloads look like. */
export interface EventDefinition<
  Key extends string = string,
  Payloads extends object = Readonly<Record<number, unknown>>,
  Latest extends number = number,
> {
  /** The routing key. */
  readonly key: Key;
  /** What happened, in one sentence. */
  readonly summary: string;
  /** The service that publishes it. */
  readonly service: string;
  /** The exchange it is published to. */
  readonly exchange: string;
  /** The newest payload of each live major. */
  readonly majors: { readonly [Major in keyof Payloads]: z.core.$ZodType<Payloads[Major]> };
  /** The newest major. */
  readonly latest: Latest;
  /** The payload of each live version, oldest first. */
  readonly versions: Readonly<Record<string, z.core.$ZodType>>;
}

/** Checks a definition against the payload types of its majors. */
export function defineEvent<Key extends string, Payloads extends object, Latest extends number>(
  definition: EventDefinition<Key, Payloads, Latest>,
): EventDefinition<Key, Payloads, Latest> {
  return definition;
}

/** The live majors of an event. */
export type MajorOf<Event extends EventDefinition> = keyof Event["majors"] & number;

/** The newest major of an event. */
export type LatestMajor<Event extends EventDefinition> = Event["latest"] & MajorOf<Event>;

/** The payload of an event: of one major, or of any. */
export type PayloadOf<
  Event extends EventDefinition,
  Major extends MajorOf<Event> = MajorOf<Event>,
> = { [M in Major]: Output<Event["majors"][M]> }[Major];

type Output<Schema> = Schema extends z.core.$ZodType<infer Data> ? Data : never;

/** A message of an event, told apart by `key` and, where several majors are live, by `major`. */
export type MessageOf<
  Event extends EventDefinition,
  Major extends MajorOf<Event> = MajorOf<Event>,
> = {
  [M in Major]: Message<Event["key"], M, Output<Event["majors"][M]>>;
}[Major];

/** A message of one event and major. */
export interface Message<Key extends string, Major extends number, Data> {
  readonly key: Key;
  readonly major: Major;
  /** The version as sent; its minor may be newer than any that this package knows. */
  readonly version: string;
  /** The payload, read as the newest minor of its major that this package knows. */
  readonly data: Data;
  /** What was sent around the payload. */
  readonly envelope: Envelope;
}

/** Events by routing key. */
export type EventMap<Events> = { readonly [Key in keyof Events]: EventDefinition };

/** A message of any of these events. */
export type AnyMessage<Events extends EventMap<Events>> = {
  [Key in keyof Events]: MessageOf<Events[Key]>;
}[keyof Events];

/** The event of a routing key, if it is one of these. */
export function eventAt(events: object, key: string): EventDefinition | undefined {
  return Object.hasOwn(events, key) ? (Reflect.get(events, key) as EventDefinition) : undefined;
}

/** Reads a payload: what the schema does not declare is dropped. Throws a `ContractViolation`. */
export function readPayload<Data>(
  schema: z.core.$ZodType<Data>,
  input: unknown,
  event: string,
  version: string,
): Data {
  const result = z.safeParse(schema, input);
  if (!result.success) {
    const issues = describeIssues(input, result.error.issues);
    throw new ContractViolation("payload", issues, event, version);
  }
  return result.data;
}

/** What may be sent of a payload. Throws a `ContractViolation`. */
export function closePayload(
  schema: z.core.$ZodType,
  data: unknown,
  event: string,
  version: string,
): unknown {
  const closed = readPayload(schema, data, event, version);
  // Again, for what holds of a value only as long as nothing is dropped: `minProperties`.
  return readPayload(schema, closed, event, version);
}

/** The schema that reads a version: the newest of its major, whether or not the minor is known. */
export function schemaOfMajor(
  event: EventDefinition,
  major: number,
  version: string,
): z.core.$ZodType {
  const majors: Readonly<Record<number, z.core.$ZodType>> = event.majors;
  const schema = majors[major];
  if (schema === undefined) {
    throw new UnknownVersion(event.key, version);
  }
  return schema;
}

/** The schema that reads this very version, or the newest of its major if the minor is unknown. */
export function schemaOfVersion(event: EventDefinition, version: string): z.core.$ZodType {
  const known = Object.hasOwn(event.versions, version) ? event.versions[version] : undefined;
  if (known !== undefined) {
    return known;
  }
  const [, major] = /^([1-9][0-9]*)\.(?:0|[1-9][0-9]*)$/u.exec(version) ?? [];
  return schemaOfMajor(event, Number(major ?? 0), version);
}

/** The newest version of a major. */
export function newestOf(event: EventDefinition, major: number): VersionNumber {
  const newest = Object.keys(event.versions).findLast((version) => version.startsWith(`${major}.`));
  if (newest === undefined) {
    throw new UnknownVersion(event.key, `${major}`);
  }
  return { major, minor: Number(newest.slice(`${major}.`.length)) };
}

/** An event as a service sees it that does not read all of its majors. */
export type WithMajors<Event extends EventDefinition, Major extends MajorOf<Event>> = Omit<
  Event,
  "majors"
> & { readonly majors: Pick<Event["majors"], Major> };

/** The same event for a service that does not read all of its majors. */
export function withMajors<Event extends EventDefinition, const Major extends MajorOf<Event>>(
  event: Event,
  majors: readonly Major[],
): WithMajors<Event, Major> {
  const read = Object.entries(event.majors).filter(([major]) =>
    majors.some((each) => String(each) === major),
  );
  return { ...event, majors: Object.fromEntries(read) as Pick<Event["majors"], Major> };
}
