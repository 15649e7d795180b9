//! Reading one file's text, whatever it is.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use countersign_model::diagnostic::Diagnostic;
use countersign_model::rules::UNREADABLE;
use countersign_model::source::SourceMap;

/// Reads a file, looking at its length before its contents. `left` is how many bytes the catalog
/// may still take.
pub(super) fn read(file: &Path, path: &str, left: usize) -> Result<String, Box<Diagnostic>> {
    let cannot = |error: &std::io::Error| {
        Box::new(UNREADABLE.at_path(path, format!("`{path}` cannot be read: {error}")))
    };
    let opened = File::open(file).map_err(|error| cannot(&error))?;
    let length = opened.metadata().map_err(|error| cannot(&error))?.len();
    let limit = SourceMap::MAX_FILE_LEN.min(left);
    let too_long = |length: u64| {
        let diagnostic = if limit < SourceMap::MAX_FILE_LEN {
            UNREADABLE.at_path(path, format!("`{path}` is left out: the catalog has too much text in all"))
        } else {
            let message = format!(
                "`{path}` is too large: {} MiB, where a file may have {} MiB",
                length.div_ceil(1 << 20),
                SourceMap::MAX_FILE_LEN >> 20
            );
            UNREADABLE.at_path(path, message).help("split it into several files: their names are free")
        };
        Box::new(diagnostic)
    };
    if length > limit as u64 {
        return Err(too_long(length));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    // The file may have grown since, or not know its length.
    opened.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(|error| cannot(&error))?;
    if bytes.len() > limit {
        return Err(too_long(bytes.len() as u64));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Box::new(not_utf8(path, error.as_bytes(), at))
    })
}

/// Says which byte is not UTF-8, and what the file probably is.
fn not_utf8(path: &str, bytes: &[u8], at: usize) -> Diagnostic {
    let before = bytes.get(..at).unwrap_or_default();
    let line = before.split(|&byte| byte == b'\n').count();
    let start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |found| found + 1);
    let column = String::from_utf8_lossy(before.get(start..).unwrap_or_default()).chars().count() + 1;
    let byte = bytes.get(at).copied().unwrap_or_default();
    let message = format!(
        "`{path}` is not UTF-8: byte 0x{byte:02X} at line {line}, column {column} (byte offset {at})"
    );
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let help = if utf16 { "the file is UTF-16; save it as UTF-8" } else { "save the file as UTF-8" };
    UNREADABLE.at_path(path, message).help(help)
}
