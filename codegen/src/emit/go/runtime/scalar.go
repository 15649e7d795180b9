package events

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

func text(at *string, more rules) value { return textValue{at: at, rules: more} }

type textValue struct {
	present
	at    *string
	rules rules
}

func (v textValue) read(r *report, from any) {
	content, ok := from.(string)
	if !ok {
		r.mismatch("a string", from)
		return
	}
	*v.at = content
	v.check(r)
}

func (v textValue) check(r *report) {
	content := *v.at
	if !utf8.ValidString(content) {
		r.add("type", nil, "must be valid UTF-8")
		return
	}
	if len(v.rules) > 0 {
		v.rules.run(r, subject{kind: stringKind, text: content, tree: func() any { return content }})
	}
}

func (v textValue) write(to []byte) []byte { return appendString(to, *v.at) }

func integer(at *int64, more rules) value { return integerValue{at: at, rules: more} }

type integerValue struct {
	present
	at    *int64
	rules rules
}

func (v integerValue) read(r *report, from any) {
	written, ok := from.(json.Number)
	exact, _ := parseDecimal(string(written))
	if !ok || !exact.isWhole() {
		r.mismatch("an integer", from)
		return
	}
	before := len(r.found)
	v.rules.run(r, numberSubject(string(written), exact))
	content, fits := exact.int64()
	if !fits && len(r.found) == before {
		r.mismatch("an integer of at most 64 bits", from)
	}
	*v.at = content
}

func (v integerValue) check(r *report) {
	if len(v.rules) == 0 {
		return
	}
	written := strconv.FormatInt(*v.at, 10)
	exact, _ := parseDecimal(written)
	v.rules.run(r, numberSubject(written, exact))
}

func (v integerValue) write(to []byte) []byte { return strconv.AppendInt(to, *v.at, 10) }

func number(at *string, more rules) value { return numberValue{at: at, rules: more} }

type numberValue struct {
	present
	at    *string
	rules rules
}

func (v numberValue) read(r *report, from any) {
	written, ok := from.(json.Number)
	if !ok {
		r.mismatch("a number", from)
		return
	}
	*v.at = string(written)
	v.check(r)
}

func (v numberValue) check(r *report) {
	exact, ok := parseDecimal(*v.at)
	if !ok {
		r.mismatch("a number", *v.at)
		return
	}
	v.rules.run(r, numberSubject(*v.at, exact))
}

func (v numberValue) write(to []byte) []byte { return append(to, *v.at...) }

func numberSubject(written string, exact decimal) subject {
	return subject{kind: numberKind, text: written, number: exact, tree: func() any { return json.Number(written) }}
}

func boolean(at *bool, more rules) value { return booleanValue{at: at, rules: more} }

type booleanValue struct {
	present
	at    *bool
	rules rules
}

func (v booleanValue) read(r *report, from any) {
	content, ok := from.(bool)
	if !ok {
		r.mismatch("a boolean", from)
		return
	}
	*v.at = content
	v.check(r)
}

func (v booleanValue) check(r *report) {
	if len(v.rules) > 0 {
		v.rules.run(r, subjectOf(*v.at))
	}
}

func (v booleanValue) write(to []byte) []byte { return strconv.AppendBool(to, *v.at) }

// Null is the type of a value that is always null.
type Null struct{}

// MarshalJSON writes null.
func (Null) MarshalJSON() ([]byte, error) { return []byte("null"), nil }

func (*Null) value() value { return nullValue{} }

type nullValue struct{ present }

func (nullValue) read(r *report, from any) {
	if from != nil {
		r.mismatch("null", from)
	}
}

func (nullValue) check(*report) {}

func (nullValue) write(to []byte) []byte { return append(to, "null"...) }

// enum takes one of the known texts.
func enum(at *string, known []string) value { return enumValue{at: at, known: known} }

// openEnum also keeps texts that are not known.
func openEnum(at *string) value { return text(at, nil) }

type enumValue struct {
	present
	at    *string
	known []string
}

func (v enumValue) read(r *report, from any) {
	content, ok := from.(string)
	if !ok {
		r.mismatch("a string", from)
		return
	}
	*v.at = content
	v.check(r)
}

func (v enumValue) check(r *report) {
	if !isKnown(*v.at, v.known) {
		r.add("enum", *v.at, "must be "+choices(v.known))
	}
}

func (v enumValue) write(to []byte) []byte { return appendString(to, *v.at) }

func isKnown(text string, known []string) bool { return slices.Contains(known, text) }

// choices lists the texts that a value may be.
func choices(texts []string) string {
	quoted := make([]string, len(texts))
	for i, each := range texts {
		quoted[i] = strconv.Quote(each)
	}
	if len(quoted) == 1 {
		return quoted[0]
	}
	return "one of " + shorten(strings.Join(quoted, ", "))
}

// anything takes every JSON value, in the Go types that encoding/json decodes into when it keeps
// numbers: nil, bool, json.Number, string, []any, map[string]any. Other Go values are written the
// way encoding/json writes them.
func anything(at *any, more rules) value { return anyValue{at: at, rules: more} }

type anyValue struct {
	present
	at    *any
	rules rules
}

func (v anyValue) read(r *report, from any) {
	*v.at = from
	v.rules.run(r, subjectOf(from))
}

func (v anyValue) check(r *report) {
	tree, err := plain(*v.at)
	if err != nil {
		r.record("type", "", "must be a JSON value: "+err.Error())
		return
	}
	v.rules.run(r, subjectOf(tree))
}

func (v anyValue) write(to []byte) []byte {
	tree, _ := plain(*v.at)
	return appendTree(to, tree)
}

// plain is a Go value as parse would make it of its JSON.
func plain(content any) (any, error) {
	data, err := json.Marshal(content)
	if err != nil {
		return nil, err
	}
	return parse(data)
}
