package events

import (
	"context"
	"slices"
)

// Delivery is a message as a handler gets it.
type Delivery[P any] struct {
	// Envelope is what the message says of itself.
	Envelope Envelope
	// Payload is the event's own data.
	Payload P
}

// DispatchOption changes how a message is dispatched.
type DispatchOption func(*dispatch)

type dispatch struct {
	routingKey Key
	checked    bool
}

// WithRoutingKey gives the routing key that the message was delivered with; the envelope has to
// say the same.
func WithRoutingKey(key string) DispatchOption {
	return func(d *dispatch) { d.routingKey, d.checked = Key(key), true }
}

// DecodeMessage reads any message of the catalog. The payload has the type of the newest known
// minor of its major version.
func DecodeMessage(body []byte, options ...DispatchOption) (Delivery[Payload], error) {
	received, err := receive(body, options)
	if err != nil {
		return Delivery[Payload]{}, err
	}
	read, err := received.payload()
	if err != nil {
		return Delivery[Payload]{}, err
	}
	return Delivery[Payload]{Envelope: received.envelope, Payload: read}, nil
}

// message is an envelope with its payload.
type message struct {
	envelope Envelope
	// tree is the payload of a message that was read.
	tree any
	// written is the payload of a message to be written.
	written []byte
	event   *event
}

// receive reads an envelope and holds it to the catalog.
func receive(body []byte, options []DispatchOption) (message, error) {
	var settings dispatch
	for _, option := range options {
		option(&settings)
	}
	tree, err := parse(body)
	if err != nil {
		return message{}, err
	}
	var received message
	if err := decodeTree(tree, received.value()); err != nil {
		return message{}, envelopeError(err)
	}
	key := received.envelope.key()
	if settings.checked && key == "" {
		key = settings.routingKey
	}
	if settings.checked && key != settings.routingKey {
		return message{}, &WrongKeyError{RoutingKey: settings.routingKey, Key: key}
	}
	event, ok := find(key)
	if !ok {
		return message{}, &UnknownEventError{Key: key}
	}
	received.event = event
	publisher, want := received.envelope.publisher(), publisherName(event.service)
	if publisher != "" && publisher != want {
		return message{}, &WrongPublisherError{Key: key, Publisher: publisher, Want: want}
	}
	return received, nil
}

// payload reads the payload as the newest known minor of its major version.
func (m message) payload() (Payload, error) {
	version := m.envelope.version()
	reader, ok := m.event.newest(version.Major)
	if !ok {
		return nil, m.event.unknown(version)
	}
	return m.event.decode(reader, m.tree)
}

// deliver reads the payload and calls the handler. A major version that the handler's type, or the
// list of majors, does not have is an error before the payload is read.
func deliver[P any](ctx context.Context, m message, handle func(context.Context, Delivery[P]) error, majors ...int) error {
	version := m.envelope.version()
	if len(majors) > 0 && !slices.Contains(majors, version.Major) {
		return &UnknownVersionError{Key: m.event.key, Version: version, Known: m.event.ofMajors(majors)}
	}
	read, err := m.payload()
	if err != nil {
		return err
	}
	typed, ok := read.(P)
	if !ok {
		return m.event.unknown(version)
	}
	return handle(ctx, Delivery[P]{Envelope: m.envelope, Payload: typed})
}

func (e *event) ofMajors(majors []int) []Version {
	return slices.DeleteFunc(e.known(), func(version Version) bool { return !slices.Contains(majors, version.Major) })
}

// payloadValue is the payload of a message: kept as a tree when it is read, for the version decides
// what it means, and written already when the message is.
type payloadValue struct {
	present
	message *message
}

func (v payloadValue) read(_ *report, from any) { v.message.tree = from }

func (v payloadValue) check(*report) {}

func (v payloadValue) write(to []byte) []byte { return append(to, v.message.written...) }
