package events

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// rule is a constraint on values of one kind; values of other kinds pass.
type rule func(r *report, value subject)

type rules []rule

func (all rules) run(r *report, value subject) {
	for _, each := range all {
		each(r, value)
	}
}

type kind uint8

const (
	nullKind kind = iota
	booleanKind
	numberKind
	stringKind
	arrayKind
	objectKind
)

// subject is a value as rules look at it. It comes from a message that is read or from a Go value
// that is about to be written.
type subject struct {
	kind kind
	// text is the content of a string, or a number as written.
	text   string
	number decimal
	// size is the number of items or members.
	size int
	// tree is the whole value as parse makes them, built when a rule asks for it.
	tree func() any
}

// subjectOf is a parsed value as rules look at it.
func subjectOf(tree any) subject {
	value := subject{tree: func() any { return tree }}
	switch tree := tree.(type) {
	case bool:
		value.kind = booleanKind
	case json.Number:
		value.kind, value.text = numberKind, string(tree)
		value.number, _ = parseDecimal(value.text)
	case string:
		value.kind, value.text = stringKind, tree
	case []any:
		value.kind, value.size = arrayKind, len(tree)
	case map[string]any:
		value.kind, value.size = objectKind, len(tree)
	}
	return value
}

func minimum(bound string) rule {
	return compared("minimum", "must be at least "+bound, bound, func(order int) bool { return order >= 0 })
}

func maximum(bound string) rule {
	return compared("maximum", "must be at most "+bound, bound, func(order int) bool { return order <= 0 })
}

func exclusiveMinimum(bound string) rule {
	return compared("exclusiveMinimum", "must be greater than "+bound, bound, func(order int) bool { return order > 0 })
}

func exclusiveMaximum(bound string) rule {
	return compared("exclusiveMaximum", "must be less than "+bound, bound, func(order int) bool { return order < 0 })
}

func compared(keyword, message, bound string, holds func(order int) bool) rule {
	limit, _ := parseDecimal(bound)
	return func(r *report, value subject) {
		if value.kind == numberKind && !holds(value.number.cmp(limit)) {
			r.add(keyword, value.tree(), message)
		}
	}
}

func multipleOf(unit string) rule {
	divisor, _ := parseDecimal(unit)
	return func(r *report, value subject) {
		if value.kind == numberKind && !value.number.isMultipleOf(divisor) {
			r.add("multipleOf", value.tree(), "must be a multiple of "+unit)
		}
	}
}

func minLength(least int) rule {
	return func(r *report, value subject) {
		if value.kind == stringKind && utf8.RuneCountInString(value.text) < least {
			r.add("minLength", value.tree(), "must have at least "+count(least, "character"))
		}
	}
}

func maxLength(most int) rule {
	return func(r *report, value subject) {
		if value.kind == stringKind && utf8.RuneCountInString(value.text) > most {
			r.add("maxLength", value.tree(), "must have at most "+count(most, "character"))
		}
	}
}

// pattern asks for a match anywhere in the string. It is compiled when it is first needed.
func pattern(expression string) rule {
	compiled := sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
	return func(r *report, value subject) {
		if value.kind == stringKind && !compiled().MatchString(value.text) {
			r.add("pattern", value.tree(), "must match "+expression)
		}
	}
}

// format asks for a match of the grammar and for what the grammar cannot say.
func format(name, grammar string, also ...func(text string) bool) rule {
	compiled := sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(grammar) })
	holds := func(text string) bool {
		if !compiled().MatchString(text) {
			return false
		}
		for _, check := range also {
			if !check(text) {
				return false
			}
		}
		return true
	}
	return func(r *report, value subject) {
		if value.kind == stringKind && !holds(value.text) {
			r.add("format", value.tree(), "must be of the format "+name)
		}
	}
}

func minItems(least int) rule {
	return sized(arrayKind, "minItems", "must have at least "+count(least, "item"), func(size int) bool { return size >= least })
}

func maxItems(most int) rule {
	return sized(arrayKind, "maxItems", "must have at most "+count(most, "item"), func(size int) bool { return size <= most })
}

func minProperties(least int) rule {
	return sized(objectKind, "minProperties", "must have at least "+count(least, "member"), func(size int) bool { return size >= least })
}

func maxProperties(most int) rule {
	return sized(objectKind, "maxProperties", "must have at most "+count(most, "member"), func(size int) bool { return size <= most })
}

func sized(of kind, keyword, message string, holds func(size int) bool) rule {
	return func(r *report, value subject) {
		if value.kind == of && !holds(value.size) {
			r.add(keyword, value.tree(), message)
		}
	}
}

// uniqueItems compares items at every depth, numbers by value.
func uniqueItems() rule {
	return func(r *report, value subject) {
		if value.kind != arrayKind || value.size < 2 {
			return
		}
		items, _ := value.tree().([]any)
		seen := make(map[string]int, len(items))
		for i, item := range items {
			text := canonical(item)
			if first, ok := seen[text]; ok {
				r.add("uniqueItems", items, "must have no two equal items: "+strconv.Itoa(first)+" and "+strconv.Itoa(i)+" are")
				return
			}
			seen[text] = i
		}
	}
}

// oneOf asks for one of the values, which are given as JSON.
func oneOf(values ...string) rule {
	allowed := make(map[string]struct{}, len(values))
	for _, value := range values {
		tree, _ := parse([]byte(value))
		allowed[canonical(tree)] = struct{}{}
	}
	message := "must be " + values[0]
	if len(values) > 1 {
		message = "must be one of " + shorten(strings.Join(values, ", "))
	}
	return func(r *report, value subject) {
		if _, ok := allowed[canonical(value.tree())]; !ok {
			r.add("enum", value.tree(), message)
		}
	}
}
