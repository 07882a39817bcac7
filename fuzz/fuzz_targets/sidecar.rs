//! Any bytes lie beside a clipping as JSON and as YAML: the clipping is read all the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use morgue::intake::{Beside, Options, Source, beside, read_beside};

const TEXT: &[u8] = b"Ferry stays\n\nThe council of the town voted on Monday to keep the ferry that links the banks.\n";

fuzz_target!(|bytes: &[u8]| {
    let options = Options::default();
    for path in ["a.json", "a.yaml"] {
        let Beside::Sidecar(sidecar) = beside(&Source { path, bytes }, &options) else { continue };
        let mut given = 0;
        let source = Source { path: "a.txt", bytes: TEXT };
        read_beside(&source, &[*sidecar], &options, &mut |_| given += 1);
        assert_eq!(given, 1);
    }
});
