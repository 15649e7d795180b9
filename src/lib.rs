//! Countersign for services.
