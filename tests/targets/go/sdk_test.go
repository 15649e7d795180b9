//lint:file-ignore SA1019 deprecated versions are live and tested too

package main

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	sdk "countersign.test/sdk"
)

var (
	ctx   = context.Background()
	about = sdk.Metadata{OrganizationID: "org_1", CorrelationID: sdk.Ptr("corr_1")}
	clock = sdk.WithClock(func() time.Time { return time.Date(2026, 1, 15, 10, 30, 0, 0, time.UTC) })
	ids   = sdk.WithIDs(func() string { return "evt_1" })
)

func variant() sdk.CatalogVariantCreated {
	return sdk.CatalogVariantCreated{
		VariantID:       "var_789",
		ProductID:       "prod_456",
		SKU:             "PROD-001",
		TrackInventory:  sdk.Ptr(false),
		DefaultMinStock: sdk.Ptr(sdk.StockQuantity(20)),
		Barcodes:        sdk.Barcodes{},
	}
}

// inventory overrides some handlers; the others are nil and must not be called.
type inventory struct {
	sdk.InventoryConsumer
	created []sdk.Delivery[sdk.CatalogVariantCreated]
}

func (c *inventory) HandleCatalogVariantCreated(_ context.Context, delivery sdk.Delivery[sdk.CatalogVariantCreated]) error {
	c.created = append(c.created, delivery)
	return nil
}

func published(t *testing.T) sdk.Message {
	t.Helper()
	transport := new(sdk.RecordingTransport)
	if err := sdk.NewCatalogPublisher(transport, clock, ids).PublishCatalogVariantCreated(ctx, about, variant()); err != nil {
		t.Fatal(err)
	}
	messages := transport.Messages()
	if len(messages) != 1 {
		t.Fatalf("%d messages", len(messages))
	}
	return messages[0]
}

func TestWhatIsPublished(t *testing.T) {
	message := published(t)
	want := `{"event_id":"evt_1","event":"catalog.variant.created","version":"1.1","timestamp":"2026-01-15T10:30:00Z",` +
		`"organization_id":"org_1","correlation_id":"corr_1","service":"catalog-service","data":{"variant_id":"var_789",` +
		`"product_id":"prod_456","sku":"PROD-001","track_inventory":false,"default_min_stock":20,"barcodes":[]}}`
	if string(message.Body) != want {
		t.Errorf("got  %s\nwant %s", message.Body, want)
	}
	if message.Exchange != "erp.events" || message.RoutingKey != string(sdk.KeyCatalogVariantCreated) || message.ID != "evt_1" {
		t.Errorf("got %+v", message)
	}
}

func TestDefaultIDsAndTimesAreOfTheEnvelope(t *testing.T) {
	transport := new(sdk.RecordingTransport)
	for range 2 {
		if err := sdk.NewCatalogPublisher(transport).PublishCatalogVariantCreated(ctx, about, variant()); err != nil {
			t.Fatal(err)
		}
	}
	deliveries, err := transport.Deliveries()
	if err != nil {
		t.Fatal(err)
	}
	if deliveries[0].Envelope.EventID == deliveries[1].Envelope.EventID {
		t.Error("two messages have the same id")
	}
}

func TestDispatch(t *testing.T) {
	consumer := new(inventory)
	if err := sdk.DispatchInventory(ctx, published(t).Body, consumer, sdk.WithRoutingKey("catalog.variant.created")); err != nil {
		t.Fatal(err)
	}
	got := consumer.created[0].Payload
	if got.SKU != "PROD-001" || *got.TrackInventory || got.DefaultMaxStock != nil || got.Barcodes == nil || got.Options != nil {
		t.Errorf("got %+v", got)
	}
	if consumer.created[0].Envelope.Version != (sdk.Version{Major: 1, Minor: 1}) {
		t.Errorf("got %v", consumer.created[0].Envelope.Version)
	}
}

func TestAnOlderAndANewerMinorAreReadAsTheNewestKnown(t *testing.T) {
	for _, version := range []string{"1.0", "1.1", "1.7"} {
		body := strings.Replace(string(published(t).Body), `"1.1"`, `"`+version+`"`, 1)
		if err := sdk.DispatchInventory(ctx, []byte(body), new(inventory)); err != nil {
			t.Errorf("%s: %v", version, err)
		}
	}
}

