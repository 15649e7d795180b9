package events

import (
	"context"
	"sync"
)

// RecordingTransport keeps what is published, for tests: give it to a publisher instead of a
// broker. Everything is encoded and checked as if it were sent. The zero value is ready to use.
type RecordingTransport struct {
	mutex    sync.Mutex
	messages []Message
}

// Publish keeps the message.
func (t *RecordingTransport) Publish(_ context.Context, message Message) error {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.messages = append(t.messages, message)
	return nil
}

// Messages are the messages published so far, in order.
func (t *RecordingTransport) Messages() []Message {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	return append([]Message(nil), t.messages...)
}

// Deliveries are the messages published so far as a consumer reads them.
func (t *RecordingTransport) Deliveries() ([]Delivery[Payload], error) {
	messages := t.Messages()
	deliveries := make([]Delivery[Payload], len(messages))
	for i, message := range messages {
		delivery, err := DecodeMessage(message.Body, WithRoutingKey(message.RoutingKey))
		if err != nil {
			return nil, err
		}
		deliveries[i] = delivery
	}
	return deliveries, nil
}

// Reset forgets what was published.
func (t *RecordingTransport) Reset() {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.messages = nil
}
