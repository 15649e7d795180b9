// Decodes test vectors with a generated package.
//
//   node vectors.mjs <package directory> <vectors.json>...
//
// The package must be built. A vector is {"key", "version", "data": "<JSON text>"}; each becomes a
// line {"index", "valid", "errors", "encoded"}. The index counts on across the files.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [directory, ...files] = process.argv.slice(2);
if (directory === undefined || files.length === 0) {
  console.error("usage: node vectors.mjs <package directory> <vectors.json>...");
  process.exit(2);
}

const entry = pathToFileURL(resolve(directory, "dist/index.js"));
const { decodePayload, encodePayload, MessageError, ContractViolation } = await import(entry.href);
const text = new TextDecoder();

/** Anything but a typed error is a fault of the package, and ends the run. */
function check({ key, version, data }) {
  try {
    const payload = decodePayload(key, version, new TextEncoder().encode(data));
    return { valid: true, errors: [], encoded: encode(key, version, payload) };
  } catch (error) {
    if (error instanceof ContractViolation) {
      return { valid: false, errors: error.issues };
    }
    if (error instanceof MessageError) {
      return { valid: false, errors: [{ rule: error.name, message: error.message }] };
    }
    throw error;
  }
}

/** What a reader dropped may be what made a payload valid: then it cannot be sent on. */
function encode(key, version, payload) {
  try {
    return text.decode(encodePayload(key, version, payload));
  } catch (error) {
    if (error instanceof ContractViolation) {
      return null;
    }
    throw error;
  }
}

const vectors = files.flatMap((file) => JSON.parse(readFileSync(file, "utf8")));
const lines = vectors.map((vector, index) => JSON.stringify({ index, ...check(vector) }));
console.log(lines.join("\n"));
