package events

import (
	"errors"
	"fmt"
)

// EnvelopeError says that the envelope of a message breaks its schema.
type EnvelopeError struct {
	// Violations say how.
	Violations Violations
}

// Error lists the violations.
func (e *EnvelopeError) Error() string { return "envelope: " + e.Violations.Error() }

// Unwrap is the violations.
func (e *EnvelopeError) Unwrap() error { return e.Violations }

// PayloadError says that a payload breaks its schema.
type PayloadError struct {
	// Key is the event.
	Key Key
	// Version is the version whose schema is broken.
	Version Version
	// Violations say how; their pointers begin at the payload.
	Violations Violations
}

// Error lists the violations.
func (e *PayloadError) Error() string {
	return fmt.Sprintf("payload of %s %s: %s", e.Key, e.Version, e.Violations.Error())
}

// Unwrap is the violations.
func (e *PayloadError) Unwrap() error { return e.Violations }

// UnknownEventError says that the catalog has no such event.
type UnknownEventError struct {
	// Key is the routing key.
	Key Key
}

// Error names the routing key.
func (e *UnknownEventError) Error() string {
	return fmt.Sprintf("the catalog has no event %q", string(e.Key))
}

// UnknownVersionError says that a major version of an event is not live, or not one that the
// service reads.
type UnknownVersionError struct {
	// Key is the event.
	Key Key
	// Version is the version of the message.
	Version Version
	// Known are the versions that can be read.
	Known []Version
}

// Error names the event and its versions.
func (e *UnknownVersionError) Error() string {
	return fmt.Sprintf("%s %s cannot be read, only %v", e.Key, e.Version, e.Known)
}

// WrongKeyError says that a message came with another routing key than its envelope has.
type WrongKeyError struct {
	// RoutingKey is the one of the delivery.
	RoutingKey Key
	// Key is the one of the envelope.
	Key Key
}

// Error names both keys.
func (e *WrongKeyError) Error() string {
	return fmt.Sprintf("the message with routing key %q says it is %q", string(e.RoutingKey), string(e.Key))
}

// WrongPublisherError says that a message comes from a service that does not publish the event.
type WrongPublisherError struct {
	// Key is the event.
	Key Key
	// Publisher is what the envelope says.
	Publisher string
	// Want is what it says if the event's service publishes it.
	Want string
}

// Error names the event and both publishers.
func (e *WrongPublisherError) Error() string {
	return fmt.Sprintf("%s is published by %q, not by %q", e.Key, e.Want, e.Publisher)
}

// NotConsumedError says that a service got an event that its contract does not list.
type NotConsumedError struct {
	// Service is the service.
	Service string
	// Key is the event.
	Key Key
}

// Error names the service and the event.
func (e *NotConsumedError) Error() string {
	return fmt.Sprintf("%s does not consume %s", e.Service, e.Key)
}

func payloadError(key Key, version Version, err error) error {
	var violations Violations
	if errors.As(err, &violations) {
		return &PayloadError{Key: key, Version: version, Violations: violations}
	}
	return err
}

func envelopeError(err error) error {
	var violations Violations
	if errors.As(err, &violations) {
		return &EnvelopeError{Violations: violations}
	}
	return err
}
