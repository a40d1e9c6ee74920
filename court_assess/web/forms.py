"""Forms made from questions: one WTForms field for each, whatever inputs the question has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from wtforms import Field
from wtforms.form import BaseForm

from court_assess.domain.answers import Answer
from court_assess.domain.kinds import BadAnswerError
from court_assess.domain.questions import Question
from court_assess.domain.values import Value
from court_assess.web.pages.conditional import Rule
from court_assess.web.typed import INSTEAD, FormData, Typed, answer_of, read_typed, typed_of


class AnswerField(Field):
    """The inputs of one question, the answer stored, and what was typed.

    ``rule`` is by what the page's own script shows and hides the question.
    ``is_plain`` marks a question of the page's own (a reason, a signature): it has no "declined"
    and must be answered when it is required; its ``why`` is then what the officer is told.
    """

    def __init__(self, question: Question, *, is_plain: bool = False, **bound: Any) -> None:  # noqa: ANN401 - WTForms' own
        super().__init__(question.ask, **bound)
        self.question, self.is_plain = question, is_plain
        self.stored: Answer | None = None
        self.rule: Rule | None = None
        self.typed = Typed()
        self.is_posted = False
        self.error = ""

    def process(
        self,
        formdata: FormData | None,
        data: Any = None,  # noqa: ANN401 - WTForms' own
        extra_filters: Any = None,  # noqa: ANN401 - WTForms' own
    ) -> None:
        """Take the stored answer, and what was posted if the question was on the page posted."""
        del extra_filters
        self.stored = data if isinstance(data, Answer) else None
        self.data = self.stored
        self.typed = typed_of(self.question, self.stored)
        marker = INSTEAD if not self.is_plain else ""
        self.is_posted = formdata is not None and (
            self.is_plain or bool(formdata.getlist(self.name + marker))
        )
        if formdata is not None and self.is_posted:
            self.typed = read_typed(self.question, self.name, formdata)

    def validate(self, form: BaseForm, extra_validators: Iterable[Any] = ()) -> bool:
        """Read the answer typed; what is wrong with it is left in ``error``."""
        del form, extra_validators
        if self.is_posted:
            try:
                self.data = answer_of(self.question, self.typed, self.stored)
            except BadAnswerError as error:
                self.refuse(str(error))
            else:
                self._insist()
        return not self.error

    def _insist(self) -> None:
        if self.is_plain and self.question.required and self.data is None:
            self.refuse(self.question.why)

    def refuse(self, message: str) -> None:
        """Put a message beside the field; the first one stays."""
        self.error = self.error or message


class QuestionForm(BaseForm):
    """A form of questions in page order, filled from stored answers and from what was posted."""

    def __init__(
        self,
        questions: Iterable[Question],
        stored: Mapping[str, Answer] | None = None,
        posted: FormData | None = None,
        *,
        is_plain: bool = False,
    ) -> None:
        fields = {one.id: AnswerField(question=one, is_plain=is_plain) for one in questions}
        super().__init__(fields)
        self.process(posted, data=dict(stored or {}))

    def answer_fields(self) -> Iterator[AnswerField]:
        """Yield the fields in page order."""
        yield from self._fields.values()

    def at(self, question_id: str) -> AnswerField | None:
        """Return the field of a question, if it is on the page."""
        field: AnswerField | None = self._fields.get(question_id)
        return field

    def value(self, question_id: str) -> Value | None:
        """Return the value given to a question, after validation."""
        answer = self._fields[question_id].data
        return answer.value if answer else None

    def text(self, question_id: str) -> str:
        """Return the value given to a question as text, empty if there is none."""
        value = self.value(question_id)
        return "" if value is None else str(value)

    def is_refused(self, question_id: str) -> bool:
        """Whether the field of a question has a message."""
        field = self.at(question_id)
        return field is not None and bool(field.error)

    @property
    def is_faulty(self) -> bool:
        """Whether any field has a message."""
        return any(field.error for field in self.answer_fields())
