package events

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Null is the type of a value that is always null.
type Null struct{}

// MarshalJSON writes null.
func (Null) MarshalJSON() ([]byte, error) { return []byte("null"), nil }

func text[T ~string](more ...rule) codec[T] { return textCodec[T]{more} }

type textCodec[T ~string] struct{ rules rules }

func (c textCodec[T]) read(r *report, from any, into *T) {
	value, ok := from.(string)
	if !ok {
		r.mismatch("a string", from)
		return
	}
	*into = T(value)
	c.check(r, into)
}

func (c textCodec[T]) check(r *report, value *T) {
	content := string(*value)
	if !utf8.ValidString(content) {
		r.add("type", nil, "must be valid UTF-8")
		return
	}
	if len(c.rules) > 0 {
		c.rules.run(r, subject{kind: stringKind, text: content, tree: func() any { return content }})
	}
}

func (c textCodec[T]) write(to []byte, value *T) []byte { return appendString(to, string(*value)) }

func integer[T ~int64](more ...rule) codec[T] { return integerCodec[T]{more} }

type integerCodec[T ~int64] struct{ rules rules }

func (c integerCodec[T]) read(r *report, from any, into *T) {
	written, ok := from.(json.Number)
	exact, _ := parseDecimal(string(written))
	if !ok || !exact.isWhole() {
		r.mismatch("an integer", from)
		return
	}
	before := len(r.found)
	c.rules.run(r, numberSubject(string(written), exact))
	value, fits := exact.int64()
	if !fits && len(r.found) == before {
		r.mismatch("an integer of at most 64 bits", from)
	}
	*into = T(value)
}

func (c integerCodec[T]) check(r *report, value *T) {
	if len(c.rules) == 0 {
		return
	}
	written := strconv.FormatInt(int64(*value), 10)
	exact, _ := parseDecimal(written)
	c.rules.run(r, numberSubject(written, exact))
}

func (c integerCodec[T]) write(to []byte, value *T) []byte {
	return strconv.AppendInt(to, int64(*value), 10)
}

func number[T ~string](more ...rule) codec[T] { return numberCodec[T]{more} }

type numberCodec[T ~string] struct{ rules rules }

func (c numberCodec[T]) read(r *report, from any, into *T) {
	written, ok := from.(json.Number)
	if !ok {
		r.mismatch("a number", from)
		return
	}
	*into = T(written)
	c.check(r, into)
}

func (c numberCodec[T]) check(r *report, value *T) {
	exact, ok := parseDecimal(string(*value))
	if !ok {
		r.mismatch("a number", string(*value))
		return
	}
	c.rules.run(r, numberSubject(string(*value), exact))
}

func (c numberCodec[T]) write(to []byte, value *T) []byte { return append(to, *value...) }

func numberSubject(written string, exact decimal) subject {
	return subject{kind: numberKind, text: written, number: exact, tree: func() any { return json.Number(written) }}
}

func boolean[T ~bool](more ...rule) codec[T] { return booleanCodec[T]{more} }

type booleanCodec[T ~bool] struct{ rules rules }

func (c booleanCodec[T]) read(r *report, from any, into *T) {
	value, ok := from.(bool)
	if !ok {
		r.mismatch("a boolean", from)
		return
	}
	*into = T(value)
	c.check(r, into)
}

func (c booleanCodec[T]) check(r *report, value *T) {
	if len(c.rules) > 0 {
		c.rules.run(r, subjectOf(bool(*value)))
	}
}

func (c booleanCodec[T]) write(to []byte, value *T) []byte {
	return strconv.AppendBool(to, bool(*value))
}

func null(more ...rule) codec[Null] { return nullCodec{more} }

type nullCodec struct{ rules rules }

func (c nullCodec) read(r *report, from any, into *Null) {
	if from != nil {
		r.mismatch("null", from)
		return
	}
	c.check(r, into)
}

func (c nullCodec) check(r *report, _ *Null) { c.rules.run(r, subjectOf(nil)) }

func (c nullCodec) write(to []byte, _ *Null) []byte { return append(to, "null"...) }

// enum takes one of the values.
func enum[T ~string](values ...T) enumCodec[T] { return enumCodec[T]{values: values} }

// openEnum keeps values that it does not know.
func openEnum[T ~string](values ...T) enumCodec[T] { return enumCodec[T]{values: values, open: true} }

type enumCodec[T ~string] struct {
	values []T
	open   bool
}

func (c enumCodec[T]) known(value T) bool {
	for _, each := range c.values {
		if each == value {
			return true
		}
	}
	return false
}

func (c enumCodec[T]) read(r *report, from any, into *T) {
	value, ok := from.(string)
	if !ok {
		r.mismatch("a string", from)
		return
	}
	*into = T(value)
	c.check(r, into)
}

func (c enumCodec[T]) check(r *report, value *T) {
	switch content := string(*value); {
	case c.known(*value):
	case !c.open:
		r.add("enum", content, "must be "+c.choices())
	case !utf8.ValidString(content):
		r.add("type", nil, "must be valid UTF-8")
	}
}

func (c enumCodec[T]) write(to []byte, value *T) []byte { return appendString(to, string(*value)) }

func (c enumCodec[T]) choices() string {
	texts := make([]string, len(c.values))
	for i, value := range c.values {
		texts[i] = strconv.Quote(string(value))
	}
	if len(texts) == 1 {
		return texts[0]
	}
	return "one of " + shorten(strings.Join(texts, ", "))
}

// anything takes every JSON value, in the Go types that encoding/json decodes into when it keeps
// numbers: nil, bool, json.Number, string, []any, map[string]any. Other Go values are written the
// way encoding/json writes them.
func anything(more ...rule) codec[any] { return anyCodec{more} }

type anyCodec struct{ rules rules }

func (c anyCodec) read(r *report, from any, into *any) {
	*into = from
	c.rules.run(r, subjectOf(from))
}

func (c anyCodec) check(r *report, value *any) {
	tree, err := plain(*value)
	if err != nil {
		r.record("type", "", "must be a JSON value: "+err.Error())
		return
	}
	c.rules.run(r, subjectOf(tree))
}

func (c anyCodec) write(to []byte, value *any) []byte {
	tree, _ := plain(*value)
	return appendTree(to, tree)
}

// plain is a Go value as parse would make it of its JSON.
func plain(value any) (any, error) {
	data, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	return parse(data)
}
