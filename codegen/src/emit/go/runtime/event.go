package events

import (
	"regexp"
	"sort"
	"strconv"
	"strings"
)

// Key is the routing key of an event.
type Key string

// Version is the version of an event's payload.
type Version struct {
	// Major counts breaking changes, from 1.
	Major int
	// Minor counts compatible additions since the major version, from 0.
	Minor int
}

// String is "MAJOR.MINOR".
func (v Version) String() string { return strconv.Itoa(v.Major) + "." + strconv.Itoa(v.Minor) }

func (v Version) less(other Version) bool {
	return v.Major < other.Major || v.Major == other.Major && v.Minor < other.Minor
}

// EventInfo is what the catalog says of an event.
type EventInfo struct {
	// Key is the routing key.
	Key Key
	// Service is the service that publishes it.
	Service string
	// Summary says what happened.
	Summary string
	// Versions are the live versions, oldest first.
	Versions []Version
}

// Payload is the payload of one version of an event.
type Payload interface {
	// EventKey is the routing key of the event.
	EventKey() Key
	// EventVersion is the version of the payload.
	EventVersion() Version
	// Validate reports how the payload breaks its schema, as Violations.
	Validate() error
	// MarshalJSON writes the payload, or reports how it breaks its schema.
	MarshalJSON() ([]byte, error)
}

// Events lists all events of the catalog, in the order of their routing keys.
func Events() []EventInfo {
	infos := make([]EventInfo, len(catalog))
	for i, event := range catalog {
		infos[i] = event.info()
	}
	return infos
}

// DecodePayload reads the payload of an event. A minor version that is not known, of a major that
// is, is read as the newest known minor.
func DecodePayload(key Key, version Version, data []byte) (Payload, error) {
	event, ok := find(key)
	if !ok {
		return nil, &UnknownEventError{Key: key}
	}
	reader, ok := event.reader(version)
	if !ok {
		return nil, event.unknown(version)
	}
	tree, err := parse(data)
	if err != nil {
		return nil, err
	}
	return event.decode(reader, tree)
}

// event is an entry of the catalog.
type event struct {
	key      Key
	service  string
	summary  string
	versions []payloadReader
}

// payloadReader reads the payload of one version.
type payloadReader struct {
	version Version
	read    func(tree any) (Payload, error)
}

func payload[P Payload](at func(*P) value) payloadReader {
	var zero P
	return payloadReader{
		version: zero.EventVersion(),
		read: func(tree any) (Payload, error) {
			var read P
			err := decodeTree(tree, at(&read))
			return read, err
		},
	}
}

func find(key Key) (*event, bool) {
	at := sort.Search(len(catalog), func(i int) bool { return catalog[i].key >= key })
	if at == len(catalog) || catalog[at].key != key {
		return nil, false
	}
	return catalog[at], true
}

func (e *event) info() EventInfo {
	return EventInfo{Key: e.key, Service: e.service, Summary: e.summary, Versions: e.known()}
}

func (e *event) known() []Version {
	versions := make([]Version, len(e.versions))
	for i, each := range e.versions {
		versions[i] = each.version
	}
	return versions
}

func (e *event) unknown(version Version) error {
	return &UnknownVersionError{Key: e.key, Version: version, Known: e.known()}
}

// reader is the reader of the version, or of the newest minor of its major.
func (e *event) reader(version Version) (payloadReader, bool) {
	for _, each := range e.versions {
		if each.version == version {
			return each, true
		}
	}
	return e.newest(version.Major)
}

// newest is the reader of the newest minor of a major.
func (e *event) newest(major int) (newest payloadReader, ok bool) {
	for _, each := range e.versions {
		if each.version.Major == major && (!ok || newest.version.less(each.version)) {
			newest, ok = each, true
		}
	}
	return newest, ok
}

func (e *event) decode(reader payloadReader, tree any) (Payload, error) {
	read, err := reader.read(tree)
	if err != nil {
		return nil, payloadError(e.key, reader.version, err)
	}
	return read, nil
}

// versionText is a version that is written in a form such as "v{major}.{minor}".
func versionText(at *Version, form *versionForm) value { return versionValue{at: at, form: form} }

// versionForm is how an envelope writes versions.
type versionForm struct {
	text    string
	grammar *regexp.Regexp
}

func newVersionForm(text string) *versionForm {
	expression := regexp.QuoteMeta(text)
	expression = strings.Replace(expression, `\{major\}`, `(?P<major>[1-9][0-9]{0,9})`, 1)
	expression = strings.Replace(expression, `\{minor\}`, `(?P<minor>0|[1-9][0-9]{0,9})`, 1)
	return &versionForm{text, regexp.MustCompile("^" + expression + "$")}
}

type versionValue struct {
	present
	at   *Version
	form *versionForm
}

func (v versionValue) read(r *report, from any) {
	written, ok := from.(string)
	if !ok {
		r.mismatch("a string", from)
		return
	}
	groups := v.form.grammar.FindStringSubmatch(written)
	if groups == nil {
		r.add("pattern", written, "must be of the form "+v.form.text)
		return
	}
	v.at.Major, _ = strconv.Atoi(groups[v.form.grammar.SubexpIndex("major")])
	if at := v.form.grammar.SubexpIndex("minor"); at >= 0 {
		v.at.Minor, _ = strconv.Atoi(groups[at])
	}
}

func (v versionValue) check(*report) {}

func (v versionValue) write(to []byte) []byte {
	numbers := strings.NewReplacer("{major}", strconv.Itoa(v.at.Major), "{minor}", strconv.Itoa(v.at.Minor))
	return appendString(to, numbers.Replace(v.form.text))
}
