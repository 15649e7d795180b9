// A consumer with a handler for every event of its contract.
package main

import (
	"context"

	sdk "countersign.test/sdk"
)

type consumer struct{}

func (consumer) HandleAuthOrganizationSuspended(context.Context, sdk.Delivery[sdk.AuthOrganizationSuspended]) error {
	return nil
}

func (consumer) HandleAuthUserDeactivated(context.Context, sdk.Delivery[sdk.AuthUserDeactivated]) error {
	return nil
}

func (consumer) HandleAuthUserDeleted(context.Context, sdk.Delivery[sdk.AuthUserDeleted]) error {
	return nil
}

func main() {
	_ = sdk.DispatchCatalog(context.Background(), nil, consumer{})
}
