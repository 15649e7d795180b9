// Numbers by value. JavaScript's `number` holds every decimal of up to 15 digits and every integer
// up to 2^53; what it cannot hold travels as a `bigint` (integers) or an `ExactDecimal`.

/** A number as read from JSON, with its exact value. */
export type Numeric = number | bigint | ExactDecimal;

/** A number's value: `0.digits * 10^exponent`, without leading or trailing zeros in `digits`. */
interface Scientific {
  readonly negative: boolean;
  readonly digits: string;
  readonly exponent: number;
}

const numberForm = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([-+]?\d+))?$/u;

function scientific(text: string): Scientific {
  const [, sign = "", whole = "", fraction = "", power = "0"] = numberForm.exec(text) ?? [];
  const significant = (whole + fraction).replace(/^0+/u, "");
  const digits = significant.replace(/0+$/u, "");
  if (digits === "") {
    return { negative: false, digits, exponent: 0 };
  }
  const exponent = Number(power) + significant.length - fraction.length;
  return { negative: sign === "-", digits, exponent };
}

/** A decimal that no `number` equals, such as `0.30000000000000000001`. */
export class ExactDecimal {
  readonly text: string;
  readonly value: Scientific;

  constructor(text: string) {
    this.text = text;
    this.value = scientific(text);
  }

  /** The nearest `number`. */
  toNumber(): number {
    return Number(this.text);
  }
}

/** Reads the text of a JSON number without changing its value. */
export function exactNumber(text: string): Numeric {
  const nearest = Number(text);
  if (!Number.isFinite(nearest)) {
    throw new RangeError(`the number ${text} is out of range`);
  }
  const { negative, digits, exponent } = scientific(text);
  const isInteger = digits.length <= exponent || digits === "";
  if (isInteger && !Number.isSafeInteger(nearest)) {
    const magnitude = BigInt(digits + "0".repeat(exponent - digits.length));
    return negative ? -magnitude : magnitude;
  }
  const kept = scientific(String(nearest));
  const isKept = kept.digits === digits && kept.exponent === exponent && kept.negative === negative;
  return isKept ? nearest : new ExactDecimal(text);
}

/** Whether a value is a number. `NaN` and the infinities are not numbers in JSON. */
export function isNumeric(value: unknown): value is Numeric {
  return typeof value === "number"
    ? Number.isFinite(value)
    : typeof value === "bigint" || value instanceof ExactDecimal;
}

function valueOf(value: Numeric): Scientific {
  return value instanceof ExactDecimal ? value.value : scientific(String(value));
}

/** Below zero, zero or above zero, as `a` is less than, equal to or greater than `b`. */
export function compareNumeric(a: Numeric, b: Numeric): number {
  if (!(a instanceof ExactDecimal) && !(b instanceof ExactDecimal)) {
    return a < b ? -1 : a > b ? 1 : 0;
  }
  const [left, right] = [valueOf(a), valueOf(b)];
  const [leftSign, rightSign] = [signOf(left), signOf(right)];
  if (leftSign !== rightSign) {
    return leftSign - rightSign;
  }
  // Both begin with a digit other than zero, so the exponent decides before the digits do.
  const byMagnitude =
    left.exponent - right.exponent ||
    (left.digits < right.digits ? -1 : left.digits > right.digits ? 1 : 0);
  return leftSign * byMagnitude;
}

function signOf(value: Scientific): number {
  return value.digits === "" ? 0 : value.negative ? -1 : 1;
}

/** Whether `value` divided by `divisor`, which is above zero, is whole. Exact for decimals. */
export function isMultipleOf(value: Numeric, divisor: Numeric): boolean {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(divisor)) {
    return Number(value) % Number(divisor) === 0;
  }
  const dividend = valueOf(value);
  const unit = valueOf(divisor);
  if (dividend.digits === "") {
    return true;
  }
  const coefficient = BigInt(dividend.digits);
  const modulus = BigInt(unit.digits);
  const power = dividend.exponent - dividend.digits.length - (unit.exponent - unit.digits.length);
  if (power < 0) {
    // The dividend has fewer digits than the divisor has zeros: too small to be a multiple.
    return (
      -power <= dividend.digits.length && coefficient % (modulus * 10n ** BigInt(-power)) === 0n
    );
  }
  return ((coefficient % modulus) * powerOfTen(power, modulus)) % modulus === 0n;
}

/** `10^power % modulus`, by squaring. */
function powerOfTen(power: number, modulus: bigint): bigint {
  let result = 1n % modulus;
  let factor = 10n % modulus;
  for (let rest = power; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) {
      result = (result * factor) % modulus;
    }
    factor = (factor * factor) % modulus;
  }
  return result;
}

/** A text that is the same for numbers of the same value and for no others. */
export function numericKey(value: Numeric): string {
  const { negative, digits, exponent } = valueOf(value);
  return `${negative ? "-" : ""}${digits}e${exponent}`;
}
