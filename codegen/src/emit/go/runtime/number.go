package events

import (
	"cmp"
	"math"
	"math/big"
	"strconv"
	"strings"
)

// Number is a JSON number as it is written, so that no digit is lost.
type Number string

// NumberOf is the number of a float64, in the shortest form that means the same.
func NumberOf(value float64) Number {
	return Number(strconv.FormatFloat(value, 'g', -1, 64))
}

// Cmp compares by value: -1 if n is less than other, 0 if they are equal, 1 if it is greater. What
// is not a number is taken as zero.
func (n Number) Cmp(other Number) int {
	a, _ := parseDecimal(string(n))
	b, _ := parseDecimal(string(other))
	return a.cmp(b)
}

// Float64 is the nearest float64.
func (n Number) Float64() (float64, error) { return strconv.ParseFloat(string(n), 64) }

// Int64 is the exact value; false if it is not whole or does not fit.
func (n Number) Int64() (int64, bool) {
	exact, ok := parseDecimal(string(n))
	if !ok {
		return 0, false
	}
	return exact.int64()
}

// Validate reports a text that is not a JSON number.
func (n Number) Validate() error { return validate(n.value()) }

func (n *Number) value() value { return number((*string)(n), nil) }

// Decimal is a decimal number in a JSON string, such as "-12.50": the digits are kept as written.
type Decimal string

// DecimalOf writes a rational number with so many digits after the point, rounded half away from
// zero.
func DecimalOf(value *big.Rat, digits int) Decimal { return Decimal(value.FloatString(digits)) }

// Rat is the exact value; false if the text is not a decimal number.
func (d Decimal) Rat() (*big.Rat, bool) {
	if d.Validate() != nil {
		return nil, false
	}
	return new(big.Rat).SetString(string(d))
}

// Cmp compares by value: -1 if d is less than other, 0 if they are equal, 1 if it is greater. What
// is not a number is taken as zero.
func (d Decimal) Cmp(other Decimal) int { return Number(d).Cmp(Number(other)) }

// Validate reports a text that is not a decimal number.
func (d Decimal) Validate() error { return validate(d.value()) }

var decimalRules = rules{isDecimal}

func (d *Decimal) value() value { return text((*string)(d), decimalRules) }

// decimal is the exact value of a JSON number: digits times ten to the power of exponent.
type decimal struct {
	negative bool
	digits   string // without leading or trailing zeros; empty for zero
	exponent int64
}

// parseDecimal reads a number in JSON's grammar.
func parseDecimal(text string) (decimal, bool) {
	unsigned, negative := strings.CutPrefix(text, "-")
	mantissa, exponent := unsigned, int64(0)
	if at := strings.IndexAny(unsigned, "eE"); at >= 0 {
		var ok bool
		if exponent, ok = parseExponent(unsigned[at+1:]); !ok {
			return decimal{}, false
		}
		mantissa = unsigned[:at]
	}
	whole, fraction, pointed := strings.Cut(mantissa, ".")
	if !isDigits(whole) || (pointed && !isDigits(fraction)) || (len(whole) > 1 && whole[0] == '0') {
		return decimal{}, false
	}
	all := strings.TrimLeft(whole+fraction, "0")
	digits := strings.TrimRight(all, "0")
	if digits == "" {
		return decimal{}, true
	}
	exponent += int64(len(all)-len(digits)) - int64(len(fraction))
	return decimal{negative: negative, digits: digits, exponent: exponent}, true
}

// parseExponent reads what follows the "e". Beyond a quarter of an int64 it no longer matters how
// large an exponent is.
func parseExponent(text string) (int64, bool) {
	digits := text
	if digits != "" && (digits[0] == '+' || digits[0] == '-') {
		digits = digits[1:]
	}
	if !isDigits(digits) {
		return 0, false
	}
	exponent, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || exponent > math.MaxInt64/4 {
		exponent = math.MaxInt64 / 4
	}
	if text[0] == '-' {
		exponent = -exponent
	}
	return exponent, true
}

func isDigits(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return text != ""
}

func (d decimal) sign() int {
	switch {
	case d.digits == "":
		return 0
	case d.negative:
		return -1
	default:
		return 1
	}
}

func (d decimal) isWhole() bool { return d.exponent >= 0 }

// cmp compares two numbers exactly, without writing out their zeros.
func (d decimal) cmp(other decimal) int {
	sign := d.sign()
	if bySign := cmp.Compare(sign, other.sign()); bySign != 0 || sign == 0 {
		return bySign
	}
	// The first digits are not zero, so the place of the point decides before the digits do.
	order := cmp.Compare(int64(len(d.digits))+d.exponent, int64(len(other.digits))+other.exponent)
	if order == 0 {
		order = strings.Compare(d.digits, other.digits)
	}
	return sign * order
}

// int64 is the value if it is whole and fits.
func (d decimal) int64() (int64, bool) {
	if d.digits == "" {
		return 0, true
	}
	if !d.isWhole() || d.exponent > 18 {
		return 0, false
	}
	text := d.digits + strings.Repeat("0", int(d.exponent))
	if d.negative {
		text = "-" + text
	}
	value, err := strconv.ParseInt(text, 10, 64)
	return value, err == nil
}

// isMultipleOf reports whether d divided by unit, which is above zero, is whole.
func (d decimal) isMultipleOf(unit decimal) bool {
	if d.digits == "" {
		return true
	}
	shift := d.exponent - unit.exponent
	if shift < 0 {
		// unit has more zeros at its end than d has.
		return false
	}
	value, _ := new(big.Int).SetString(d.digits, 10)
	divisor, _ := new(big.Int).SetString(unit.digits, 10)
	power := new(big.Int).Exp(big.NewInt(10), big.NewInt(shift), divisor)
	return value.Mul(value, power).Mod(value, divisor).Sign() == 0
}

// canonical is one text for all ways to write the value.
func (d decimal) canonical() string {
	if d.digits == "" {
		return "0"
	}
	text := d.digits + "e" + strconv.FormatInt(d.exponent, 10)
	if d.negative {
		text = "-" + text
	}
	return text
}
