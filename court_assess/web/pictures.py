"""The pictures of a case, drawn anew each time from its answers."""

from __future__ import annotations

from flask import Blueprint, Response, abort

from court_assess.web.open_case import load_case
from court_assess.web.pages.pictures import PICTURES

pages = Blueprint("pictures", __name__)


@pages.get("/cases/<case_id>/pictures/<name>.svg")
def picture(case_id: str, name: str) -> Response:
    """Draw a picture; 404 if there is none of that name, or nothing to draw."""
    case = load_case(case_id)
    draw = PICTURES.get(name)
    drawn = draw(case.reading) if draw else None
    if drawn is None:
        abort(404)
    return Response(drawn.svg, mimetype="image/svg+xml")
