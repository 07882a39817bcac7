//! What a process has cost, as Linux tells it, and how runs of children are gathered.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::Done;

/// Ticks of the clock in `/proc/self/stat` to a second, the same on every Linux.
const TICKS: f64 = 100.0;

/// Seconds of processor time of this process so far, in all its threads, the system's share in.
pub(crate) fn cpu_seconds() -> Done<f64> {
    times(11)
}

/// Seconds of processor time of all children that have ended.
pub(crate) fn children_cpu_seconds() -> Done<f64> {
    times(13)
}

/// The two times from a field of `/proc/self/stat` on, counted after the program's name, which
/// stands in parentheses and may hold blanks.
fn times(from: usize) -> Done<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks: Vec<f64> =
        after_name.split_whitespace().skip(from).take(2).filter_map(|n| n.parse().ok()).collect();
    Ok(ticks.iter().sum::<f64>() / TICKS)
}

/// The most memory this process has held, in megabytes.
pub(crate) fn peak_megabytes() -> Done<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    Ok(kilobytes.ok_or("no VmHWM in /proc/self/status")? * 1024.0 / 1e6)
}

/// The bytes of all files below a folder.
pub(crate) fn bytes_below(folder: &Path) -> Done<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        bytes += if metadata.is_dir() { bytes_below(&entry.path())? } else { metadata.len() };
    }
    Ok(bytes)
}

/// A stretch of work: seconds on the clock and of the processor.
pub(crate) struct Stretch {
    wall: Instant,
    cpu: f64,
}

impl Stretch {
    /// Begins.
    pub(crate) fn begin() -> Done<Self> {
        Ok(Self { wall: Instant::now(), cpu: cpu_seconds()? })
    }

    /// Ends: wall, processor.
    pub(crate) fn end(self) -> Done<(f64, f64)> {
        Ok((self.wall.elapsed().as_secs_f64(), cpu_seconds()? - self.cpu))
    }
}

/// Runs a command to its end and gives what it printed and how long it took.
pub(crate) fn timed(command: &mut Command) -> Done<(Vec<u8>, Duration)> {
    let begin = Instant::now();
    let output = command.output()?;
    let took = begin.elapsed();
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{command:?} failed: {}", told.trim()).into());
    }
    Ok((output.stdout, took))
}

/// Runs this program as a child and reads the figures it prints as one object.
pub(crate) fn child(arguments: &[&str]) -> Done<Value> {
    let mut command = Command::new(std::env::current_exe()?);
    let (printed, _) = timed(command.args(arguments))?;
    Ok(serde_json::from_slice(&printed)?)
}

/// The one in the middle.
pub(crate) fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The least.
pub(crate) fn least(numbers: &[f64]) -> f64 {
    numbers.iter().copied().fold(f64::INFINITY, f64::min)
}
