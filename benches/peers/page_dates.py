#!/usr/bin/env python3
"""Days of publication of saved pages by htmldate, on the pages that `evaluate -- pagedates` reads.

    pip install htmldate==1.11.0
    MORGUE_DATA=path/to/data python3 benches/peers/page_dates.py

Prints a line for each of htmldate's own lists of pages and one for both, with the columns of the
evaluation: pages, right, wrong, none, accuracy, milliseconds a page. A page is right where the very
day is given. Search is extensive and asks for the original date, as in htmldate's own evaluation.
The pages are in memory before the clock starts, and the first of them are read once before, so that
no page pays for what is made at first use. Time is that of the processor in `find_date`, decoding
and parsing included, so that a busy machine does not count. `--losses` names the pages that are not
right.
"""

import gzip
import json
import os
import sys
import time
from pathlib import Path

from htmldate import find_date

LISTS = ["eval_default.json", "eval_mediacloud_2020.json"]
# Pages that are read once before the clock starts.
WARM = 5


def pages(folder, name):
    """The pages of a list that are there: file name, day, bytes."""
    found = []
    entries = json.loads((folder / name).read_text(encoding="utf-8"))
    for _, entry in sorted(entries.items()):
        if not entry.get("file") or not entry.get("date"):
            continue
        path = folder / "pages" / entry["file"]
        if path.is_file():
            held = path.read_bytes()
            page = gzip.decompress(held) if path.suffix == ".gz" else held
            found.append((entry["file"], entry["date"], page))
    return found


def day(page):
    """The day htmldate reads from a page, or nothing."""
    try:
        return find_date(page, extensive_search=True, original_date=True)
    except (ValueError, TypeError):
        return None


def line(told, count, seconds):
    number = max(count["pages"], 1)
    accuracy, milliseconds = count["right"] / number, 1000 * seconds / number
    fields = [told, *count.values(), f"{accuracy:.4f}", f"{milliseconds:.2f}"]
    print(" | ".join(str(field) for field in fields))


def main():
    folder = Path(os.environ.get("MORGUE_DATA", "data")) / "formats" / "htmldate"
    if not folder.is_dir():
        sys.exit(f"no folder {folder}: MORGUE_DATA names the folder that holds formats/htmldate")
    lists = [(name, pages(folder, name)) for name in LISTS]
    for _, _, page in lists[0][1][:WARM]:
        day(page)
    whole, whole_seconds = {"pages": 0, "right": 0, "wrong": 0, "none": 0}, 0.0
    for name, held in lists:
        count, seconds = {"pages": 0, "right": 0, "wrong": 0, "none": 0}, 0.0
        for file, wanted, page in held:
            begun = time.process_time()
            found = day(page)
            seconds += time.process_time() - begun
            became = "none" if found is None else "right" if found == wanted else "wrong"
            count["pages"] += 1
            count[became] += 1
            if became != "right" and "--losses" in sys.argv:
                print(f"{file}: {wanted}, found {found}")
        line(name, count, seconds)
        whole = {key: whole[key] + count[key] for key in whole}
        whole_seconds += seconds
    line("both", whole, whole_seconds)


if __name__ == "__main__":
    main()
