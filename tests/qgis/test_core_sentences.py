"""What the core says is said in the language of QGIS, with the same values, and is left alone where it has no form."""

from __future__ import annotations

import time

import pytest


@pytest.fixture
def sentences(qgis_app):
    from safestats.processing_algorithms.base import core_sentences

    return core_sentences


@pytest.fixture
def in_brackets(sentences, monkeypatch):
    """A language in which every form is in brackets, so that one that was not found shows."""
    monkeypatch.setattr(sentences, "tr", lambda text: "xx" if text == "en_GB" else f"[[{text}]]")
    return sentences.in_words


def test_every_form_is_found_again_with_the_values_that_stand_in_it(sentences, in_brackets):
    values = [f"<{number}>" for number in range(20)]

    def filled(form: str) -> str:
        return sentences._FIELD.sub(lambda field: values[int(field[1])], form)

    forms = [form.text for form in sentences._forms()]
    assert len(forms) > 500
    not_found = [form for form in forms if in_brackets(filled(form)) != f"[[{filled(form)}]]"]
    assert not_found == []


def test_an_error_of_the_core_keeps_its_values(in_brackets):
    from safestats.safestats_core.errors import InvalidInput
    from safestats.safestats_core.query import Period

    with pytest.raises(InvalidInput) as raised:
        Period("2024-13", "2024-01")
    said = in_brackets(raised.value)
    assert said.startswith("[[")
    assert said.replace("[[", "").replace("]]", "") == str(raised.value)


def test_a_sentence_in_a_sentence_and_one_behind_the_other_are_found(in_brackets, sentences):
    first, second = [form.text for form in sentences._forms() if not form.fields and form.text.endswith(".")][:2]
    assert in_brackets(f"{first} {second}") == f"[[{first}]] [[{second}]]"
    assert in_brackets(f"{first} Nobody said this. {second}") == f"[[{first}]] Nobody said this. [[{second}]]"
    assert in_brackets(f"Nobody has ever said this. {second}") == f"Nobody has ever said this. [[{second}]]"


def test_what_has_no_form_is_shown_as_it_is_and_soon(in_brackets):
    long = "What is this? " * 2_000
    began = time.thread_time()
    assert in_brackets(long).split() == long.split()
    assert time.thread_time() - began < 2


def test_in_english_nothing_is_looked_for(sentences, monkeypatch):
    monkeypatch.setattr(sentences, "_forms", lambda: pytest.fail("looked for"))
    assert sentences.in_words("The cell size is 0.") == "The cell size is 0."


def test_an_unknown_category_is_refused_in_french(sentences, set_language):
    from safestats.processing_algorithms.base.language import fall_silent, speak_language
    from safestats.safestats_core.errors import InvalidInput
    from safestats.safestats_core.query import Query

    set_language("fr")
    translator = speak_language()
    try:
        with pytest.raises(InvalidInput) as raised:
            Query("police", "record", categories=("arson & more",))
        said = sentences.in_words(raised.value)
    finally:
        fall_silent(translator)
    assert said.startswith("Catégorie inconnue")
    assert "'arson & more'" in said or "« arson & more »" in said.replace("\u00a0", " ")
    assert "Choose" not in said