// dispatched is the error for a message in which one text is replaced by another.
func dispatched(t *testing.T, old, replacement string, options ...sdk.DispatchOption) error {
	t.Helper()
	body := string(published(t).Body)
	if !strings.Contains(body, old) {
		t.Fatalf("no %s in %s", old, body)
	}
	return sdk.DispatchInventory(ctx, []byte(strings.Replace(body, old, replacement, 1)), new(inventory), options...)
}

func TestErrorsAreTyped(t *testing.T) {
	var (
		syntax    *sdk.SyntaxError
		envelope  *sdk.EnvelopeError
		event     *sdk.UnknownEventError
		version   *sdk.UnknownVersionError
		key       *sdk.WrongKeyError
		publisher *sdk.WrongPublisherError
		contract  *sdk.NotConsumedError
		payload   *sdk.PayloadError
	)
	for name, want := range map[string]struct {
		err    error
		target any
	}{
		"not JSON":           {dispatched(t, `}`, ``), &syntax},
		"not UTF-8":          {dispatched(t, `corr_1`, "\xff"), &syntax},
		"half a surrogate":   {dispatched(t, `corr_1`, `\ud800`), &syntax},
		"no organization":    {dispatched(t, `"organization_id":"org_1",`, ``), &envelope},
		"a bad id":           {dispatched(t, `evt_1`, `1`), &envelope},
		"a bad version":      {dispatched(t, `"1.1"`, `"one"`), &envelope},
		"an unknown event":   {dispatched(t, `catalog.variant.created`, `catalog.variant.made`), &event},
		"an unknown major":   {dispatched(t, `"1.1"`, `"2.0"`), &version},
		"another key":        {dispatched(t, `evt_1`, `evt_1`, sdk.WithRoutingKey("catalog.variant.deleted")), &key},
		"another publisher":  {dispatched(t, `catalog-service`, `pos-service`), &publisher},
		"no subscription":    {sdk.DispatchAudit(ctx, nil, nil), &syntax},
		"not its event":      {sdk.DispatchProcurement(ctx, published(t).Body, nil), &contract},
		"a bad payload":      {dispatched(t, `"sku":"PROD-001"`, `"sku":1`), &payload},
		"names are exact":    {dispatched(t, `"sku"`, `"SKU"`), &payload},
		"null is not absent": {dispatched(t, `"track_inventory":false`, `"track_inventory":null`), &payload},
	} {
		if want.err == nil || !errors.As(want.err, want.target) {
			t.Errorf("%s: got %T %v", name, want.err, want.err)
		}
	}
}

func TestAllViolationsAreListed(t *testing.T) {
	err := dispatched(t, `"variant_id":"var_789","product_id":"prod_456"`, `"product_id":"no","default_max_stock":-1`)
	var payload *sdk.PayloadError
	if !errors.As(err, &payload) {
		t.Fatalf("got %v", err)
	}
	want := map[string]string{"/variant_id": "required", "/product_id": "pattern", "/default_max_stock": "minimum"}
	for _, violation := range payload.Violations {
		if want[violation.Pointer] != violation.Keyword {
			t.Errorf("got %+v", violation)
		}
		delete(want, violation.Pointer)
	}
	if len(want) > 0 {
		t.Errorf("missing %v", want)
	}
	if payload.Key != sdk.KeyCatalogVariantCreated || payload.Version != (sdk.Version{Major: 1, Minor: 1}) {
		t.Errorf("got %s %s", payload.Key, payload.Version)
	}
}

func TestSensitiveValuesAreNotShown(t *testing.T) {
	var user sdk.AuthUserCreated
	err := json.Unmarshal([]byte(`{"user_id":"user_1","email":"not an address","roles":["role_1"]}`), &user)
	var found sdk.Violations
	if !errors.As(err, &found) || len(found) != 1 || found[0].Value != "<redacted>" {
		t.Errorf("got %v", err)
	}
	if strings.Contains(err.Error(), "not an address") {
		t.Error(err)
	}
}

