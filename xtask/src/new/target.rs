//! `cargo xtask new target`.

use countersign_codegen::emit::Target;

use super::{Edits, insert_sorted, is_name};
use crate::Outcome;

const ENUM: &str = "codegen/src/emit/mod.rs";

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What the target is called, which is also its folder below `generated/`: `json-schema`
    name: String,
}

/// Writes the target's folder and its arms in the `Target` enum.
pub(crate) fn run(args: &Args) -> Outcome {
    let name = &args.name;
    if !is_name(name, '-') {
        return Err(format!("`{name}` is not a target's name: small words with `-` between them"));
    }
    if Target::ALL.iter().any(|target| target.name() == name) {
        return Err(format!("there is a target `{name}` already"));
    }
    let module = name.replace('-', "_");
    edits(name, &module)?.write()?;
    println!("\n`{name}` is registered and generates a README.md. What is left:");
    println!(
        "  1. codegen/src/emit/{module}: match every shape and check; the compiler names those that are new"
    );
    println!("  2. `cargo xtask gen`, which writes generated/{name}");
    println!("  3. a harness in tests/targets/{name} and a step in xtask/src/test/steps.rs, if it is code");
    Ok(true)
}

fn edits(name: &str, module: &str) -> Result<Edits, String> {
    let variant: String = name.split('-').map(capitalised).collect();
    let mut edits = Edits::default();
    let source = include_str!("target.rs.txt").replace("@name", name);
    edits.create(format!("codegen/src/emit/{module}/mod.rs"), source)?;
    edits.change(ENUM, |lines| register(lines, name, module, &variant))?;
    Ok(edits)
}

/// Adds the module, the variant, the place in `ALL`, the name and the call.
fn register(lines: &mut Vec<String>, name: &str, module: &str, variant: &str) -> Option<()> {
    insert_sorted(lines, "mod ", format!("mod {module};"))?;
    let head = lines.iter().position(|line| line.starts_with("pub enum Target"))?;
    let end = head + lines.iter().skip(head).position(|line| line == "}")?;
    lines.splice(
        end..end,
        [
            format!("    /// What `{name}` is, in one sentence."),
            format!("    #[value(name = \"{name}\")]"),
            format!("    {variant},"),
        ],
    );
    let all = lines.iter().position(|line| line.contains("pub const ALL: [Self; "))?;
    let line = lines.get_mut(all)?;
    let count: usize = line.split("[Self; ").nth(1)?.split(']').next()?.parse().ok()?;
    *line = line.replace(&format!("[Self; {count}]"), &format!("[Self; {}]", count + 1));
    let close = all + lines.iter().skip(all).position(|line| line.ends_with("];"))?;
    let line = lines.get_mut(close)?;
    *line = line.replace("];", &format!(", Self::{variant}];"));
    let arm = format!("            Self::{variant} => \"{name}\",");
    let last =
        lines.iter().rposition(|line| line.trim_start().starts_with("Self::") && line.contains("=> \""))?;
    lines.insert(last + 1, arm);
    let last = lines.iter().rposition(|line| line.contains("::emit(catalog),"))?;
    lines.insert(last + 1, format!("        Target::{variant} => {module}::emit(catalog),"));
    Some(())
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(chars).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_enum_takes_a_target() {
        crate::root::enter().unwrap();
        let edits = edits("json-schema-x", "json_schema_x").unwrap();
        let (_, text) = edits.files.iter().find(|(path, _)| path == ENUM).unwrap();
        for part in [
            "\nmod json_schema_x;\n",
            "    #[value(name = \"json-schema-x\")]\n    JsonSchemaX,\n}",
            ", Self::JsonSchemaX];",
            "Self::JsonSchemaX => \"json-schema-x\",",
            "Target::JsonSchemaX => json_schema_x::emit(catalog),",
        ] {
            assert!(text.contains(part), "{part} is missing in\n{text}");
        }
    }
}
