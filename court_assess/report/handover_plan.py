"""What the hand-over has room for, what stands under which heading, and what may be left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from court_assess.domain.answers import NOT_YET_ASKED, Status
from court_assess.report.tables import Column

MORE = "... (more in the record)"
LONGEST_TEXT = 140  # characters
MOST_ROWS_WHOLE, MOST_ROWS = 6, 15


@dataclass(frozen=True, slots=True)
class Room:
    """How much the page has room for, in characters of each text.

    ``action`` and ``done`` are of a flag: what is to be done, and what was. ``without`` are the
    questions left out, and that is said.
    """

    text: int
    listing: int
    action: int
    done: int
    without: frozenset[str] = frozenset()

    @property
    def is_ample(self) -> bool:
        """Whether nothing has to be left out."""
        return not self.without


# By question, else by the first word of its id.
TOPIC_OF_QUESTION: Mapping[str, str] = {
    "med.other": "medicines",
    "med.other_words": "medicines",
    "alc.withdrawal_now": "withdrawal",
    "alc.withdrawal_before": "withdrawal",
    "ses.fit": "withdrawal",
    "od.tolerance_break": "withdrawal",
    "offer.naloxone": "overdose",
    "cont.last_dose": "prescribed",
}
TOPIC_OF_WORD: Mapping[str, str] = {
    "now": "withdrawal",
    "dep": "withdrawal",
    "alc": "alcohol",
    "med": "prescribed",
    "medicine": "medicines",
    "preg": "pregnancy",
    "sui": "suicide",
    "selfharm": "suicide",
    "phq9": "suicide",
    "od": "overdose",
    "nal": "overdose",
    "inj": "health",
    "hx": "health",
    "gp": "health",
    "mh": "health",
    "psychosis_signs": "health",
    "neuro": "health",
    "safe": "others",
    "fam": "others",
    "child": "others",
    "care": "others",
    "acc": "others",
    "tx": "treatment",
    "cont": "treatment",
    "prov": "treatment",
    "offer": "offers",
}
# What whoever looks after the person today can do without, if the page is full.
DETAILS = frozenset(
    {
        "acc",
        "care",
        "child",
        "cont",
        "fam.early_help",
        "fam.safety",
        "gp",
        "mh.team",
        "offer",
        "phq9",
        "prov",
        "tx.keyworker",
        "tx.prison_recent",
    }
)
LESS_NEEDED = frozenset({"hx.hospital_words", "hx.pain", "mh", "neuro", "psychosis"})
ALWAYS = frozenset({"cont.last_dose", "cont.custody_likely", "offer.naloxone", "prov.first_appt"})
# The first that the page has room for is used.
ROOMS = (
    Room(LONGEST_TEXT, 420, 300, 140),
    Room(110, 320, 260, 110, DETAILS),
    Room(70, 180, 130, 60, DETAILS),
    Room(48, 90, 70, 0, DETAILS | LESS_NEEDED),
)
# A dose and a telephone number are never cut short.
VITAL = "med."
NO_OR_NONE = ("no", "none")
NO_LABELS = ("No", "None of")  # an exclusive option may say something else, such as "well enough"
# Said elsewhere on the page: at its head, in the table of substances, or at its foot.
ELSEWHERE = frozenset({"case", "ses", "sub", "rec", "con"})
TITLES: Mapping[str, str] = {
    "withdrawal": "Signs and withdrawal",
    "prescribed": "Prescribed for drug use",
    "medicines": "Other medicines",
    "alcohol": "Alcohol",
    "pregnancy": "Pregnancy",
    "suicide": "Self-harm and suicide",
    "overdose": "Overdose and naloxone",
    "health": "Health and injecting",
    "others": "Children and adults at risk",
    "treatment": "Treatment",
    "offers": "Offered",
    "also": "Also",
}
NEVER_LEFT_OUT = frozenset(
    {"withdrawal", "prescribed", "alcohol", "pregnancy", "suicide", "overdose", "health"}
)
SEE_BELOW = "Not known today: see below."

SUBSTANCES = (
    Column("Substance", ("sub.slug", "sub.name_other")),
    Column("Last used", ("sub.last_used", "sub.last_used_on")),
    Column("How often", ("sub.freq",)),
    Column("Amount on a day", ("sub.amount", "sub.amount_unit")),
    Column("How taken", ("sub.route",)),
    Column("Together with", ("sub.with",)),
    Column("Alone or not", ("sub.alone",)),
)
ESSENTIAL_COLUMNS = 5
# What is said to be not yet asked; what was declined, not known or not asked is always said.
ESSENTIAL = (
    "now.signs",
    "now.feels",
    "sub",
    "sub.last_used",
    "sub.freq",
    "sub.route",
    "sub.amount",
    "alc.last_drink",
    "alc.withdrawal_now",
    "alc.withdrawal_before",
    "med.ost",
    "med.dose_words",
    "med.dose_today",
    "med.last_collected",
    "med.supervised",
    "med.missed",
    "med.injection_next",
    "med.prescriber",
    "med.pharmacy",
    "med.other",
    "preg.status",
    "sui.thoughts_now",
    "sui.plan",
    "sui.means",
    "sui.past_attempt",
    "od.ever",
    "nal.has_kit",
    "inj.status",
    "inj.wound",
    "hx.conditions",
    "safe.child",
    "ses.fit",
    "ses.language",
    "ses.needs",
)
STATES = {
    Status.DECLINED.value: "Declined to answer",
    Status.NOT_KNOWN.value: "Asked, and not known",
    Status.NOT_ASKED.value: "Not asked",
    NOT_YET_ASKED: "Not yet asked",
}
