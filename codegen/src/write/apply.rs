//! Carrying out a plan.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::manifest::{self, MANIFEST};
use super::plan::{Plan, problem};
use super::{Problem, Status};

/// Writes and removes what the plan says.
///
/// The manifest first lists what was there and what will be, then what is: whenever this stops,
/// every generated file on disk is listed.
pub(super) fn apply(out: &Path, plan: &Plan<'_>) -> Result<(), Vec<Problem>> {
    let target = out.join(MANIFEST);
    let both: BTreeSet<String> = plan.old_paths.union(&plan.new_paths).cloned().collect();
    let mut on_disk = plan.old_manifest.clone();
    let mut problems = Vec::new();
    if both != plan.old_paths {
        on_disk = manifest::render(&both);
        problems.extend(put(&target, &on_disk).err());
    }
    for step in &plan.steps {
        let path = out.join(&step.path);
        let done = match step.status {
            Status::Unchanged => Ok(()),
            Status::New | Status::Changed => put(&path, step.text),
            Status::Gone => remove(out, &path),
        };
        problems.extend(done.err());
    }
    let last = manifest::render(&plan.new_paths);
    if problems.is_empty() && last != on_disk {
        problems.extend(put(&target, &last).err());
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

fn put(path: &Path, text: &str) -> Result<(), Problem> {
    let parent = path.parent().map_or(Ok(()), fs::create_dir_all);
    parent.and_then(|()| fs::write(path, text)).map_err(|error| problem(path, &error))
}

/// Removes a file, and the directories below `out` that it leaves empty.
fn remove(out: &Path, path: &Path) -> Result<(), Problem> {
    fs::remove_file(path).map_err(|error| problem(path, &error))?;
    for directory in path.ancestors().skip(1).take_while(|directory| *directory != out) {
        if fs::remove_dir(directory).is_err() {
            break;
        }
    }
    Ok(())
}
