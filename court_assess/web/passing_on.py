"""A document that is passed on: made and written down in one go, or neither."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

from flask import Response, flash

from court_assess.domain.consents import CONSENT
from court_assess.exports.seal import SEAL
from court_assess.report import NotMadeError, PdfFailedError, Printable, Stamp
from court_assess.storage import DocumentMade, StorageError
from court_assess.storage.errors import ChangedMeanwhileError
from court_assess.web.documents import printable_of
from court_assess.web.errors import status_of
from court_assess.web.forms import QuestionForm
from court_assess.web.local_time import LONDON, clock_time, wall_clock
from court_assess.web.open_case import SAVED, OpenCase, load_case
from court_assess.web.pages.frame import Page
from court_assess.web.sections import STALE
from court_assess.web.security import is_stale
from court_assess.web.settings import settings

NOT_ALLOWED = 409


def made_or_asked_again(
    case: OpenCase,
    form: QuestionForm,
    refuse: Callable[[OpenCase], None],
    make: Callable[[], Response],
    ask: Callable[[OpenCase, str, int], Page],
) -> Page | Response:
    """Make what was asked for, or ask again with what is wrong; nothing typed is lost.

    ``refuse`` marks fields that are wrong together; NotMadeError where none could be right.
    """
    if is_stale():
        return ask(case, STALE, 400)
    form.validate()
    try:
        refuse(case)
        return ask(case, "", 422) if form.is_faulty else make()
    except NotMadeError as error:
        return ask(case, str(error), NOT_ALLOWED)
    except ChangedMeanwhileError as error:
        return _asked_anew(load_case(case.id), form, refuse, ask, f"Not made: {error}")
    except StorageError as error:
        return ask(case, f"Not made: {error}", status_of(error))
    except PdfFailedError as error:
        return ask(case, f"Not made: {error}", 503)


def _asked_anew(
    case: OpenCase,
    form: QuestionForm,
    refuse: Callable[[OpenCase], None],
    ask: Callable[[OpenCase, str, int], Page],
    changed: str,
) -> Page:
    """Ask again as the case stands by now; where that forbids it, say this and no more."""
    try:
        refuse(case)
    except NotMadeError as error:
        return ask(case, str(error), NOT_ALLOWED)
    return ask(case, "" if form.is_faulty else changed, NOT_ALLOWED)


def passed_on(
    kind: str,
    case: OpenCase,
    made: DocumentMade,
    content: Callable[[Printable], bytes],
    said: str,
) -> bytes:
    """Return the file once it is on record for whom it was made, and why.

    ChangedMeanwhileError if it rests on consent and anything was saved while it was made: the
    person may have taken their yes back, or named something that is not to be passed on. What
    rests on life or health, or on the law, waits for no consent.
    """
    made_now = printable_of(kind, case, _stamp(case, made))
    file = content(made_now)
    tree = json.loads(made_now.attached)
    if SEAL in tree:  # it comes back filled in, and is known again by these
        made = replace(made, seal=tree[SEAL], version=tree["version"])
    seen = case.stored.revision if made.basis == CONSENT else None
    settings().store.record_document(case.id, made, seen)
    flash(f"{said} made and written down {clock_time(made.made_at)}", SAVED)
    return file


def as_pdf(printable: Printable) -> bytes:
    """Return the document itself."""
    return settings().worker.render(*printable)


def as_data(printable: Printable) -> bytes:
    """Return what the document carries for a program to read."""
    return printable.attached


def _stamp(case: OpenCase, made: DocumentMade) -> Stamp:
    return Stamp(
        is_draft=case.is_open,
        version=case.stored.version,
        signer=made.made_by,
        signed_on=made.made_at.astimezone(LONDON).date(),
        prepared_on=case.judged_on,
        reason=made.reason,
        made_for=made.made_for,
        basis=made.basis,
        made_at=wall_clock(made.made_at),
        local=settings().local,
    )
