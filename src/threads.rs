//! Pieces of one text, worked on side by side.

use std::num::NonZeroUsize;
use std::thread::{Builder, ScopedJoinHandle, available_parallelism, scope};

/// The least that is worth a thread of its own, in bytes of text: some milliseconds of work.
const LEAST: usize = 256 * 1024;

/// How many threads work on a text of so many bytes; `most` is the caller's bound, and without one
/// the machine's cores are.
pub(crate) fn workers(bytes: usize, most: Option<NonZeroUsize>) -> usize {
    let worth = bytes / LEAST;
    if worth < 2 {
        return 1;
    }
    let most = most.or_else(|| available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    worth.min(most)
}

/// Cuts a list into at most so many stretches of much the same length; one at least.
pub(crate) fn stretches<T>(list: &[T], most: usize) -> Vec<&[T]> {
    if list.is_empty() {
        return vec![list];
    }
    list.chunks(list.len().div_ceil(most.max(1))).collect()
}

/// Does each task, the first on this thread and the others beside it; the results are in the order
/// of the tasks. Where the system gives no thread the task is done here.
pub(crate) fn side_by_side<T: Sync, R: Send>(tasks: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let work = &work;
    scope(|scope| {
        let others = tasks.iter().skip(1);
        let others: Vec<_> = others
            .map(|task| (task, Builder::new().spawn_scoped(scope, move || work(task))))
            .collect();
        let mut results: Vec<R> = tasks.first().map(work).into_iter().collect();
        results.extend(others.into_iter().map(|(task, handle)| {
            match handle.map(ScopedJoinHandle::join) {
                Ok(Ok(result)) => result,
                Ok(Err(panic)) => std::panic::resume_unwind(panic),
                Err(_) => work(task),
            }
        }));
        results
    })
}
