// From a message to the handler of its event.

import { decode } from "./decode.js";
import type { AnyMessage, EventMap, MessageOf } from "./event.js";

/** Handles messages of one event. What it throws, `handle` throws. */
export type Handler<Message> = (message: Message) => void | Promise<void>;

/** A handler for each event: leaving one out does not compile. */
export type Handlers<Events extends EventMap<Events>> = {
  readonly [Key in keyof Events]: Handler<MessageOf<Events[Key]>>;
};

/** Hands messages to the handlers of their events. */
export interface Consumer {
  /** The queue to read from. */
  readonly queue: string;
  /** The topic patterns that the queue is bound with. */
  readonly bindings: readonly string[];
  /**
   * Decodes a message and waits for its handler. Throws a `MessageError` if the message is wrong:
   * trying again will not help, so it belongs in the dead-letter queue.
   */
  handle(bytes: string | Uint8Array): Promise<void>;
}

/** Makes a consumer of the handlers for its events, or of one handler for all of them. */
export function consumer<Events extends EventMap<Events>>(
  events: Events,
  known: ReadonlySet<string>,
  subscription: Pick<Consumer, "queue" | "bindings">,
  handlers: Handlers<Events> | Handler<AnyMessage<Events>>,
): Consumer {
  return {
    ...subscription,
    handle: async (bytes) => {
      const message = decode(events, known, bytes);
      await (typeof handlers === "function"
        ? handlers(message)
        : dispatchMessage(message, handlers));
    },
  };
}

/** Hands a message to the handler of its event. */
export async function dispatchMessage<Events extends EventMap<Events>>(
  message: AnyMessage<Events>,
  handlers: Handlers<Events>,
): Promise<void> {
  // The compiler cannot see that the handler under a message's key takes this message.
  const handler = Reflect.get(handlers, message.key) as Handler<AnyMessage<Events>>;
  await handler(message);
}
