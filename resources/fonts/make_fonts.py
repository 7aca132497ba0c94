"""Make the bundled fonts from the Noto CJK families. Run by hand, once; the results are committed.

Sources, all under the SIL Open Font License 1.1 (see OFL.txt), unpacked side by side in one folder:

=====================  ============================================  ======================
folder                 npm package                                   weights used
=====================  ============================================  ======================
noto-serif-sc          @expo-google-fonts/noto-serif-sc 0.4.3        400Regular, 700Bold
noto-sans-sc           @expo-google-fonts/noto-sans-sc 0.4.3         400Regular, 700Bold
noto-serif-jp          @expo-google-fonts/noto-serif-jp 0.4.3        400Regular, 700Bold
noto-serif-hk          @expo-google-fonts/noto-serif-hk 0.4.3        400Regular, 700Bold
noto-sans-symbols-2    @expo-google-fonts/noto-sans-symbols-2 0.4.1  400Regular
=====================  ============================================  ======================

Usage: ``python make_fonts.py FOLDER`` with fontTools 4.68 installed (the program itself does not need fontTools).

Per family and weight two files come out that share no character: *Common* (GB 2312, Latin, Greek, Cyrillic, punctuation,
mathematics; small, loads in milliseconds) and *Rest* (everything else the Noto file holds; loaded when a character
asks for it). *Rare* holds, for serif, what only the Japanese and Hong Kong siblings draw (𠮷), and ballot boxes.
*Western* holds the narrow quotation marks, dash and ellipsis of Latin text; in Chinese text the same code points are
one em wide.

What is changed in the outlines, and why (the fonts are renamed as the licence wishes):

- serif digits become the tabular ones the font keeps for another locale: amounts in a column must align;
- the em dash fills its whole em, so that the Chinese dash —— is one unbroken line of two characters (GB/T 15834);
- the middle dot · takes half an em (GB/T 15834, 间隔号).
"""

# mypy: ignore-errors
# (fontTools is not among the program's dependencies)

import sys
from pathlib import Path

from fontTools import merge, subset
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
WEIGHTS = {"Regular": "400Regular", "Bold": "700Bold"}
DIGITS = "0123456789"
WESTERN_MARKS = "‘’“”…"
HANGUL = set(range(0x1100, 0x1200)) | set(range(0x3130, 0x3190)) | set(range(0xA960, 0xA980)) | set(range(0xAC00, 0xD800))
BALLOTS = "☐☑☒✓✔✗✘✱"


