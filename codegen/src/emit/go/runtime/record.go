package events

// object is the codec of a struct: its parts are the members, in the order in which they are
// written. Members that no part knows are ignored.
func object[R any](parts ...part[R]) recordCodec[R] { return recordCodec[R]{parts: parts} }

type recordCodec[R any] struct {
	parts []part[R]
	rules rules
}

// part reads, checks and writes one member of an object, or all members that no other part knows.
type part[R any] interface {
	// member is the name; empty and false for a part that is not about one member.
	member() (name string, ok bool)
	read(r *report, members map[string]any, into *R)
	check(r *report, value *R)
	// size is the number of members that write adds.
	size(value *R) int
	write(w *writer, value *R)
}

// with adds rules about the object as a whole.
func (c recordCodec[R]) with(more ...rule) recordCodec[R] {
	c.rules = more
	return c
}

func (c recordCodec[R]) read(r *report, from any, into *R) {
	members, ok := from.(map[string]any)
	if !ok {
		r.mismatch("an object", from)
		return
	}
	for _, each := range c.parts {
		each.read(r, members, into)
	}
	c.rules.run(r, subjectOf(members))
}

func (c recordCodec[R]) check(r *report, value *R) {
	before := len(r.found)
	for _, each := range c.parts {
		each.check(r, value)
	}
	if len(c.rules) > 0 && len(r.found) == before {
		c.rules.run(r, subject{kind: objectKind, size: c.size(value), tree: func() any { return treeOf(c, value) }})
	}
}

func (c recordCodec[R]) size(value *R) int {
	size := 0
	for _, each := range c.parts {
		size += each.size(value)
	}
	return size
}

func (c recordCodec[R]) write(to []byte, value *R) []byte {
	w := writer{to: append(to, '{')}
	for _, each := range c.parts {
		each.write(&w, value)
	}
	return append(w.to, '}')
}

// writer writes the members of an object or the items of a tuple.
type writer struct {
	to []byte
	// items leaves the names out.
	items bool
	some  bool
}

func (w *writer) member(name string) {
	if w.some {
		w.to = append(w.to, ',')
	}
	w.some = true
	if !w.items {
		w.to = append(appendString(w.to, name), ':')
	}
}

// known is the set of the names that parts are about.
func known[R any](parts []part[R]) map[string]struct{} {
	names := make(map[string]struct{}, len(parts))
	for _, each := range parts {
		if name, ok := each.member(); ok {
			names[name] = struct{}{}
		}
	}
	return names
}

// others lists the members that no part is about, sorted.
func others(members map[string]any, known map[string]struct{}) []string {
	var names []string
	for _, name := range sortedKeys(members) {
		if _, ok := known[name]; !ok {
			names = append(names, name)
		}
	}
	return names
}

// required is a member that is always there.
func required[R, T any](name string, at func(*R) *T, value codec[T]) part[R] {
	return requiredPart[R, T]{name, at, value}
}

type requiredPart[R, T any] struct {
	name  string
	at    func(*R) *T
	value codec[T]
}

func (p requiredPart[R, T]) member() (string, bool) { return p.name, true }

func (p requiredPart[R, T]) read(r *report, members map[string]any, into *R) {
	from, ok := members[p.name]
	if !ok {
		r.missing(p.name)
		return
	}
	r.enter(p.name)
	p.value.read(r, from, p.at(into))
	r.leave()
}

func (p requiredPart[R, T]) check(r *report, value *R) {
	r.enter(p.name)
	p.value.check(r, p.at(value))
	r.leave()
}

func (p requiredPart[R, T]) size(*R) int { return 1 }

func (p requiredPart[R, T]) write(w *writer, value *R) {
	w.member(p.name)
	w.to = p.value.write(w.to, p.at(value))
}

// optional is a member that a nil pointer leaves out.
func optional[R, T any](name string, at func(*R) **T, value codec[T]) part[R] {
	return optionalPart[R, T]{name, at, value}
}

type optionalPart[R, T any] struct {
	name  string
	at    func(*R) **T
	value codec[T]
}

func (p optionalPart[R, T]) member() (string, bool) { return p.name, true }

func (p optionalPart[R, T]) read(r *report, members map[string]any, into *R) {
	if from, ok := members[p.name]; ok {
		value := new(T)
		r.enter(p.name)
		p.value.read(r, from, value)
		r.leave()
		*p.at(into) = value
	}
}

func (p optionalPart[R, T]) check(r *report, value *R) {
	if member := *p.at(value); member != nil {
		r.enter(p.name)
		p.value.check(r, member)
		r.leave()
	}
}

func (p optionalPart[R, T]) size(value *R) int {
	if *p.at(value) == nil {
		return 0
	}
	return 1
}

func (p optionalPart[R, T]) write(w *writer, value *R) {
	if member := *p.at(value); member != nil {
		w.member(p.name)
		w.to = p.value.write(w.to, member)
	}
}

// optionalNil is a member that the nil of a list, a map or a union leaves out.
func optionalNil[R, T any](name string, at func(*R) *T, value nilable[T]) part[R] {
	return optionalNilPart[R, T]{requiredPart[R, T]{name, at, value}}
}

type optionalNilPart[R, T any] struct{ requiredPart[R, T] }

func (p optionalNilPart[R, T]) read(r *report, members map[string]any, into *R) {
	if _, ok := members[p.name]; ok {
		p.requiredPart.read(r, members, into)
	}
}

func (p optionalNilPart[R, T]) check(r *report, value *R) {
	if !isNil(p.value, p.at(value)) {
		p.requiredPart.check(r, value)
	}
}

func (p optionalNilPart[R, T]) size(value *R) int {
	if isNil(p.value, p.at(value)) {
		return 0
	}
	return 1
}

func (p optionalNilPart[R, T]) write(w *writer, value *R) {
	if !isNil(p.value, p.at(value)) {
		p.requiredPart.write(w, value)
	}
}

// optionalZero is a member that the zero value leaves out.
func optionalZero[R any, T comparable](name string, at func(*R) *T, value codec[T]) part[R] {
	return optionalNil(name, at, nilable[T](zeroCodec[T]{value}))
}

type zeroCodec[T comparable] struct{ codec[T] }

func (zeroCodec[T]) isNil(value *T) bool {
	var zero T
	return *value == zero
}

// optionalNullable is a member that may be absent and may be null.
func optionalNullable[R, T any](name string, at func(*R) *OptionalNullable[T], value codec[T], more ...rule) part[R] {
	return optionalNil(name, at, nilable[OptionalNullable[T]](optionalNullableCodec[T]{value, more}))
}

// constant is a required member with one value only, which the struct does not hold.
func constant[R any](name, value string) part[R] { return constantPart[R]{name, enum(value)} }

type constantPart[R any] struct {
	name  string
	value enumCodec[string]
}

func (p constantPart[R]) member() (string, bool) { return p.name, true }

func (p constantPart[R]) read(r *report, members map[string]any, _ *R) {
	from, ok := members[p.name]
	if !ok {
		r.missing(p.name)
		return
	}
	var value string
	r.enter(p.name)
	p.value.read(r, from, &value)
	r.leave()
}

func (p constantPart[R]) check(*report, *R) {}

func (p constantPart[R]) size(*R) int { return 1 }

func (p constantPart[R]) write(w *writer, _ *R) {
	w.member(p.name)
	w.to = p.value.write(w.to, &p.value.values[0])
}
