// A consumer that leaves out the handler of auth.user.deleted, which does not compile.
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

func main() {
	_ = sdk.DispatchCatalog(context.Background(), nil, consumer{})
}
