//! Must not compile: catalog publishes an event of inventory's.

use sdk::events::InventoryStockUpdatedV1;
use sdk::services::catalog::CatalogPublisher;
use sdk::{Context, Recorder};

pub fn publish(publisher: &CatalogPublisher<Recorder>, context: &Context, payload: &InventoryStockUpdatedV1) {
    let _ = publisher.inventory_stock_updated(context, payload);
}

fn main() {}
