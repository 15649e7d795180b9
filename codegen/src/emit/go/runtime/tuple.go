package events

// tuple is the value of a struct that is written as an array: visit names its items in order. Items
// past them are ignored unless it says otherwise.
func tuple(visit func(t items), more rules) value { return tupleValue{visit: visit, rules: more} }

// items is told what a tuple is made of.
type items interface {
	// item is the next item. An optional one that is left out ends the array.
	item(item value)
	// closed says that there is no item besides those before.
	closed()
	// rest keeps the items after those before in a list.
	rest(others listValue)
}

type tupleValue struct {
	present
	visit func(t items)
	rules rules
}

func (v tupleValue) read(r *report, from any) {
	found, ok := from.([]any)
	if !ok {
		r.mismatch("an array", from)
		return
	}
	v.visit(&itemReader{r: r, found: found})
	v.rules.run(r, subjectOf(found))
}

func (v tupleValue) check(r *report) {
	before := len(r.found)
	checker := itemChecker{r: r}
	v.visit(&checker)
	if len(v.rules) > 0 && len(r.found) == before {
		v.rules.run(r, subject{kind: arrayKind, size: checker.size, tree: func() any { return treeOf(v) }})
	}
}

func (v tupleValue) write(to []byte) []byte {
	w := itemWriter{to: append(to, '[')}
	v.visit(&w)
	return append(w.to, ']')
}

// itemReader reads the items of an array one after the other.
type itemReader struct {
	r     *report
	found []any
	at    int
}

func (t *itemReader) item(item value) {
	if t.at < len(t.found) {
		t.r.enterItem(t.at)
		item.read(t.r, t.found[t.at])
		t.r.leave()
	}
	t.at++
}

func (t *itemReader) closed() {
	for ; t.at < len(t.found); t.at++ {
		t.r.enterItem(t.at)
		t.r.add("items", t.found[t.at], "must not be there")
		t.r.leave()
	}
}

func (t *itemReader) rest(others listValue) {
	if t.at >= len(t.found) {
		return
	}
	others.resize(len(t.found) - t.at)
	for i := t.at; i < len(t.found); i++ {
		t.r.enterItem(i)
		others.item(i-t.at).read(t.r, t.found[i])
		t.r.leave()
	}
}

// itemChecker checks the items of a struct and counts those that would be written.
type itemChecker struct {
	r    *report
	size int
	// ended is set once an item is left out.
	ended bool
}

func (t *itemChecker) item(item value) {
	switch {
	case item.absent():
		t.ended = true
	case t.ended:
		t.r.record("prefixItems", "", "must have all items before the last one")
	default:
		t.r.enterItem(t.size)
		item.check(t.r)
		t.r.leave()
		t.size++
	}
}

func (t *itemChecker) closed() {}

func (t *itemChecker) rest(others listValue) {
	for i, size := 0, others.size(); i < size; i++ {
		t.item(others.item(i))
	}
}

// itemWriter writes the items of an array.
type itemWriter struct {
	to   []byte
	some bool
}

func (t *itemWriter) item(item value) {
	if item.absent() {
		return
	}
	if t.some {
		t.to = append(t.to, ',')
	}
	t.some = true
	t.to = item.write(t.to)
}

func (t *itemWriter) closed() {}

func (t *itemWriter) rest(others listValue) {
	for i, size := 0, others.size(); i < size; i++ {
		t.item(others.item(i))
	}
}
