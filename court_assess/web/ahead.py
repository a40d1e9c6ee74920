"""What is made ahead: the drafts of a case, after its last save or when its answers are checked.

Every save comes through here, whatever page it was made on, because this looks at the answers to
forms and not at the pages that write them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import partial

from flask import Flask, Response, request

from court_assess.report import NotMadeError, Printable
from court_assess.web.documents import draft_stamp, printable_of
from court_assess.web.open_case import open_case
from court_assess.web.pages.documents import OFFERED
from court_assess.web.settings import AppSettings, settings

# Pages after which a draft is likely to be asked for.
BEFORE_A_DRAFT = ("answers.check", "documents.documents")
FAULTY = 422  # a form that comes back, with what was right in it saved


def make_ahead(app: Flask) -> None:
    """Have documents made ahead; the app's settings hold the means."""
    app.after_request(_after)


def _after(response: Response) -> Response:
    """Wish for the drafts of the case that the page is about."""
    case_id, own = (request.view_args or {}).get("case_id"), settings()
    if case_id is None or own.ahead is None:
        return response
    make = partial(drafts_of, own, case_id)
    if request.method == "POST":
        if response.status_code < 400 or response.status_code == FAULTY:  # noqa: PLR2004 - errors
            own.ahead.saved(case_id, make)
    elif request.endpoint in BEFORE_A_DRAFT and response.status_code == 200:  # noqa: PLR2004 - shown
        response.call_on_close(partial(own.ahead.wanted, case_id, make))  # not while it is written
    return response


def drafts_of(own: AppSettings, case_id: str) -> Iterator[Printable]:
    """Yield the drafts of a case as it stands when they are made, and none of a closed one."""
    case = open_case(own, case_id)
    for kind in OFFERED if case.is_open else ():
        with suppress(NotMadeError):
            yield printable_of(kind, case, draft_stamp(case, own))
