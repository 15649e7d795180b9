package events

// value is a Go value together with its schema: it reads, checks and writes in one place what a
// pointer leads to. Reading and checking report everything they find; what was read is meant to be
// used only if nothing was.
type value interface {
	read(r *report, from any)
	check(r *report)
	write(to []byte) []byte
	// absent reports whether there is no value, so that an optional member is left out: a nil
	// pointer, list, map or union.
	absent() bool
}

// present is part of values that are always there.
type present struct{}

func (present) absent() bool { return false }

// validate reports how a value breaks its schema.
func validate(v value) error {
	var r report
	v.check(&r)
	return r.err()
}

// encode writes a value as JSON, or reports how it breaks its schema.
func encode(v value) ([]byte, error) {
	if err := validate(v); err != nil {
		return nil, err
	}
	return v.write(nil), nil
}

// decode reads JSON strictly, or reports how it breaks the schema.
func decode(data []byte, into value) error {
	tree, err := parse(data)
	if err != nil {
		return err
	}
	return decodeTree(tree, into)
}

func decodeTree(tree any, into value) error {
	var r report
	into.read(&r, tree)
	return r.err()
}

// treeOf is a value as parse would make it of its JSON.
func treeOf(v value) any {
	tree, _ := parse(v.write(nil))
	return tree
}

// literal is a value that the catalog holds to its schema.
func literal[T any](at func(*T) value, text string) T {
	var read T
	_ = decode([]byte(text), at(&read))
	return read
}

// constrained adds rules to a value that takes none of its own.
func constrained(inner value, more rules) value { return constrainedValue{inner, more} }

type constrainedValue struct {
	value
	rules rules
}

func (v constrainedValue) read(r *report, from any) {
	v.value.read(r, from)
	v.rules.run(r, subjectOf(from))
}

func (v constrainedValue) check(r *report) {
	before := len(r.found)
	v.value.check(r)
	if len(r.found) == before {
		v.rules.run(r, subjectOf(treeOf(v.value)))
	}
}

// sensitive keeps a value out of reports.
func sensitive(inner value) value { return sensitiveValue{inner} }

type sensitiveValue struct{ value }

func (v sensitiveValue) read(r *report, from any) {
	r.hidden++
	v.value.read(r, from)
	r.hidden--
}

func (v sensitiveValue) check(r *report) {
	r.hidden++
	v.value.check(r)
	r.hidden--
}
