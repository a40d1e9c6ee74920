"""What the hand-over has room for, what stands under which heading, and what may be left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from court_assess.domain.answers import NOT_YET_ASKED, Status
from court_assess.report.last_use import last_use_in_short
from court_assess.report.reading import SUBSTANCE, AudienceReading
from court_assess.report.tables import Column

LONGEST_TEXT = 140  # characters
LONGEST_VITAL = 200  # as many as may be typed: a dose is never cut short
LONGEST_PHONE = 30  # a longer one does not stand at the end of a text that is cut
MOST_ROWS_WHOLE, MOST_ROWS = 6, 15
ASK = "… (ask the officer)"


@dataclass(frozen=True, slots=True)
class Room:
    """How much the page has room for, in characters of a typed text and of a list."""

    text: int
    listing: int


# The first that the page has room for is used.
ROOMS = (Room(LONGEST_TEXT, 420), Room(80, 200), Room(48, 100))

# What is left out for room, the lowest first: its name, and questions by id or by their first word.
LEFT_OUT_FIRST: tuple[tuple[str, frozenset[str]], ...] = (
    ("offers", frozenset({"offer"})),
    ("treatment", frozenset({"tx", "cont", "prov"})),
    ("mental health teams and GP", frozenset({"mh.team", "mh.treatment", "gp"})),
    (
        "details of overdoses and naloxone",
        frozenset(
            {
                "od.drugs",
                "od.intent",
                "od.last",
                "od.local_alert",
                "od.locked_door",
                "od.naloxone_used",
                "od.witnessed",
                "nal.network",
                "nal.trained",
                "nal.where",
            }
        ),
    ),
    ("family, home and who they care for", frozenset({"acc", "care", "fam"})),
    ("pain, hospital, neurodivergence", frozenset({"hx.hospital_words", "hx.pain", "neuro"})),
    ("where each substance is used and got", frozenset({"sub.where", "sub.source_known"})),
)
NEVER = frozenset({"cont.last_dose", "offer.naloxone"})

# By question, else by the first word of its id.
TOPIC_OF_QUESTION: Mapping[str, str] = {
    "med.other": "medicines",
    "med.other_words": "medicines",
    "hx.allergies": "medicines",
    "alc.withdrawal_now": "withdrawal",
    "alc.withdrawal_before": "withdrawal",
    "od.tolerance_break": "withdrawal",
    "offer.naloxone": "overdose",
    "cont.last_dose": "prescribed",
    "ses.fit": "withdrawal",
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
# Said at the head of the page, in the table of substances, or at its foot.
ELSEWHERE = frozenset({"case", "ses", "sub", "rec", "con"})
IN_THE_HEAD = frozenset({"cont.status", "cont.prison", "cont.custody_likely"})
VITAL = ("med.", "hx.allergies")
NO_OR_NONE = ("no", "none")
NO_LABELS = ("No", "None of")  # an exclusive option may say something else, such as "well enough"
TITLES: Mapping[str, str] = {
    "withdrawal": "Signs and withdrawal",
    "prescribed": "Prescribed for drug use",
    "medicines": "Medicines and allergies",
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
ONE_FACT_A_LINE = frozenset({"withdrawal", "prescribed", "suicide"})
# Here even a plain no stands after its own label.
EACH_WITH_ITS_LABEL = ONE_FACT_A_LINE | {"medicines", "pregnancy"}
NEVER_LEFT_OUT = frozenset(
    {"withdrawal", "prescribed", "alcohol", "pregnancy", "suicide", "overdose", "health"}
)
SEE_BELOW = "Not known today: see below."

SUBSTANCES = (
    Column("Substance", SUBSTANCE, AudienceReading.substance),
    Column("Last used", ("sub.last_used", "sub.last_used_on"), last_use_in_short),
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
