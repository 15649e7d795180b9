package events

// union is the value of a sealed interface: one member of the object, the tag, says which struct
// it is.
func union(tag string, branches ...branch) value { return unionValue{tag, branches} }

// branch is one struct of a union.
type branch struct {
	tag string
	// read makes the interface hold the struct.
	read func(r *report, from any)
	// held is the struct, if the interface holds it.
	held func() (value, bool)
	// isNil reports whether the interface holds nothing.
	isNil bool
}

// variant is the branch of a tag; as turns the struct into the interface.
func variant[U, B any](at *U, tag string, inner func(*B) value, as func(B) U) branch {
	return branch{
		tag: tag,
		read: func(r *report, from any) {
			var held B
			inner(&held).read(r, from)
			*at = as(held)
		},
		held: func() (value, bool) {
			switch held := any(*at).(type) {
			case B:
				return inner(&held), true
			case *B:
				return inner(held), held != nil
			default:
				return nil, false
			}
		},
		isNil: any(*at) == nil,
	}
}

type unionValue struct {
	tag      string
	branches []branch
}

func (v unionValue) read(r *report, from any) {
	members, ok := from.(map[string]any)
	if !ok {
		r.mismatch("an object", from)
		return
	}
	tag, ok := members[v.tag]
	if !ok {
		r.missing(v.tag)
		return
	}
	tags := make([]string, len(v.branches))
	for i, each := range v.branches {
		if tag == any(each.tag) {
			each.read(r, from)
			return
		}
		tags[i] = each.tag
	}
	r.enter(v.tag)
	r.add("oneOf", tag, "must be "+choices(tags))
	r.leave()
}

func (v unionValue) held() (value, bool) {
	for _, each := range v.branches {
		if held, ok := each.held(); ok {
			return held, true
		}
	}
	return nil, false
}

func (v unionValue) check(r *report) {
	held, ok := v.held()
	if !ok {
		r.record("oneOf", "", "must be one of the branches, not nil")
		return
	}
	held.check(r)
}

func (v unionValue) write(to []byte) []byte {
	held, ok := v.held()
	if !ok {
		return append(to, "null"...)
	}
	return held.write(to)
}

func (v unionValue) absent() bool { return len(v.branches) > 0 && v.branches[0].isNil }
