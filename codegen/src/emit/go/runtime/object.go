package events

import "slices"

// object is the value of a struct: visit names its members, in the order in which they are
// written. Members that it does not name are ignored unless it says otherwise.
func object(visit func(m members), more rules) value { return objectValue{visit: visit, rules: more} }

// members is told what an object is made of.
type members interface {
	// required is a member that is always there.
	required(name string, member value)
	// optional is a member that may be left out.
	optional(name string, member value)
	// constant is a required member that has one value only.
	constant(name, text string)
	// closed says that there is no member besides those named before.
	closed()
	// rest keeps the members that were not named before in a dictionary.
	rest(others dictionaryValue)
}

type objectValue struct {
	present
	visit func(m members)
	rules rules
}

func (v objectValue) read(r *report, from any) {
	found, ok := from.(map[string]any)
	if !ok {
		r.mismatch("an object", from)
		return
	}
	v.visit(&memberReader{r: r, found: found})
	v.rules.run(r, subjectOf(found))
}

func (v objectValue) check(r *report) {
	before := len(r.found)
	checker := memberChecker{r: r}
	v.visit(&checker)
	if len(v.rules) > 0 && len(r.found) == before {
		v.rules.run(r, subject{kind: objectKind, size: checker.size, tree: func() any { return treeOf(v) }})
	}
}

func (v objectValue) write(to []byte) []byte {
	w := writer{to: append(to, '{')}
	v.visit(&w)
	return append(w.to, '}')
}

// memberReader reads the members of an object.
type memberReader struct {
	r     *report
	found map[string]any
	names []string
}

func (m *memberReader) required(name string, member value) {
	if _, ok := m.found[name]; !ok {
		m.r.missing(name)
	}
	m.optional(name, member)
}

func (m *memberReader) optional(name string, member value) {
	m.names = append(m.names, name)
	if from, ok := m.found[name]; ok {
		m.r.enter(name)
		member.read(m.r, from)
		m.r.leave()
	}
}

func (m *memberReader) constant(name, text string) {
	var read string
	m.required(name, enum(&read, []string{text}))
}

func (m *memberReader) closed() {
	for _, name := range m.others() {
		m.r.enter(name)
		m.r.add("additionalProperties", m.found[name], "must not be there")
		m.r.leave()
	}
}

func (m *memberReader) rest(others dictionaryValue) {
	if names := m.others(); len(names) > 0 {
		others.readMembers(m.r, m.found, names)
	}
}

// others lists the members that were not named, sorted.
func (m *memberReader) others() []string {
	named := make(map[string]struct{}, len(m.names))
	for _, name := range m.names {
		named[name] = struct{}{}
	}
	var others []string
	for _, name := range sortedKeys(m.found) {
		if _, ok := named[name]; !ok {
			others = append(others, name)
		}
	}
	return others
}

// memberChecker checks the members of a struct and counts those that would be written.
type memberChecker struct {
	r     *report
	names []string
	size  int
}

func (m *memberChecker) required(name string, member value) {
	m.names = append(m.names, name)
	m.size++
	m.r.enter(name)
	member.check(m.r)
	m.r.leave()
}

func (m *memberChecker) optional(name string, member value) {
	if member.absent() {
		m.names = append(m.names, name)
	} else {
		m.required(name, member)
	}
}

func (m *memberChecker) constant(name, _ string) {
	m.names = append(m.names, name)
	m.size++
}

func (m *memberChecker) closed() {}

func (m *memberChecker) rest(others dictionaryValue) {
	kept := others.names()
	for _, name := range kept {
		if slices.Contains(m.names, name) {
			m.r.enter(name)
			m.r.record("additionalProperties", "", "must not be given twice: it is a declared member")
			m.r.leave()
		}
	}
	m.size += len(kept)
	others.check(m.r)
}

// writer writes the members of an object.
type writer struct {
	to   []byte
	some bool
}

func (w *writer) member(name string, member value) {
	w.name(name)
	w.to = member.write(w.to)
}

func (w *writer) name(name string) {
	if w.some {
		w.to = append(w.to, ',')
	}
	w.some = true
	w.to = append(appendString(w.to, name), ':')
}

func (w *writer) required(name string, member value) { w.member(name, member) }

func (w *writer) optional(name string, member value) {
	if !member.absent() {
		w.member(name, member)
	}
}

func (w *writer) constant(name, text string) {
	w.name(name)
	w.to = appendString(w.to, text)
}

func (w *writer) closed() {}

func (w *writer) rest(others dictionaryValue) { others.writeMembers(w) }
