package events

import (
	"strconv"
	"unicode/utf8"
)

// closed makes an object refuse members that are not declared.
func (c recordCodec[R]) closed() recordCodec[R] {
	c.parts = append(c.parts, closedPart[R]{known(c.parts)})
	return c
}

type closedPart[R any] struct{ known map[string]struct{} }

func (p closedPart[R]) member() (string, bool) { return "", false }

func (p closedPart[R]) read(r *report, members map[string]any, _ *R) {
	for _, name := range others(members, p.known) {
		r.enter(name)
		r.add("additionalProperties", members[name], "must not be there")
		r.leave()
	}
}

func (p closedPart[R]) check(*report, *R) {}

func (p closedPart[R]) size(*R) int { return 0 }

func (p closedPart[R]) write(*writer, *R) {}

// keeping makes an object keep members that are not declared in a map.
func keeping[R, T any](c recordCodec[R], at func(*R) *map[string]T, value codec[T]) recordCodec[R] {
	c.parts = append(c.parts, keepingPart[R, T]{known(c.parts), at, value})
	return c
}

type keepingPart[R, T any] struct {
	known map[string]struct{}
	at    func(*R) *map[string]T
	value codec[T]
}

func (p keepingPart[R, T]) member() (string, bool) { return "", false }

func (p keepingPart[R, T]) read(r *report, members map[string]any, into *R) {
	names := others(members, p.known)
	if len(names) == 0 {
		return
	}
	kept := make(map[string]T, len(names))
	for _, name := range names {
		var value T
		r.enter(name)
		p.value.read(r, members[name], &value)
		r.leave()
		kept[name] = value
	}
	*p.at(into) = kept
}

func (p keepingPart[R, T]) check(r *report, value *R) {
	for _, name := range sortedKeys(*p.at(value)) {
		member := (*p.at(value))[name]
		r.enter(name)
		switch _, declared := p.known[name]; {
		case declared:
			r.record("additionalProperties", "", "must not be given twice: it is a declared member")
		case !utf8.ValidString(name):
			r.record("type", "", "must have a name in valid UTF-8")
		}
		p.value.check(r, &member)
		r.leave()
	}
}

func (p keepingPart[R, T]) size(value *R) int { return len(*p.at(value)) }

func (p keepingPart[R, T]) write(w *writer, value *R) {
	for _, name := range sortedKeys(*p.at(value)) {
		member := (*p.at(value))[name]
		w.member(name)
		w.to = p.value.write(w.to, &member)
	}
}

// tuple is the codec of a struct whose parts are the first items of an array, named by position.
// Items past them are ignored.
func tuple[R any](items ...part[R]) tupleCodec[R] { return tupleCodec[R]{items: items} }

type tupleCodec[R any] struct {
	items []part[R]
	rest  tupleRest[R]
	rules rules
}

// tupleRest is what holds for the items past the declared ones; nil where they are ignored.
type tupleRest[R any] interface {
	read(r *report, first int, items []any, into *R)
	check(r *report, first int, value *R)
	size(value *R) int
	write(w *writer, value *R)
}

// with adds rules about the array as a whole.
func (c tupleCodec[R]) with(more ...rule) tupleCodec[R] {
	c.rules = more
	return c
}

func (c tupleCodec[R]) read(r *report, from any, into *R) {
	items, ok := from.([]any)
	if !ok {
		r.mismatch("an array", from)
		return
	}
	for i, part := range c.items {
		if i < len(items) {
			part.read(r, map[string]any{strconv.Itoa(i): items[i]}, into)
		}
	}
	if c.rest != nil && len(items) > len(c.items) {
		c.rest.read(r, len(c.items), items[len(c.items):], into)
	}
	c.rules.run(r, subjectOf(items))
}

func (c tupleCodec[R]) check(r *report, value *R) {
	before := len(r.found)
	size, complete := 0, true
	for i, part := range c.items {
		part.check(r, value)
		present := part.size(value) > 0
		if present && !complete {
			r.enterItem(i)
			r.record("prefixItems", "", "must not follow an item that is left out")
			r.leave()
		}
		complete = complete && present
		size += part.size(value)
	}
	if c.rest != nil {
		c.rest.check(r, len(c.items), value)
		more := c.rest.size(value)
		if more > 0 && !complete {
			r.record("prefixItems", "", "must have all declared items before others")
		}
		size += more
	}
	if len(r.found) == before {
		c.rules.run(r, subject{kind: arrayKind, size: size, tree: func() any { return treeOf(c, value) }})
	}
}

func (c tupleCodec[R]) write(to []byte, value *R) []byte {
	w := writer{to: append(to, '['), items: true}
	for _, part := range c.items {
		part.write(&w, value)
	}
	if c.rest != nil {
		c.rest.write(&w, value)
	}
	return append(w.to, ']')
}

// closed makes a tuple refuse items past the declared ones.
func (c tupleCodec[R]) closed() tupleCodec[R] {
	c.rest = closedRest[R]{}
	return c
}

type closedRest[R any] struct{}

func (closedRest[R]) read(r *report, first int, items []any, _ *R) {
	for i, item := range items {
		r.enterItem(first + i)
		r.add("items", item, "must not be there")
		r.leave()
	}
}

func (closedRest[R]) check(*report, int, *R) {}

func (closedRest[R]) size(*R) int { return 0 }

func (closedRest[R]) write(*writer, *R) {}

// followed makes a tuple keep the items past the declared ones in a slice.
func followed[R, T any](c tupleCodec[R], at func(*R) *[]T, item codec[T]) tupleCodec[R] {
	c.rest = followedRest[R, T]{at, item}
	return c
}

type followedRest[R, T any] struct {
	at   func(*R) *[]T
	item codec[T]
}

func (p followedRest[R, T]) read(r *report, first int, items []any, into *R) {
	values := make([]T, len(items))
	for i, item := range items {
		r.enterItem(first + i)
		p.item.read(r, item, &values[i])
		r.leave()
	}
	*p.at(into) = values
}

func (p followedRest[R, T]) check(r *report, first int, value *R) {
	for i := range *p.at(value) {
		r.enterItem(first + i)
		p.item.check(r, &(*p.at(value))[i])
		r.leave()
	}
}

func (p followedRest[R, T]) size(value *R) int { return len(*p.at(value)) }

func (p followedRest[R, T]) write(w *writer, value *R) {
	for i := range *p.at(value) {
		w.member("")
		w.to = p.item.write(w.to, &(*p.at(value))[i])
	}
}