def gb2312() -> set[int]:
    """Give the code points of GB 2312: 6,763 characters, kana, Greek, Cyrillic, signs."""
    points = set()
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                points.add(ord(bytes((high, low)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return points


def common_points() -> set[int]:
    """Give the code points of the Common files."""
    ranges = (
        (0x20, 0x7F), (0xA0, 0x180), (0x370, 0x400), (0x400, 0x460), (0x2010, 0x2040), (0x2070, 0x20C0),
        (0x2100, 0x2200), (0x2200, 0x2300), (0x2460, 0x2500), (0x25A0, 0x2640), (0x3000, 0x3020), (0x3200, 0x3300),
        (0x3380, 0x33E0), (0xFE30, 0xFE50), (0xFF01, 0xFF60), (0xFFE0, 0xFFE7),
    )
    points = gb2312()
    for first, end in ranges:
        points.update(range(first, end))
    return points


def single_substitutions(font: TTFont, tag: str) -> dict[str, str]:
    """Give glyph → glyph of every single substitution of one GSUB feature."""
    table = font["GSUB"].table
    found: dict[str, str] = {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag != tag:
            continue
        for index in record.Feature.LookupListIndex:
            for part in table.LookupList.Lookup[index].SubTable:
                found.update(getattr(getattr(part, "ExtSubTable", part), "mapping", {}))
    return found


def remap(font: TTFont, pairs: dict[str, str]) -> None:
    """Let characters show other glyphs of the same font."""
    for table in font["cmap"].tables:
        for char, glyph in pairs.items():
            if ord(char) in table.cmap:
                table.cmap[ord(char)] = glyph


def redraw(font: TTFont, name: str, stretch: float, shift: float, advance: int) -> None:
    """Scale one glyph sideways by ``stretch``, move it by ``shift`` units and give it an advance width."""
    pen = TTGlyphPen(None)
    font.getGlyphSet()[name].draw(TransformPen(pen, (stretch, 0, 0, 1, shift, 0)))
    glyph = pen.glyph()
    glyph.recalcBounds(font["glyf"])
    font["glyf"][name] = glyph
    font["hmtx"][name] = (advance, glyph.xMin)


def adapt(font: TTFont) -> None:
    """Tabular digits, a dash that fills its em, a middle dot of half an em."""
    cmap = font.getBestCmap()
    other = single_substitutions(font, "locl")
    full = single_substitutions(font, "fwid")
    if len({font["hmtx"][cmap[ord(digit)]][0] for digit in DIGITS}) > 1:
        remap(font, {digit: other[cmap[ord(digit)]] for digit in DIGITS})
    bar = full[cmap[0x2014]]
    glyph = font["glyf"][bar]
    stretch = 1000 / (glyph.xMax - glyph.xMin)
    redraw(font, bar, stretch, -glyph.xMin * stretch, 1000)
    remap(font, {"—": bar, "―": bar})
    dot = cmap[0xB7]
    glyph = font["glyf"][dot]
    redraw(font, dot, 1, 250 - (glyph.xMin + glyph.xMax) / 2, 500)


def narrow_marks(font: TTFont) -> None:
    """Let the quotation marks and the ellipsis show their proportional glyphs."""
    narrow = single_substitutions(font, "pwid")
    cmap = font.getBestCmap()
    remap(font, {mark: narrow[cmap[ord(mark)]] for mark in WESTERN_MARKS})


def cut(font: TTFont, points: set[int]) -> TTFont:
    """Keep only some characters and no layout tables but kerning."""
    options = subset.Options()
    options.layout_features = ["kern"]
    options.drop_tables += ["vhea", "vmtx", "BASE", "STAT", "VORG", "GDEF", "GlyphOrder"]
    options.name_IDs = [0, 13, 14]
    options.name_languages = [0x409]
    options.glyph_names = False
    options.notdef_outline = True
    options.hinting = False
    options.recalc_timestamp = False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=points)
    cutter.subset(font)
    return font


def save(font: TTFont, family: str, weight: str, file: str) -> set[int]:
    """Name the font, write it, and give its code points."""
    compact = family.replace(" ", "")
    for name, text in {
        1: family, 2: weight, 3: f"ClauseLedger:{compact}-{weight}", 4: f"{family} {weight}", 5: "Version 1.000",
        6: f"{compact}-{weight}",
    }.items():
        font["name"].setName(text, name, 3, 1, 0x409)
    font["name"].names = [record for record in font["name"].names if record.platformID == 3]
    font["OS/2"].fsSelection = 0x20 if weight == "Bold" else 0x40
    font["head"].macStyle = 1 if weight == "Bold" else 0
    font.save(HERE / file)
    return set(font.getBestCmap())


def load(folder: Path, package: str, weight: str) -> TTFont:
    """Open one source font."""
    (file,) = (folder / package).rglob(f"{WEIGHTS[weight]}/*.ttf")
    return TTFont(file, recalcTimestamp=False)


def make(folder: Path) -> None:
    """Write every font beside this script."""
    common = common_points()
    for style, package in (("Serif", "noto-serif-sc"), ("Sans", "noto-sans-sc")):
        for weight in WEIGHTS:
            def source(package: str = package, weight: str = weight) -> TTFont:
                font = load(folder, package, weight)
                adapt(font)
                return font
            held = set(source().getBestCmap()) - HANGUL
            save(cut(source(), held & common), f"ClauseLedger {style}", weight, f"{style}-{weight}-Common.ttf")
            save(cut(source(), held - common), f"ClauseLedger {style} Rest", weight, f"{style}-{weight}-Rest.ttf")
            western = load(folder, package, weight)
            narrow_marks(western)
            marks = {ord(mark) for mark in WESTERN_MARKS + "—"}
            save(cut(western, marks), f"ClauseLedger {style} Western", weight, f"{style}-{weight}-Western.ttf")
            if style == "Serif":
                make_rare(folder, weight, held)


def make_rare(folder: Path, weight: str, held: set[int]) -> None:
    """Write the file of characters that only sibling fonts draw."""
    parts = []
    missing = {ord(mark) for mark in BALLOTS} - held
    for package, wanted in (("noto-serif-jp", None), ("noto-serif-hk", None), ("noto-sans-symbols-2", missing)):
        font = load(folder, package, weight if "symbols" not in package else "Regular")
        points = set(font.getBestCmap()) - held - HANGUL if wanted is None else set(wanted)
        part = HERE / f"part-{len(parts)}.ttf"
        cut(font, points).save(part)
        held = held | points
        parts.append(part)
    merged = merge.Merger().merge([str(part) for part in parts])
    first = TTFont(parts[0])  # the sibling's metrics, not the symbol font's taller ones
    for table, fields in {
        "OS/2": ("sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent", "usWinDescent", "sCapHeight"),
        "hhea": ("ascent", "descent", "lineGap"),
    }.items():
        for field in fields:
            setattr(merged[table], field, getattr(first[table], field))
    save(merged, "ClauseLedger Serif Rare", weight, f"Serif-{weight}-Rare.ttf")
    for part in parts:
        part.unlink()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
