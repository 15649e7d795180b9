package events

// codec reads, checks and writes the values of one type. Reading and checking report everything
// they find; what is read is meant to be used only if nothing was.
type codec[T any] interface {
	read(r *report, from any, into *T)
	check(r *report, value *T)
	write(to []byte, value *T) []byte
}

// nilable is the codec of a type whose nil is no value of the schema: a list, a map, a union.
type nilable[T any] interface {
	codec[T]
	isNil(value *T) bool
}

// validate reports how a value breaks its schema.
func validate[T any](c codec[T], value *T) error {
	var r report
	c.check(&r, value)
	return r.err()
}

// encode writes a value as JSON, or reports how it breaks its schema.
func encode[T any](c codec[T], value *T) ([]byte, error) {
	if err := validate(c, value); err != nil {
		return nil, err
	}
	return c.write(nil, value), nil
}

// decode reads JSON strictly, or reports how it breaks the schema and leaves the value alone.
func decode[T any](c codec[T], data []byte, into *T) error {
	tree, err := parse(data)
	if err != nil {
		return err
	}
	return decodeTree(c, tree, into)
}

func decodeTree[T any](c codec[T], tree any, into *T) error {
	var r report
	var value T
	c.read(&r, tree, &value)
	if err := r.err(); err != nil {
		return err
	}
	*into = value
	return nil
}

// treeOf is a value as parse would make it of its JSON.
func treeOf[T any](c codec[T], value *T) any {
	tree, _ := parse(c.write(nil, value))
	return tree
}

// literal is a value that the catalog holds to its schema.
func literal[T any](c codec[T], text string) T {
	var value T
	_ = decode(c, []byte(text), &value)
	return value
}

// constrained adds rules to a codec that takes none of its own.
func constrained[T any](inner codec[T], more ...rule) nilable[T] {
	return constrainedCodec[T]{inner, more}
}

type constrainedCodec[T any] struct {
	codec[T]
	rules rules
}

func (c constrainedCodec[T]) read(r *report, from any, into *T) {
	c.codec.read(r, from, into)
	c.rules.run(r, subjectOf(from))
}

func (c constrainedCodec[T]) check(r *report, value *T) {
	before := len(r.found)
	c.codec.check(r, value)
	if len(r.found) == before {
		c.rules.run(r, subjectOf(treeOf(c.codec, value)))
	}
}

func (c constrainedCodec[T]) isNil(value *T) bool { return isNil(c.codec, value) }

// isNil reports whether a value is a nil that its schema does not know.
func isNil[T any](c codec[T], value *T) bool {
	inner, ok := c.(nilable[T])
	return ok && inner.isNil(value)
}

// sensitive keeps values out of reports.
func sensitive[T any](inner codec[T]) nilable[T] { return sensitiveCodec[T]{inner} }

type sensitiveCodec[T any] struct{ codec[T] }

func (c sensitiveCodec[T]) read(r *report, from any, into *T) {
	r.hidden++
	c.codec.read(r, from, into)
	r.hidden--
}

func (c sensitiveCodec[T]) check(r *report, value *T) {
	r.hidden++
	c.codec.check(r, value)
	r.hidden--
}

func (c sensitiveCodec[T]) isNil(value *T) bool { return isNil(c.codec, value) }

// recursive is the codec of a type that contains itself: its definition is set when the package
// is initialized, after all codecs exist.
type recursive[T any] struct{ codec[T] }

func (c *recursive[T]) isNil(value *T) bool { return isNil(c.codec, value) }

// wrapped is the codec of a struct that holds nothing but one value.
func wrapped[S, T any](at func(*S) *T, inner codec[T]) codec[S] { return wrappedCodec[S, T]{at, inner} }

type wrappedCodec[S, T any] struct {
	at    func(*S) *T
	inner codec[T]
}

func (c wrappedCodec[S, T]) read(r *report, from any, into *S) { c.inner.read(r, from, c.at(into)) }
func (c wrappedCodec[S, T]) check(r *report, value *S)         { c.inner.check(r, c.at(value)) }
func (c wrappedCodec[S, T]) write(to []byte, value *S) []byte  { return c.inner.write(to, c.at(value)) }
