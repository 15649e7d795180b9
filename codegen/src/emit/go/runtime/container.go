package events

import "unicode/utf8"

// list takes an array whose items all have the same type.
func list[T any](at *[]T, item func(*T) value, more rules) listValue {
	return listValue{
		isNil:  *at == nil,
		size:   func() int { return len(*at) },
		resize: func(size int) { *at = make([]T, size) },
		item:   func(i int) value { return item(&(*at)[i]) },
		rules:  more,
	}
}

// listValue knows nothing of the type of its items, so that there is one of it and not one for
// each.
type listValue struct {
	isNil  bool
	size   func() int
	resize func(size int)
	item   func(i int) value
	rules  rules
}

func (v listValue) read(r *report, from any) {
	items, ok := from.([]any)
	if !ok {
		r.mismatch("an array", from)
		return
	}
	v.resize(len(items))
	for i, item := range items {
		r.enterItem(i)
		v.item(i).read(r, item)
		r.leave()
	}
	v.rules.run(r, subjectOf(items))
}

func (v listValue) check(r *report) {
	before := len(r.found)
	for i, size := 0, v.size(); i < size; i++ {
		r.enterItem(i)
		v.item(i).check(r)
		r.leave()
	}
	if len(v.rules) > 0 && len(r.found) == before {
		v.rules.run(r, subject{kind: arrayKind, size: v.size(), tree: func() any { return treeOf(v) }})
	}
}

func (v listValue) write(to []byte) []byte {
	to = append(to, '[')
	for i, size := 0, v.size(); i < size; i++ {
		if i > 0 {
			to = append(to, ',')
		}
		to = v.item(i).write(to)
	}
	return append(to, ']')
}

func (v listValue) absent() bool { return v.isNil }

// dictionary takes an object whose members all have the same type. It is written sorted by name.
func dictionary[T any](at *map[string]T, member func(*T) value, more rules) dictionaryValue {
	return dictionaryValue{
		isNil: *at == nil,
		names: func() []string { return sortedKeys(*at) },
		clear: func(size int) { *at = make(map[string]T, size) },
		member: func(name string) value {
			held := (*at)[name]
			return member(&held)
		},
		set: func(name string, read func(value)) {
			var held T
			read(member(&held))
			(*at)[name] = held
		},
		rules: more,
	}
}

// dictionaryValue knows nothing of the type of its members: see listValue.
type dictionaryValue struct {
	isNil bool
	names func() []string
	clear func(size int)
	// member is a copy of a member.
	member func(name string) value
	// set lets a member be read and keeps it.
	set   func(name string, read func(value))
	rules rules
}

func (v dictionaryValue) read(r *report, from any) {
	members, ok := from.(map[string]any)
	if !ok {
		r.mismatch("an object", from)
		return
	}
	v.readMembers(r, members, sortedKeys(members))
	v.rules.run(r, subjectOf(members))
}

func (v dictionaryValue) readMembers(r *report, members map[string]any, names []string) {
	v.clear(len(names))
	for _, name := range names {
		r.enter(name)
		v.set(name, func(member value) { member.read(r, members[name]) })
		r.leave()
	}
}

func (v dictionaryValue) check(r *report) {
	before := len(r.found)
	names := v.names()
	for _, name := range names {
		r.enter(name)
		if !utf8.ValidString(name) {
			r.record("type", "", "must have a name in valid UTF-8")
		}
		v.member(name).check(r)
		r.leave()
	}
	if len(v.rules) > 0 && len(r.found) == before {
		v.rules.run(r, subject{kind: objectKind, size: len(names), tree: func() any { return treeOf(v) }})
	}
}

func (v dictionaryValue) write(to []byte) []byte {
	w := writer{to: append(to, '{')}
	v.writeMembers(&w)
	return append(w.to, '}')
}

func (v dictionaryValue) writeMembers(w *writer) {
	for _, name := range v.names() {
		w.member(name, v.member(name))
	}
}

func (v dictionaryValue) absent() bool { return v.isNil }

// pointer is a value that is not there when the pointer is nil.
func pointer[T any](at **T, inner func(*T) value) value {
	return pointerValue{
		isNil: *at == nil,
		inner: func() value {
			if *at == nil {
				*at = new(T)
			}
			return inner(*at)
		},
	}
}

type pointerValue struct {
	isNil bool
	// inner is what the pointer leads to; it makes room for it if the pointer is nil.
	inner func() value
}

func (v pointerValue) read(r *report, from any) { v.inner().read(r, from) }

func (v pointerValue) check(r *report) {
	if !v.isNil {
		v.inner().check(r)
	}
}

func (v pointerValue) write(to []byte) []byte { return v.inner().write(to) }

func (v pointerValue) absent() bool { return v.isNil }

// nullable takes null as the nil of a pointer, a list, a map or a union.
func nullable(inner value, more rules) value { return nullableValue{inner: inner, rules: more} }

type nullableValue struct {
	present
	inner value
	rules rules
}

func (v nullableValue) read(r *report, from any) {
	if from != nil {
		v.inner.read(r, from)
	}
	v.rules.run(r, subjectOf(from))
}

func (v nullableValue) check(r *report) {
	before := len(r.found)
	if !v.inner.absent() {
		v.inner.check(r)
	}
	if len(v.rules) > 0 && len(r.found) == before {
		v.rules.run(r, subjectOf(treeOf(v)))
	}
}

func (v nullableValue) write(to []byte) []byte {
	if v.inner.absent() {
		return append(to, "null"...)
	}
	return v.inner.write(to)
}
