package events

// Ptr is a pointer to a copy of the value, for optional members: Ptr(true), Ptr(int64(3)).
func Ptr[T any](value T) *T { return &value }

// OptionalNullable is a member that may be absent, null, or have a value. The zero value is
// absent.
type OptionalNullable[T any] struct {
	state state
	value T
}

type state uint8

const (
	absentState state = iota
	nullState
	valueState
)

// Set is a member with a value.
func Set[T any](value T) OptionalNullable[T] {
	return OptionalNullable[T]{state: valueState, value: value}
}

// SetNull is a member that is null.
func SetNull[T any]() OptionalNullable[T] { return OptionalNullable[T]{state: nullState} }

// Get is the value; false if the member is absent or null.
func (o OptionalNullable[T]) Get() (T, bool) { return o.value, o.state == valueState }

// IsAbsent reports whether the member is not there.
func (o OptionalNullable[T]) IsAbsent() bool { return o.state == absentState }

// IsNull reports whether the member is there and is null.
func (o OptionalNullable[T]) IsNull() bool { return o.state == nullState }

func optionalNullable[T any](at *OptionalNullable[T], inner func(*T) value, more rules) value {
	return optionalNullableValue{state: &at.state, inner: inner(&at.value), rules: more}
}

type optionalNullableValue struct {
	state *state
	inner value
	rules rules
}

func (v optionalNullableValue) read(r *report, from any) {
	*v.state = nullState
	if from != nil {
		*v.state = valueState
		v.inner.read(r, from)
	}
	v.rules.run(r, subjectOf(from))
}

func (v optionalNullableValue) check(r *report) {
	before := len(r.found)
	if *v.state == valueState {
		v.inner.check(r)
	}
	if len(v.rules) > 0 && len(r.found) == before {
		v.rules.run(r, subjectOf(treeOf(v)))
	}
}

func (v optionalNullableValue) write(to []byte) []byte {
	if *v.state == nullState {
		return append(to, "null"...)
	}
	return v.inner.write(to)
}

func (v optionalNullableValue) absent() bool { return *v.state == absentState }

// optionalZero is a value that is not there when it is the zero value.
func optionalZero[T comparable](at *T, inner value) value {
	var zero T
	return zeroValue{inner, *at == zero}
}

type zeroValue struct {
	value
	isZero bool
}

func (v zeroValue) check(r *report) {
	if !v.isZero {
		v.value.check(r)
	}
}

func (v zeroValue) absent() bool { return v.isZero }
