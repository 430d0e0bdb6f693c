import inspect

import pytest

from journal.insights import Insight
from journal.sharing import refusals
from journal.sharing.bodies import kind_of
from journal.sharing.refusals import BadCard, Refused
from tests.sharing.make_vectors import vectors
from tests.sharing.people import KESTREL, MOSS, MOSS_ASIDE, WREN, Reader, insight
from tests.sharing.vectors import FOLDER, names, read_vector, written

NOT_FROM_FILES = {"WrongPlace"}  # a place that is read has one; see test_places.py


def moss() -> Reader:
    return Reader((MOSS, WREN), (MOSS_ASIDE, KESTREL))


def refused() -> dict[str, type[Refused]]:
    """The reasons for which a file is refused, by name."""
    classes = dict(inspect.getmembers(refusals, inspect.isclass))
    return {
        name: kind
        for name, kind in classes.items()
        if issubclass(kind, Refused) and not issubclass(kind, BadCard) and kind is not Refused
    }


@pytest.mark.parametrize("name", names())
def test_each_vector_is_taken_in_or_refused_for_its_own_reason(name: str) -> None:
    vector, reader = read_vector(name), moss()
    for earlier in vector.after:
        reader.take(read_vector(earlier).data)
    before = dict(reader.states)
    if vector.expect == "accepted":
        accepted = reader.take(vector.data)
        state = reader.states[(accepted.author.id, accepted.payload.feed)]
        assert kind_of(accepted.payload.content) == vector.says["kind"]
        assert ", ".join(f"{first}-{last}" for first, last in state.gaps) == vector.says.get("gaps", "")
        assert ", ".join(map(str, accepted.taken_back)) == vector.says.get("taken-back", "")
        assert accepted.clock_ahead == (vector.says.get("clock-ahead") == "yes")
    else:
        with pytest.raises(Refused) as caught:
            reader.take(vector.data)
        assert caught.type.__name__ == vector.expect
        assert reader.states == before


def test_every_reason_has_a_vector_and_a_sentence_of_its_own() -> None:
    kinds = refused()
    expected = {read_vector(name).expect for name in names()}
    assert expected == {*kinds, "accepted"} - NOT_FROM_FILES
    assert len({str(kind()) for kind in kinds.values()}) == len(kinds)


def test_the_vectors_are_those_that_the_script_makes() -> None:
    made = {vector.name: written(vector) for vector in vectors()}
    assert made == {path.stem: path.read_text("utf-8") for path in FOLDER.glob("*.txt")}


def test_an_insight_arrives_as_it_was_written() -> None:
    assert moss().take(read_vector("insight").data).payload.content == insight()


def test_hostile_text_is_harmless_once_it_is_accepted() -> None:
    content = moss().take(read_vector("hostile-text").data).payload.content
    assert isinstance(content, Insight)
    assert content.body == "ared gnp.exe e" + "\u0301" * 6 + "    end\nnext"
    assert content.title == "ared gnp.exe e" + "\u0301" * 6 + " end next"
    assert content.themes == ("ared gnp.exe e" + "\u0301" * 6 + " end next",)
