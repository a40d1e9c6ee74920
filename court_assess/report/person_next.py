"""What happens next, whom to ring, who was told what, and how to put things right."""

from __future__ import annotations

from collections.abc import Iterator

from court_assess.domain.answers import Row
from court_assess.domain.local import Office, ProviderEntry
from court_assess.report.person_lines import Copy, Line, and_, noted, said
from court_assess.report.person_words import (
    AGREE,
    CONSENT_GIVEN,
    CONSENT_TO,
    HEARD,
    NOT_TAKEN_BACK,
    SHARED_BASIS,
    SHARED_HOW,
    SHARED_WHAT,
    SHARED_WITH,
    SIGNED,
    TAKEN_BACK,
)

NO_APPOINTMENT = "There is no date yet for your first appointment. I will tell you when there is."
ASK_FOR_IT = "Ask me when and where your first appointment is."
I_WILL_TELL_YOU = "I will tell you what comes after that."
IF_YOU_CANNOT = "If you cannot come, ring before."
IN_DANGER = "If somebody is in danger now, ring 999."
NOT_ALL = "This may not be all."
ASK_FOR_ALL = "You can ask me at any time who was told what, and why."
CORRECT = (
    "Tell me if something here is wrong: ring, write, or tell me when we meet. I will put a "
    "mistake right. If we do not agree, I will write down your view too."
)
COMPLAIN = "You can complain about me or my office. It does not count against you."
COMPLAIN_TO = "Ask me or my office how to do it. You can ask someone to do it for you."
RIGHTS = "You have a right to see what is kept about you, and to have mistakes put right."
RIGHTS_FROM = "Ask me or my office. You can also ask the Information Commissioner."
# Each consent, when it was given and how.
CONSENTS = (
    ("con.share_provider", "con.share_provider_on", "con.share_provider_how"),
    ("con.share_custody", "con.share_custody_on", "con.share_custody_how"),
    ("con.share_gp", "con.share_gp_on", "con.share_gp_how"),
    ("con.share_family", "con.share_family_on", "con.share_family_how"),
)
CONSENT = {
    "yes": "You said that I may share what you told me with {}.",
    "no": "You said that I may not share what you told me with {}.",
    "declined": "You chose not to say if I may share what you told me with {}.",
}


def hearing(copy: Copy) -> Iterator[Line]:
    """Yield where and when the court sits."""
    court, day = copy.words("case.court"), copy.when("case.hearing_date")
    time = copy.words("case.hearing_time")
    when = " at ".join(part for part in (day, time) if part)
    at = (f"at {court}" if court else "", f"on {when}" if when else "")
    place = " ".join(part for part in at if part)
    if place:
        yield Line(f"Your hearing is {place}.")


def appointment(copy: Copy) -> Iterator[Line]:
    """Yield the first appointment, or say that there is none yet."""
    for question, of in (
        ("prov.first_appt", "first appointment"),
        ("cont.appointment", "first appointment with the community drug service"),
    ):
        when = copy.when(question)
        if when and copy.is_past(question):
            yield Line(f"Your {of} was on {when}.")
        elif when:
            yield Line(f"Your {of} is set for {when}. {IF_YOU_CANNOT}")
    team = copy.words("cont.community_team")
    if team:
        yield Line(f"This team will help you outside: {team}.")
    if not copy.is_on("drr.willing"):
        yield Line(I_WILL_TELL_YOU)
    elif not copy.is_on("prov.first_appt"):
        yield Line(ASK_FOR_IT)
    elif not copy.words("prov.first_appt") and not _is_off(copy):
        yield Line(NO_APPOINTMENT)


def _is_off(copy: Copy) -> bool:
    """Whether no appointment follows: it is not suggested, or no order is open."""
    return copy.value("rec.drr") == "no" or copy.is_closed


def numbers(copy: Copy) -> Iterator[Line]:
    """Yield whom to ring: the officer, the provider, the office."""
    office = copy.stamp.local.office
    items = (_officer(copy), *_providers(copy), _office(office), *_helplines(copy))
    yield Line("You can ring:", items=tuple(one for one in items if one))
    yield Line(IN_DANGER)


def _officer(copy: Copy) -> str:
    name, phone = copy.words("rec.officer_name"), copy.words("rec.officer_phone")
    who = f"me, {name}" if name else "me, the officer who talked with you"
    return f"{who}: {phone or 'ask the office for my number'}"


