package events

// union is the codec of a sealed interface: the value of one member, the tag, says which struct an
// object is.
func union[U any](tag string, branches ...branch[U]) nilable[U] {
	values := make([]string, len(branches))
	for i, each := range branches {
		values[i] = each.value
	}
	return unionCodec[U]{tag, branches, enum(values...)}
}

type unionCodec[U any] struct {
	tag      string
	branches []branch[U]
	tags     enumCodec[string]
}

// branch is one struct of a union.
type branch[U any] struct {
	value string
	read  func(r *report, from any) U
	// held is the value with its codec, if it is of this branch.
	held func(value U) (heldBranch, bool)
}

// heldBranch is a value of a branch with its codec.
type heldBranch struct {
	check func(r *report)
	write func(to []byte) []byte
}

// variant is the branch of a tag; as turns the struct into the interface.
func variant[U, B any](value string, inner codec[B], as func(B) U) branch[U] {
	return branch[U]{
		value: value,
		read: func(r *report, from any) U {
			var held B
			inner.read(r, from, &held)
			return as(held)
		},
		held: func(value U) (heldBranch, bool) {
			held, ok := any(value).(B)
			if pointer, is := any(value).(*B); is && pointer != nil {
				held, ok = *pointer, true
			}
			return heldBranch{
				check: func(r *report) { inner.check(r, &held) },
				write: func(to []byte) []byte { return inner.write(to, &held) },
			}, ok
		},
	}
}

func (c unionCodec[U]) read(r *report, from any, into *U) {
	members, ok := from.(map[string]any)
	if !ok {
		r.mismatch("an object", from)
		return
	}
	tag, ok := members[c.tag]
	if !ok {
		r.missing(c.tag)
		return
	}
	for _, each := range c.branches {
		if tag == any(each.value) {
			*into = each.read(r, from)
			return
		}
	}
	r.enter(c.tag)
	r.add("oneOf", tag, "must be "+c.tags.choices())
	r.leave()
}

func (c unionCodec[U]) find(value *U) (heldBranch, bool) {
	for _, each := range c.branches {
		if held, ok := each.held(*value); ok {
			return held, true
		}
	}
	return heldBranch{}, false
}

func (c unionCodec[U]) check(r *report, value *U) {
	held, ok := c.find(value)
	if !ok {
		r.record("oneOf", "", "must be one of the branches, not nil")
		return
	}
	held.check(r)
}

func (c unionCodec[U]) write(to []byte, value *U) []byte {
	held, ok := c.find(value)
	if !ok {
		return append(to, "null"...)
	}
	return held.write(to)
}

func (c unionCodec[U]) isNil(value *U) bool { return any(*value) == nil }
