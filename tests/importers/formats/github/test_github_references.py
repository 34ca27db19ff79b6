"""The issues that a text names are all found, though most of the text is never looked through."""

from hypothesis import given
from hypothesis import strategies as st

from refine_tui.importers.formats.github.references import ADDRESS, NAME, References, key_of, references
from refine_tui.importers.markup.markdown_text import without_code

PIECES = (
    "#12", "#1", "a/b#3", "https://x.example/a/b/issues/4", "http://x.example/a/b/pull/5", "://", "#", "&#9", "é#6",
    "blocked by", "Part of",
    " ", "\n", "\n- ", ", ", " and ", ":", "\t", "\u00a0", "\u2028", "(", ")", "`", "~~~", "word",
)  # fmt: skip
RELATIONS = (
    "blocked by", "Depends on", "BLOCKS", "bloc\u212a\u0130ng", "dupl\u0130cate of", "duplicates", "part of",
    "ch\u0131ld of", "parent issue", "Parent",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@given(texts)
def test_looking_through_words_finds_what_looking_through_the_text_finds(text: str) -> None:
    """A name never has a blank in it."""
    found = references(text, repository="o/r", own_key="")

    keys = set()
    for match in NAME.finditer(without_code(text)):
        address = ADDRESS.fullmatch(match[0])
        name = key_of(address["number"], address["repository"]) if address else match[0]
        keys.add(f"o/r{name}" if name.startswith("#") else name)
    assert {link.key for link in found.links} | {found.parent} - {""} == keys


@given(texts, st.sampled_from(RELATIONS), st.sampled_from([" ", ": ", ":\n- ", " **", "x"]), texts)
def test_relations_are_looked_for_wherever_there_may_be_one(before: str, words: str, between: str, after: str) -> None:
    """Words of a relation that nothing follows change nothing but that they are looked for."""
    text = f"{before} {words}{between}#7{after}"
    others = (f"{text}\nx {other} nothing" for other in RELATIONS)

    found = references(text, repository="o/r", own_key="o/r#1")

    assert {references(other, repository="o/r", own_key="o/r#1") for other in others} == {found}


def test_an_issue_that_names_only_itself_names_none() -> None:
    """Neither as its parent nor as a link."""
    assert references("Part of #12, see #12", repository="o/r", own_key="o/r#12") == References()
