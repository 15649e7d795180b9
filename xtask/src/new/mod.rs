//! `cargo xtask new`: skeletons that compile, registered where they have to be.

pub(crate) mod rule;
pub(crate) mod target;

use std::path::Path;

use crate::root::read;

/// Changes and new files, put on disk together once all of them could be made.
#[derive(Debug, Default)]
struct Edits {
    files: Vec<(String, String)>,
}

impl Edits {
    /// A file that must not be there yet.
    fn create(&mut self, path: impl Into<String>, text: impl Into<String>) -> Result<(), String> {
        let path = path.into();
        if Path::new(&path).exists() {
            return Err(format!("`{path}` is there already"));
        }
        self.files.push((path, text.into()));
        Ok(())
    }

    /// Rewrites a file line by line.
    fn change(
        &mut self,
        path: &str,
        edit: impl FnOnce(&mut Vec<String>) -> Option<()>,
    ) -> Result<(), String> {
        let at = self.files.iter().position(|(known, _)| known == path);
        let text = match at.and_then(|at| self.files.get(at)) {
            Some((_, text)) => text.clone(),
            None => read(path)?,
        };
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        edit(&mut lines).ok_or_else(|| format!("`{path}` does not look as expected; edit it by hand"))?;
        let text = lines.join("\n") + "\n";
        match at.and_then(|at| self.files.get_mut(at)) {
            Some(file) => file.1 = text,
            None => self.files.push((path.to_owned(), text)),
        }
        Ok(())
    }

    /// Writes everything.
    fn write(self) -> Result<(), String> {
        for (path, text) in self.files {
            let done = if Path::new(&path).exists() { "changed" } else { "created" };
            let parent = Path::new(&path).parent().map_or(Ok(()), std::fs::create_dir_all);
            parent.and_then(|()| std::fs::write(&path, text)).map_err(|error| format!("{path}: {error}"))?;
            println!("{done} {path}");
        }
        Ok(())
    }
}

/// Puts a line among the lines between two marks that are like it, in order.
fn insert_sorted(lines: &mut Vec<String>, prefix: &str, line: String) -> Option<()> {
    let alike = |found: &String| found.starts_with(prefix);
    let first = lines.iter().position(alike)?;
    let count = lines.iter().skip(first).take_while(|found| alike(found)).count();
    let at = lines.iter().skip(first).take(count).position(|found| *found > line).unwrap_or(count);
    lines.insert(first + at, line);
    Some(())
}

/// Whether a text is words of small letters and digits with `separator` between them.
fn is_name(text: &str, separator: char) -> bool {
    let word = |word: &str| {
        word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            && word.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase())
    };
    text.split(separator).all(word)
}
