"""Writing about a deeper question for a time that ends, with the soft ending of the form for it. Pure functions.

The small effect that is known of such writing comes with sessions of 15 to 20 minutes some days apart, and people feel
heavier right after one (recovery.md, section 1): hence a time, a way out at any moment, and something after it.
"""

from dataclasses import replace

from journal.forms import load_forms
from journal.prompts import Prompt
from journal.reflections import Form

TIMES = (10, 15, 20)
"""Minutes that are offered."""
TEMPLATE, PAGE, FRIEND, TAG = "writing-it-through", "page", "friend", "deep-writing"


def deep_form(prompt: Prompt, minutes: int) -> Form:
    """Return the form for deep writing with this question in the place of its own, and a time of so many minutes.

    It is the form that comes with the program: a person's own of the same name may have lost the question.
    """
    form = load_forms().get(TEMPLATE)
    if form is None:
        raise RuntimeError("the form for deep writing does not come with this program")
    questions = []
    for question in form.questions:
        if question.id == PAGE:
            question = replace(question, heading=prompt.ask, was=())
        elif question.id == FRIEND and prompt.friend:
            question = replace(question, heading=prompt.friend, was=())
        questions.append(question)
    return replace(form, id=TAG, tag=TAG, questions=tuple(questions), box=minutes, intro="", title_from="")
