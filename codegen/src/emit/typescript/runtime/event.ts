// Events as values, and messages as types.

import type { z } from "zod";

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
  Majors extends Readonly<Record<number, z.ZodType>> = Readonly<Record<number, z.ZodType>>,
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
  readonly majors: Majors;
  /** The newest major. */
  readonly latest: number;
  /** The payload of each live version, oldest first. */
  readonly versions: Readonly<Record<string, z.ZodType>>;
}

/** Keeps the types of a definition as narrow as it was written. */
export function defineEvent<
  const Key extends string,
  const Majors extends Readonly<Record<number, z.ZodType>>,
  const Latest extends number,
>(
  definition: EventDefinition<Key, Majors> & { readonly latest: Latest },
): EventDefinition<Key, Majors> & { readonly latest: Latest } {
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

type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : never;

/** A message of an event, told apart by `key` and, where several majors are live, by `major`. */
export type MessageOf<
  Event extends EventDefinition,
  Major extends MajorOf<Event> = MajorOf<Event>,
> = {
  [M in Major]: {
    readonly key: Event["key"];
    readonly major: M;
    /** The version as sent; its minor may be newer than any that this package knows. */
    readonly version: string;
    /** The payload, read as the newest minor of its major that this package knows. */
    readonly data: Output<Event["majors"][M]>;
    /** Everything else that was sent with the payload. */
    readonly envelope: Envelope;
  };
}[Major];

/** Reads a payload: what the schema does not declare is dropped. Throws a `ContractViolation`. */
export function readPayload<Data>(
  schema: z.ZodType<Data>,
  input: unknown,
  event: string,
  version: string,
): Data {
  const result = schema.safeParse(input);
  if (!result.success) {
    const issues = describeIssues(input, result.error.issues);
    throw new ContractViolation("payload", issues, event, version);
  }
  return result.data;
}

/** What may be sent of a payload. Throws a `ContractViolation`. */
export function closePayload(
  schema: z.ZodType,
  data: unknown,
  event: string,
  version: string,
): unknown {
  const closed = readPayload(schema, data, event, version);
  // Again, for what holds of a value only as long as nothing is dropped: `minProperties`.
  return readPayload(schema, closed, event, version);
}

/** The schema that reads a version: the newest of its major, whether or not the minor is known. */
export function schemaOfMajor(event: EventDefinition, major: number, version: string): z.ZodType {
  const schema = event.majors[major];
  if (schema === undefined) {
    throw new UnknownVersion(event.key, version);
  }
  return schema;
}

/** The schema that reads this very version, or the newest of its major if the minor is unknown. */
export function schemaOfVersion(event: EventDefinition, version: string): z.ZodType {
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

/** The same event for a service that does not read all of its majors. */
export function withMajors<Event extends EventDefinition, const Major extends MajorOf<Event>>(
  event: Event,
  majors: readonly Major[],
): EventDefinition<Event["key"], Pick<Event["majors"], Major>> {
  const read = Object.entries(event.majors).filter(([major]) =>
    majors.some((each) => String(each) === major),
  );
  return { ...event, majors: Object.fromEntries(read) as Pick<Event["majors"], Major> };
}
