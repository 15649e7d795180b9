//! What several rules need.

pub(super) mod bundle;
pub(super) mod document;
pub(super) mod dues;
pub(super) mod fields;
pub(super) mod findings;
pub(super) mod formats;
pub(super) mod keyspace;
pub(super) mod nearest;
pub(super) mod schemas;
pub(super) mod signatures;
pub(super) mod text;
pub(super) mod topics;