def _providers(copy: Copy) -> Iterator[str]:
    """Yield the service that was asked, or those of the area where none was."""
    local, name = copy.stamp.local, copy.words("prov.name")
    if not name:
        known = local.providers if copy.is_on("prov.name") else ()
        yield from (f"{one.name}: {one.telephone}" for one in known)
        return
    entry: ProviderEntry | None = local.provider(name)
    if entry is None:
        yield f"{name}: ask me for the number"
    else:
        details = (entry.telephone, entry.hours, entry.address)
        yield f"{name}: {'. '.join(one for one in details if one)}"


def _helplines(copy: Copy) -> Iterator[str]:
    """Yield the area's helplines; a name says what it is for, so only where nothing is unsafe."""
    for one in copy.stamp.local.helplines if copy.named == () else ():
        yield f"{one.name}: {'. '.join(part for part in (one.telephone, one.hours) if part)}"


def _office(office: Office) -> str:
    details = (office.telephone, "" if office.address in office.name else office.address)
    said_of_it = ". ".join(one for one in details if one)
    name = office.name or ("the office" if said_of_it else "")
    return f"{name}: {said_of_it}" if said_of_it else ""


def consents(copy: Copy) -> Iterator[Line]:
    """Yield what the person said to each sharing, and what they took back."""
    for question, given_on, given_how in CONSENTS:
        words = CONSENT.get(str(copy.value(question) or copy.state(question)))
        if words is None:
            continue
        day, how = copy.words(given_on), copy.chosen(given_how, CONSENT_GIVEN)
        on = f"That was on {day}." if day else ""
        whom = CONSENT_TO[question]
        yield Line(" ".join((words.format(whom), *filter(None, (on, *how)))))
    yield from _taken_back(copy)


def _taken_back(copy: Copy) -> Iterator[Line]:
    value = copy.value("con.withdrawn")
    if value == ("none",):
        yield Line(NOT_TAKEN_BACK)
    elif value:
        day = copy.words("con.withdrawn_on")
        on = f" on {day}" if day else ""
        what = and_(copy.chosen("con.withdrawn", TAKEN_BACK))
        yield Line(f"You took your yes back{on}. I may no longer share with {what}.")


def shared(copy: Copy) -> Iterator[Line]:
    """Yield each time that something was passed on."""
    items = tuple(_passed_on(copy, row) for row in copy.reading.rows("share"))
    if items:
        yield Line("This was passed on:", items=items)
    if copy.value("share.complete") == "no":
        yield Line("I have not finished the list.")
    yield Line(f"{NOT_ALL} {ASK_FOR_ALL}" if items else ASK_FOR_ALL)


def _passed_on(copy: Copy, row: Row) -> str:
    what = and_(copy.chosen("share.what", SHARED_WHAT, row))
    whom = and_(copy.chosen("share.with", SHARED_WITH, row))
    name, day = copy.words("share.who", row), copy.words("share.on", row)
    parts = (
        what,
        f"to {whom}" if whom else "",
        f"({name})" if name else "",
        *copy.chosen("share.how", SHARED_HOW, row),
        f"on {day}" if day else "",
    )
    why = copy.chosen("share.basis", SHARED_BASIS, row)
    return ". ".join((" ".join(part for part in parts if part), *why)).removesuffix(".") + "."


def summary(copy: Copy) -> Iterator[Line]:
    """Yield whether the person read or heard what was written, and what they said about it."""
    yield from said(copy, "sum.heard", HEARD)
    yield from noted(copy, "sum.corrections", "You put this right:")
    yield from noted(copy, "sum.comment", "You wanted to add:")
    yield from said(copy, "sum.agree", AGREE, "if you agree with it")
    yield from noted(copy, "sum.agree_words", "We agree about this:")
    yield from noted(copy, "sum.differ_words", "I wrote down what we see in different ways:")
    for words in copy.chosen("sum.signed", SIGNED):
        day = copy.when("sum.signed_on")
        yield Line(f"{words} on {day}." if day else f"{words}.")


def correct(copy: Copy) -> Iterator[Line]:  # noqa: ARG001 - every writer is called alike
    """Yield how to put something right."""
    yield Line(CORRECT)


def complain(copy: Copy) -> Iterator[Line]:
    """Yield how to complain, in the area's words if it has any."""
    yield Line(COMPLAIN)
    yield Line(copy.stamp.local.office.complaints or COMPLAIN_TO)


def rights(copy: Copy) -> Iterator[Line]:
    """Yield the person's rights over their data, and whom to ask."""
    yield Line(RIGHTS)
    yield Line(copy.stamp.local.office.data_rights or RIGHTS_FROM)