func TestWhatBreaksItsSchemaIsNotPublished(t *testing.T) {
	transport := new(sdk.RecordingTransport)
	publisher := sdk.NewCatalogPublisher(transport)
	bad := variant()
	bad.SKU = ""
	var payload *sdk.PayloadError
	if err := publisher.PublishCatalogVariantCreated(ctx, about, bad); !errors.As(err, &payload) {
		t.Errorf("got %v", err)
	}
	var envelope *sdk.EnvelopeError
	if err := publisher.PublishCatalogVariantCreated(ctx, sdk.Metadata{}, variant()); !errors.As(err, &envelope) {
		t.Errorf("got %v", err)
	}
	if _, err := json.Marshal(bad); err == nil {
		t.Error("a bad payload is encoded")
	}
	if messages := transport.Messages(); len(messages) > 0 {
		t.Errorf("got %v", messages)
	}
}

// pricing handles an event that has two live majors.
type pricing struct {
	sdk.PricingConsumer
	updated []sdk.CatalogPriceUpdatedV2
}

func (c *pricing) HandleCatalogPriceUpdated(_ context.Context, delivery sdk.Delivery[sdk.CatalogPriceUpdated]) error {
	newest, err := sdk.UpcastCatalogPriceUpdated(delivery.Payload, func(old sdk.CatalogPriceUpdatedV1) (sdk.CatalogPriceUpdatedV2, error) {
		return sdk.CatalogPriceUpdatedV2{VariantID: old.VariantID, SKU: "UPCAST"}, nil
	})
	c.updated = append(c.updated, newest)
	return err
}

func TestEveryLiveMajorIsPublishedAndUpcast(t *testing.T) {
	var first sdk.CatalogPriceUpdatedV1
	if err := json.Unmarshal([]byte(`{"variant_id":"var_1","product_id":"prod_1","sku":"OLD","currency":"MXN",
		"changes":{"price":{"old":"249.00","new":"229.00"}},"updated_by":"user_1","updated_at":"2025-12-01T06:00:00Z"}`), &first); err != nil {
		t.Fatal(err)
	}
	second := sdk.CatalogPriceUpdatedV2{
		VariantID:   "var_2",
		ProductID:   "prod_2",
		SKU:         "NEW",
		Cost:        &sdk.NullableMoneyChange{New: &sdk.NullableMoneyChangeNew{Amount: "1.50", Currency: "MXN"}},
		Cause:       sdk.CatalogPriceUpdatedV2CauseManual,
		EffectiveAt: sdk.DateTimeOf(time.Unix(0, 0).UTC()),
		UpdatedBy:   sdk.Actor{ActorID: "user_1", Kind: sdk.ActorKindUser},
		UpdatedAt:   "2025-12-01T06:00:00.10Z",
	}
	transport := new(sdk.RecordingTransport)
	publisher := sdk.NewCatalogPublisher(transport)
	for _, payload := range []sdk.CatalogPriceUpdated{first, second} {
		if err := publisher.PublishCatalogPriceUpdated(ctx, about, payload); err != nil {
			t.Fatal(err)
		}
	}
	consumer := new(pricing)
	for _, message := range transport.Messages() {
		if err := sdk.DispatchPricing(ctx, message.Body, consumer); err != nil {
			t.Fatal(err)
		}
	}
	if len(consumer.updated) != 2 || consumer.updated[0].SKU != "UPCAST" || consumer.updated[1].SKU != "NEW" {
		t.Errorf("got %+v", consumer.updated)
	}
	if consumer.updated[1].UpdatedAt != "2025-12-01T06:00:00.10Z" || consumer.updated[1].Cost.Old != nil {
		t.Errorf("got %+v", consumer.updated[1])
	}
	if err := publisher.PublishCatalogPriceUpdated(ctx, about, nil); err == nil {
		t.Error("nil is published")
	}
}

func TestAllEventsAreListed(t *testing.T) {
	events := sdk.Events()
	if len(events) != 114 {
		t.Errorf("%d events", len(events))
	}
	for i, event := range events {
		if i > 0 && events[i-1].Key >= event.Key || event.Service == "" || event.Summary == "" || len(event.Versions) == 0 {
			t.Errorf("got %+v", event)
		}
	}
}
