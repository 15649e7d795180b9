// A publisher of an event that another service has signed for, which does not compile.
package main

import (
	"context"

	sdk "countersign.test/sdk"
)

func main() {
	publisher := sdk.NewCatalogPublisher(new(sdk.RecordingTransport))
	_ = publisher.PublishAuthUserDeleted(context.Background(), sdk.Metadata{}, sdk.AuthUserDeleted{})
}
