// A transport for tests.

import { decode } from "./decode.js";
import type { AnyMessage, EventMap, MessageOf } from "./event.js";
import type { OutgoingMessage, Transport } from "./publisher.js";

/** Keeps what is published instead of sending it. */
export interface Recorder<Events extends EventMap<Events>> extends Transport {
  /** The messages as they would have been sent. */
  readonly sent: readonly OutgoingMessage[];
  /** The messages as a consumer would read them. */
  readonly messages: readonly AnyMessage<Events>[];
  /** The messages of one event. */
  of<Key extends keyof Events>(key: Key): MessageOf<Events[Key]>[];
}

/** Makes a transport that keeps messages of these events. */
export function recorder<Events extends EventMap<Events>>(events: Events): Recorder<Events> {
  const sent: OutgoingMessage[] = [];
  const messages: AnyMessage<Events>[] = [];
  return {
    sent,
    messages,
    of: <Key extends keyof Events>(key: Key) =>
      messages.filter((message): message is MessageOf<Events[Key]> => message.key === key),
    publish: (message) => {
      messages.push(decode(events, new Set(), message.body));
      sent.push(message);
      return Promise.resolve();
    },
  };
}
