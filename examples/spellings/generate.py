#!/usr/bin/env python3
"""Writes the table of English spellings (src/analysis/spellings.tsv) from VarCon.

VarCon is taken as the crate `varcon` carries it. Run it in the project root:

    cargo download varcon==1.0.5 | tar xz      # or any other way to its source
    python3 examples/spellings/generate.py varcon-1.0.5/src/codegen.rs src/analysis/spellings.tsv

One line a word: a spelling, a tab, the American spelling it is counted as; sorted. The same source gives the same bytes.
Only the standard library of Python 3.9 or newer is used. LICENCE.md says what was left out and why.
"""

import re
import sys
from pathlib import Path

# VarCon states for each word the size of the word list it first stands in; larger lists hold words that few readers know.
LARGEST_LIST = 70
# Spellings that one of the houses of dictionaries gives, as against rare and improper ones.
GIVEN = {"", "Eq", "Variant"}
# Names, plurals of another language, and spellings that are more often another word than the American one is; a few slips.
OTHER_WORDS = set("""
    barque barques binging bourg briar briars caesar chequers chile chiles costae crees draught draughts formae imprescriptible
    increate jours kerb kerbed kerbing kerbs louvre macintosh matts mum mums nanogramme nanogrammes nites netts prise prised
    prises renes sakis sett storey storeys tempi titre ware
""".split())
# American spellings under which another word is far more frequent.
FREQUENT_OTHERS = {"curb", "curbs", "story", "stories", "draft", "drafts", "tow", "licorice"}
# News copy writes these both ways; VarCon has them as two words, for the sake of one sense each.
ALSO = {"analogue": "analog", "dialog": "dialogue", "dialogs": "dialogues", "disk": "disc", "disks": "discs"}
# Words of up to four letters that are no names and no other words; the rest of that length is left out.
SHORT = {"aeon", "cagy", "cosy", "disk", "gaol", "grey", "ikon", "tsar", "tyre"}
WORD = re.compile(r"[a-z]{3,}")


def entries(source):
    """The list size and the spellings of each word, with the countries that have them."""
    for cluster in source.split("Cluster {")[1:]:
        size = int(re.search(r"level: (\d+)", cluster).group(1))
        for entry in cluster.split("Entry {")[1:]:
            spellings = []
            for variant in entry.split("Variant {")[1:]:
                word = re.search(r'word: "([^"]*)"', variant).group(1)
                kinds = re.findall(r"Category::(\w+), tag: (?:None|Some\(Tag::(\w+)\))", variant)
                spellings.append((word, kinds))
            yield size, spellings


def american(spellings):
    return next((word for word, kinds in spellings if ("American", "") in kinds), None)


def pairs(source):
    """Each other spelling with its American one, nothing that is an American word itself."""
    words = [spellings for size, spellings in entries(source) if size <= LARGEST_LIST]
    americans = {american(spellings) for spellings in words}
    found = dict(ALSO)
    for spellings in words:
        base = american(spellings)
        if base is None or base in FREQUENT_OTHERS or not WORD.fullmatch(base):
            continue
        for word, kinds in spellings:
            given = any(kind != "Other" and tag in GIVEN for kind, tag in kinds)
            if given and WORD.fullmatch(word) and is_kept(word) and word not in americans:
                found.setdefault(word, base)
    return {word: found.get(base, base) for word, base in found.items() if word != found.get(base, base)}


def is_kept(word):
    return (len(word) > 4 or word in SHORT) and word not in OTHER_WORDS


def main():
    source, table = map(Path, sys.argv[1:3])
    lines = [f"{word}\t{base}\n" for word, base in sorted(pairs(source.read_text()).items())]
    table.write_text("".join(lines))
    print(len(lines), "spellings")


if __name__ == "__main__":
    main()
