//! Proves that a rolling text is read within a few bytes of memory a byte of text.
//!
//! In a process of its own: an allocator that counts grows a vector by copying it, which would be
//! taken for the readers' time.

mod support;

use std::error::Error;
use std::hint::black_box;

use peak_alloc::PeakAlloc;
use support::rolling::{repeated, seed_text};
use support::{MB, float, is_test};
use travaux::model::{Document, ReadOptions};
use travaux::{Source, syntax};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// How long the text is.
const LENGTH: usize = 50 * MB;

const READERS: [&str; 2] = ["syntax::parse", "Document::read_with"];

fn main() -> Result<(), Box<dyn Error>> {
    let (name, seed) = seed_text()?;
    let length = if is_test() { MB / 10 } else { LENGTH };
    let source = Source::new(name.as_str(), repeated(&seed, length))?;
    println!("text: {name}, {} bytes repeated to {length}", seed.len());
    println!("\nmemory, bytes a byte of source");
    println!("{:<24}{:>10}{:>12}{:>10}", "", "peak", "+ source", "kept");
    let length = float(source.text().len());
    for (reader, used) in READERS.iter().zip(memory(&source)) {
        let (peak, kept) = (float(used.peak) / length, float(used.kept) / length);
        println!("{reader:<24}{peak:>10.2}{:>12.2}{kept:>10.2}", peak + 1.0);
    }
    Ok(())
}

/// What a call took, in bytes above what was taken before it.
struct Used {
    peak: usize,
    kept: usize,
}

/// The memory of the tree and of the model.
///
/// The allocator that counts grows a vector by copying it, so both copies are in the peak.
fn memory(source: &Source) -> [Used; 2] {
    let options = ReadOptions::default();
    let fresh = source.clone();
    [
        used(|| syntax::parse(source)), //
        used(|| Document::read_with(fresh, &options)),
    ]
}

fn used<T>(work: impl FnOnce() -> T) -> Used {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let made = black_box(work());
    let peak = MEMORY.peak_usage().saturating_sub(before);
    let kept = MEMORY.current_usage().saturating_sub(before);
    drop(made);
    Used { peak, kept }
}
