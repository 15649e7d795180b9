//! Arrays: lists and tuples.

use crate::resolved::TypeId;
use crate::rules;
use crate::shape::{CheckKind, Docs, Origin, Rest, Shape, Step, Tuple, Type};
use crate::value::{Value, ValueKind};

use super::super::keywords::Kind;
use super::{Builder, Payload};

impl<'a> Builder<'a> {
    pub(super) fn fill_array(&mut self, id: TypeId, schema: &'a Value, payload: Option<Payload<'a>>) {
        self.refuse_listed(schema, Kind::Array);
        let items = schema.get("items");
        if let Some(prefix) = schema.get("prefixItems") {
            if prefix.items().is_empty() {
                self.report(
                    rules::KEYWORD_VALUE.at(prefix.span, "`prefixItems` must list at least one schema"),
                );
            }
            let types: Vec<TypeId> = prefix
                .items()
                .iter()
                .enumerate()
                .map(|(at, item)| self.inline(id, Step::Prefix(at), item, payload))
                .collect();
            let rest = match items.map(|items| (&items.kind, items)) {
                Some((ValueKind::Bool(false), _)) => Rest::Closed,
                Some((_, items)) => Rest::Typed(self.inline(id, Step::Item, items, payload)),
                None => Rest::Typed(self.any_item(id, schema)),
            };
            self.check_prefix(schema, types.len(), rest);
            self.set_shape(id, Shape::Tuple(Tuple { prefix: types, rest }));
        } else {
            let item = match items {
                Some(items) => self.inline(id, Step::Item, items, payload),
                None => self.any_item(id, schema),
            };
            self.set_shape(id, Shape::List(item));
        }
        self.count_range(id, schema, ("minItems", CheckKind::MinItems), ("maxItems", CheckKind::MaxItems));
        match schema.get("uniqueItems").map(|value| (value, value.as_bool())) {
            Some((value, Some(true))) => self.add_check(id, CheckKind::UniqueItems, value.span),
            Some((value, None)) => {
                self.report(rules::KEYWORD_VALUE.at(value.span, "`uniqueItems` must be `true` or `false`"));
            }
            Some((_, Some(false))) | None => {}
        }
    }

    /// Items about which the schema says nothing.
    fn any_item(&mut self, id: TypeId, schema: &Value) -> TypeId {
        let origin = Origin::Inline { parent: id, step: Step::Item };
        self.push(Type {
            origin,
            shape: Shape::Any,
            checks: Vec::new(),
            docs: Docs::default(),
            span: schema.span,
        })
    }

    fn check_prefix(&mut self, schema: &'a Value, len: usize, rest: Rest) {
        let least = schema.get("minItems").and_then(|value| Some((value, value.as_number()?.to_i64()?)));
        if let (Some((value, least)), Rest::Closed) = (least, rest)
            && i64::try_from(len).is_ok_and(|len| least > len)
        {
            let place = schema.get("prefixItems").map_or(schema.span, |prefix| prefix.span);
            let that = format!("the tuple has {len} items and no more");
            self.contradiction(value.span, format!("`minItems` is {least}"), place, that);
        }
    }
}
