package events

import "unicode/utf8"

func list[L ~[]T, T any](item codec[T], more ...rule) nilable[L] { return listCodec[L, T]{item, more} }

type listCodec[L ~[]T, T any] struct {
	item  codec[T]
	rules rules
}

func (c listCodec[L, T]) read(r *report, from any, into *L) {
	items, ok := from.([]any)
	if !ok {
		r.mismatch("an array", from)
		return
	}
	values := make(L, len(items))
	for i, item := range items {
		r.enterItem(i)
		c.item.read(r, item, &values[i])
		r.leave()
	}
	c.rules.run(r, subjectOf(items))
	*into = values
}

func (c listCodec[L, T]) check(r *report, value *L) {
	for i := range *value {
		r.enterItem(i)
		c.item.check(r, &(*value)[i])
		r.leave()
	}
	c.rules.run(r, subject{kind: arrayKind, size: len(*value), tree: func() any { return treeOf(c, value) }})
}

func (c listCodec[L, T]) write(to []byte, value *L) []byte {
	to = append(to, '[')
	for i := range *value {
		if i > 0 {
			to = append(to, ',')
		}
		to = c.item.write(to, &(*value)[i])
	}
	return append(to, ']')
}

func (c listCodec[L, T]) isNil(value *L) bool { return *value == nil }

// dictionary takes an object whose members all have the same type. It is written sorted by name.
func dictionary[M ~map[string]T, T any](value codec[T], more ...rule) nilable[M] {
	return dictionaryCodec[M, T]{value, more}
}

type dictionaryCodec[M ~map[string]T, T any] struct {
	value codec[T]
	rules rules
}

func (c dictionaryCodec[M, T]) read(r *report, from any, into *M) {
	members, ok := from.(map[string]any)
	if !ok {
		r.mismatch("an object", from)
		return
	}
	values := make(M, len(members))
	for _, name := range sortedKeys(members) {
		var value T
		r.enter(name)
		c.value.read(r, members[name], &value)
		r.leave()
		values[name] = value
	}
	c.rules.run(r, subjectOf(members))
	*into = values
}

func (c dictionaryCodec[M, T]) check(r *report, value *M) {
	for _, name := range sortedKeys(*value) {
		member := (*value)[name]
		r.enter(name)
		if !utf8.ValidString(name) {
			r.record("type", "", "must have a name in valid UTF-8")
		}
		c.value.check(r, &member)
		r.leave()
	}
	c.rules.run(r, subject{kind: objectKind, size: len(*value), tree: func() any { return treeOf(c, value) }})
}

func (c dictionaryCodec[M, T]) write(to []byte, value *M) []byte {
	w := writer{to: append(to, '{')}
	for _, name := range sortedKeys(*value) {
		member := (*value)[name]
		w.member(name)
		w.to = c.value.write(w.to, &member)
	}
	return append(w.to, '}')
}

func (c dictionaryCodec[M, T]) isNil(value *M) bool { return *value == nil }

// nullable takes null as a nil pointer.
func nullable[T any](inner codec[T], more ...rule) codec[*T] { return nullableCodec[T]{inner, more} }

type nullableCodec[T any] struct {
	inner codec[T]
	rules rules
}

func (c nullableCodec[T]) read(r *report, from any, into **T) {
	if from != nil {
		*into = new(T)
		c.inner.read(r, from, *into)
	}
	c.rules.run(r, subjectOf(from))
}

func (c nullableCodec[T]) check(r *report, value **T) {
	if *value != nil {
		c.inner.check(r, *value)
	}
	if len(c.rules) > 0 {
		c.rules.run(r, subjectOf(treeOf(c, value)))
	}
}

func (c nullableCodec[T]) write(to []byte, value **T) []byte {
	if *value == nil {
		return append(to, "null"...)
	}
	return c.inner.write(to, *value)
}

// nullableNil takes null as the nil of a list, a map or a union.
func nullableNil[T any](inner nilable[T], more ...rule) codec[T] {
	return nullableNilCodec[T]{inner, more}
}

type nullableNilCodec[T any] struct {
	inner nilable[T]
	rules rules
}

func (c nullableNilCodec[T]) read(r *report, from any, into *T) {
	if from != nil {
		c.inner.read(r, from, into)
	}
	c.rules.run(r, subjectOf(from))
}

func (c nullableNilCodec[T]) check(r *report, value *T) {
	if !c.inner.isNil(value) {
		c.inner.check(r, value)
	}
	if len(c.rules) > 0 {
		c.rules.run(r, subjectOf(treeOf(c, value)))
	}
}

func (c nullableNilCodec[T]) write(to []byte, value *T) []byte {
	if c.inner.isNil(value) {
		return append(to, "null"...)
	}
	return c.inner.write(to, value)
}
