//! The program. What it says and how it ends is decided in [`morgue::cli`].

fn main() -> std::process::ExitCode {
    morgue::cli::main()
}
