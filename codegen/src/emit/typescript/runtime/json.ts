// JSON in and out without losing digits, and without accepting what other readers refuse.

import { ExactDecimal, exactNumber } from "./numeric.js";

/** Any JSON value. An integer beyond `Number.MAX_SAFE_INTEGER` is a `bigint`. */
export type JsonValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly JsonValue[]
  | { readonly [member: string]: JsonValue };

/** Whether a value is an object in the sense of JSON. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof ExactDecimal)
  );
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** A number that `JSON.parse` may round: more than 15 digits, or an exponent of two. */
const roundedNumber = /(?:^|[:,[\s])-?(?:[\d.]{16}|[\d.]+[eE][-+]?\d\d)/u;
/** Half of a surrogate pair, escaped: it may stand alone, which is no text. */
const escapedSurrogate = /(?:^|[^\\])(?:\\\\)*\\u[dD][89a-fA-F]/u;

/**
 * Reads JSON. Throws a `SyntaxError` or a `RangeError` for what is not JSON in UTF-8 and for a
 * number beyond the range of a double. Of members with the same name the last one counts.
 *
 * `JSON.parse` does the work unless the text may hold something that it would change silently.
 */
export function readJson(source: string | Uint8Array): unknown {
  const text = typeof source === "string" ? source : decodeText(source);
  if (roundedNumber.test(text) || escapedSurrogate.test(text)) {
    return new ExactReader(text).read();
  }
  return JSON.parse(text);
}

function decodeText(source: Uint8Array): string {
  try {
    return decoder.decode(source);
  } catch {
    throw new SyntaxError("the message is not UTF-8");
  }
}

/** Writes JSON. Integers of any size keep their digits; `undefined` members are left out. */
export function writeJson(value: unknown): string {
  const text = hasBigInt(value) ? writeExact(value) : JSON.stringify(value);
  // `JSON.stringify` escapes a surrogate only where it stands alone.
  if (escapedSurrogate.test(text)) {
    throw new SyntaxError("a string contains half of a surrogate pair");
  }
  return text;
}

/** Writes JSON in UTF-8. */
export function writeJsonBytes(value: unknown): Uint8Array {
  return encoder.encode(writeJson(value));
}

function hasBigInt(value: unknown): boolean {
  return typeof value === "object" && value !== null
    ? Object.values(value).some(hasBigInt)
    : typeof value === "bigint";
}

function writeExact(value: unknown): string {
  if (typeof value === "bigint") {
    return value.toString();
  }
  if (Array.isArray(value)) {
    return `[${value.map(writeExact).join(",")}]`;
  }
  if (isObject(value)) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    const written = members.map(
      ([name, member]) => `${JSON.stringify(name)}:${writeExact(member)}`,
    );
    return `{${written.join(",")}}`;
  }
  return JSON.stringify(value);
}

/** Reads JSON token by token, for the texts that `JSON.parse` would not read exactly. */
class ExactReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): unknown {
    const value = this.#value();
    this.#space();
    if (this.#at < this.#text.length) {
      throw this.#unexpected();
    }
    return value;
  }

  #value(): unknown {
    this.#space();
    switch (this.#text[this.#at]) {
      case "{":
        return this.#object();
      case "[":
        return this.#array();
      case '"':
        return this.#string();
      case "t":
        return this.#word("true", true);
      case "f":
        return this.#word("false", false);
      case "n":
        return this.#word("null", null);
      default:
        return exactNumber(this.#match(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/uy));
    }
  }

  #object(): unknown {
    const members = new Map<string, unknown>();
    this.#at += 1;
    if (this.#next("}")) {
      return {};
    }
    do {
      this.#space();
      const name = this.#string();
      this.#expect(":");
      members.set(name, this.#value());
    } while (this.#next(","));
    this.#expect("}");
    return Object.fromEntries(members);
  }

  #array(): unknown {
    const items: unknown[] = [];
    this.#at += 1;
    if (this.#next("]")) {
      return items;
    }
    do {
      items.push(this.#value());
    } while (this.#next(","));
    this.#expect("]");
    return items;
  }

  #string(): string {
    const text = String(JSON.parse(this.#match(/"(?:[^"\\]|\\.)*"/uy)));
    if (!text.isWellFormed()) {
      throw new SyntaxError("a string contains half of a surrogate pair");
    }
    return text;
  }

  #word(word: string, value: boolean | null): boolean | null {
    if (!this.#text.startsWith(word, this.#at)) {
      throw this.#unexpected();
    }
    this.#at += word.length;
    return value;
  }

  #match(token: RegExp): string {
    token.lastIndex = this.#at;
    const [found] = token.exec(this.#text) ?? [];
    if (found === undefined) {
      throw this.#unexpected();
    }
    this.#at += found.length;
    return found;
  }

  #space(): void {
    this.#match(/[ \t\n\r]*/uy);
  }

  #next(character: string): boolean {
    this.#space();
    const found = this.#text[this.#at] === character;
    this.#at += found ? 1 : 0;
    return found;
  }

  #expect(character: string): void {
    if (!this.#next(character)) {
      throw this.#unexpected();
    }
  }

  #unexpected(): SyntaxError {
    const found = this.#text[this.#at];
    const what = found === undefined ? "the end of the text" : JSON.stringify(found);
    return new SyntaxError(`${what} is unexpected at position ${this.#at}`);
  }
}
