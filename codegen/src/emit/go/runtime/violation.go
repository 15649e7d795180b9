package events

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Violation is one way in which a value breaks its schema.
type Violation struct {
	// Pointer is the JSON pointer (RFC 6901) of the value, as in "/items/0/quantity".
	Pointer string
	// Keyword is the JSON Schema keyword that is broken.
	Keyword string
	// Value is the offending value, shortened. It is empty where a member is missing and
	// "<redacted>" where the schema says that the value is sensitive.
	Value string
	// Message says what the value has to be.
	Message string
}

// String is the violation in one line.
func (v Violation) String() string {
	pointer := v.Pointer
	if pointer == "" {
		pointer = "(root)"
	}
	text := pointer + ": " + v.Message + " (" + v.Keyword + ")"
	if v.Value != "" {
		text += ", got " + v.Value
	}
	return text
}

// Violations is every way in which a value breaks its schema, in document order.
type Violations []Violation

// Error lists all violations.
func (v Violations) Error() string {
	texts := make([]string, len(v))
	for i, violation := range v {
		texts[i] = violation.String()
	}
	return strings.Join(texts, "; ")
}

const (
	// longestValue is how many code points of an offending value are shown.
	longestValue = 80
	redacted     = "<redacted>"
)

// report collects violations while a value is walked, and knows the place that has been reached.
type report struct {
	path   []string
	hidden int
	found  Violations
}

func (r *report) enter(name string) { r.path = append(r.path, name) }

func (r *report) enterItem(index int) { r.enter(strconv.Itoa(index)) }

func (r *report) leave() { r.path = r.path[:len(r.path)-1] }

// add records a violation by the value at the current place. Objects and arrays are summed up, for
// there may be sensitive values inside.
func (r *report) add(keyword string, value any, message string) {
	shown := show(value)
	if r.hidden > 0 {
		shown = redacted
	}
	r.record(keyword, shown, message)
}

func (r *report) missing(name string) {
	r.enter(name)
	r.record("required", "", "is missing")
	r.leave()
}

func (r *report) mismatch(want string, got any) { r.add("type", got, "must be "+want) }

func (r *report) record(keyword, shown, message string) {
	r.found = append(r.found, Violation{Pointer: r.pointer(), Keyword: keyword, Value: shown, Message: message})
}

var pointerEscapes = strings.NewReplacer("~", "~0", "/", "~1")

func (r *report) pointer() string {
	var pointer strings.Builder
	for _, name := range r.path {
		pointer.WriteByte('/')
		_, _ = pointerEscapes.WriteString(&pointer, name)
	}
	return pointer.String()
}

// err is what was found as an error, or nil.
func (r *report) err() error {
	if len(r.found) == 0 {
		return nil
	}
	return r.found
}

func show(value any) string {
	switch value := value.(type) {
	case nil:
		return "null"
	case bool:
		return strconv.FormatBool(value)
	case json.Number:
		return shorten(string(value))
	case string:
		return shorten(string(appendString(nil, value)))
	case []any:
		return "an array of " + count(len(value), "item")
	case map[string]any:
		return "an object of " + count(len(value), "member")
	default:
		return ""
	}
}

func shorten(text string) string {
	if utf8.RuneCountInString(text) <= longestValue {
		return text
	}
	return string([]rune(text)[:longestValue-1]) + "…"
}

func count(number int, noun string) string {
	if number != 1 {
		noun += "s"
	}
	return strconv.Itoa(number) + " " + noun
}
