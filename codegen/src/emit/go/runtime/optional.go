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

type optionalNullableCodec[T any] struct {
	inner codec[T]
	rules rules
}

func (c optionalNullableCodec[T]) read(r *report, from any, into *OptionalNullable[T]) {
	if from == nil {
		*into = SetNull[T]()
	} else {
		into.state = valueState
		c.inner.read(r, from, &into.value)
	}
	c.rules.run(r, subjectOf(from))
}

func (c optionalNullableCodec[T]) check(r *report, value *OptionalNullable[T]) {
	if value.state == valueState {
		c.inner.check(r, &value.value)
	}
	if len(c.rules) > 0 {
		c.rules.run(r, subjectOf(treeOf(c, value)))
	}
}

func (c optionalNullableCodec[T]) write(to []byte, value *OptionalNullable[T]) []byte {
	if value.state == nullState {
		return append(to, "null"...)
	}
	return c.inner.write(to, &value.value)
}

func (c optionalNullableCodec[T]) isNil(value *OptionalNullable[T]) bool { return value.IsAbsent() }
