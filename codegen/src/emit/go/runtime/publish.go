package events

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"time"
)

// Transport hands messages to a broker.
type Transport interface {
	// Publish returns when the broker has taken responsibility for the message.
	Publish(ctx context.Context, message Message) error
}

// Message is an encoded event on its way to a broker.
type Message struct {
	// Exchange is where it is published.
	Exchange string
	// RoutingKey is what it is routed by.
	RoutingKey string
	// ID identifies the message; the same as in the envelope.
	ID string
	// Body is the envelope with the payload, as JSON.
	Body []byte
}

// PublisherOption changes how a publisher makes envelopes.
type PublisherOption func(*sender)

// WithIDs sets where ids of messages come from.
func WithIDs(next func() string) PublisherOption { return func(s *sender) { s.nextID = next } }

// WithClock sets where the time of messages comes from.
func WithClock(now func() time.Time) PublisherOption { return func(s *sender) { s.now = now } }

// sender encodes the messages of one service.
type sender struct {
	transport Transport
	service   string
	exchange  string
	nextID    func() string
	now       func() time.Time
}

func newSender(transport Transport, service, exchange string, options []PublisherOption) *sender {
	s := &sender{transport: transport, service: service, exchange: exchange, nextID: newID, now: time.Now}
	for _, option := range options {
		option(s)
	}
	return s
}

func (s *sender) send(ctx context.Context, about Metadata, payload Payload) error {
	if payload == nil {
		return errors.New("there is no payload to publish")
	}
	id := s.nextID()
	body, err := EncodeMessage(newEnvelope(id, s.now().UTC(), s.service, payload, about), payload)
	if err != nil {
		return err
	}
	key := string(payload.EventKey())
	if err := s.transport.Publish(ctx, Message{Exchange: s.exchange, RoutingKey: key, ID: id, Body: body}); err != nil {
		return fmt.Errorf("publish %s: %w", key, err)
	}
	return nil
}

// EncodeMessage writes an envelope with its payload, or reports how one of them breaks its schema.
func EncodeMessage(envelope Envelope, payload Payload) ([]byte, error) {
	data, err := encodePayload(payload)
	if err != nil {
		return nil, err
	}
	outgoing := message{envelope: envelope, written: data}
	body, err := encode(outgoing.value())
	if err != nil {
		return nil, envelopeError(err)
	}
	return body, nil
}

func encodePayload(payload Payload) ([]byte, error) {
	data, err := payload.MarshalJSON()
	if err != nil {
		return nil, payloadError(payload.EventKey(), payload.EventVersion(), err)
	}
	return data, nil
}

// randomHex is so many random hexadecimal digits; an even number of them.
func randomHex(digits int) string {
	bytes := make([]byte, digits/2)
	if _, err := rand.Read(bytes); err != nil {
		panic("no randomness for message ids: " + err.Error())
	}
	return hex.EncodeToString(bytes)
}

// randomUUID is a version 4 UUID.
func randomUUID() string {
	digits := []byte(randomHex(32))
	digits[12] = '4'
	digits[16] = "89ab"[digits[16]%4]
	return fmt.Sprintf("%s-%s-%s-%s-%s", digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:])
}
