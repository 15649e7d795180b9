// From a payload to the broker.

import { defaultId, Envelope, type MessageFields, routingOf, seal } from "../envelope.js";
import { formatBytes } from "./decode.js";
import {
  closePayload,
  type EventDefinition,
  type LatestMajor,
  type MajorOf,
  newestOf,
  type PayloadOf,
  schemaOfMajor,
} from "./event.js";
import { ContractViolation, describeIssues } from "./violation.js";

/** A message on its way to the broker. */
export interface OutgoingMessage {
  readonly exchange: string;
  readonly routingKey: string;
  readonly messageId: string;
  readonly contentType: "application/json";
  readonly body: Uint8Array;
}

/** Sends messages. Implement it over your AMQP client, and resolve when the broker has confirmed. */
export interface Transport {
  publish(message: OutgoingMessage): Promise<void>;
}

/** Where a publisher takes what it fills in by itself. */
export interface PublisherOptions {
  /** Makes the id of a message. */
  readonly newId?: () => string;
  /** Tells the time. */
  readonly now?: () => Date;
}

/** Publishes one event: in its newest major, or in the one that `options` names. */
export interface Publish<Event extends EventDefinition> {
  (data: PayloadOf<Event, LatestMajor<Event>>, fields: MessageFields): Promise<Envelope>;
  <Major extends MajorOf<Event>>(
    data: PayloadOf<Event, Major>,
    fields: MessageFields,
    options: { readonly major: Major },
  ): Promise<Envelope>;
}

/**
 * Makes the method that publishes an event. It sends only what the contract declares, resolves with
 * the envelope as sent, and rejects with a `ContractViolation` before anything has left.
 */
export function publish<Event extends EventDefinition>(
  event: Event,
  transport: Transport,
  { newId = defaultId, now = () => new Date() }: PublisherOptions,
): Publish<Event> {
  return async (data: unknown, fields: MessageFields, options?: { readonly major: number }) => {
    const newest = newestOf(event, options?.major ?? event.latest);
    const version = `${newest.major}.${newest.minor}`;
    const schema = schemaOfMajor(event, newest.major, version);
    const payload = closePayload(schema, data, event.key, version);
    const sealed = seal({ event, version: newest, payload, newId, now }, fields);
    const result = Envelope.safeParse(sealed);
    if (!result.success) {
      throw new ContractViolation(
        "envelope",
        describeIssues(sealed, result.error.issues),
        event.key,
        version,
      );
    }
    await transport.publish({
      exchange: event.exchange,
      routingKey: event.key,
      messageId: routingOf(result.data).id,
      contentType: "application/json",
      body: formatBytes(result.data),
    });
    return result.data;
  };
}
