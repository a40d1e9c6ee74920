"""The words of the person's own copy for what was chosen from a list, in plain English.

The copy is for somebody with a reading age of 9 to 11. A test measures these words, so keep
sentences short, and explain a hard word where it cannot be left out.
"""

from __future__ import annotations

from collections.abc import Mapping

Words = Mapping[str, str]

HOW = {
    "paper": "on paper",
    "post": "by post",
    "kept": "kept at the office for you",
    "read_out": "read out to you",
    "large_print": "in large print",
    "other_language": "in another language",
}
AGREED = {
    "yes": "You said that you were happy to talk to me.",
    "partly": (
        "You said that you were happy to talk about some things, but not about all. That is your "
        "choice."
    ),
    "no": "You said that you did not want to do this. That is your choice.",
}
EXPLAINED = {
    "purpose": "why we talked, and that the court will use what I write",
    "who_sees": "who will see your answers",
    "limits": "when I must tell somebody: if someone is in danger, or about a serious new crime",
    "may_decline": "that you can skip a question, take a break or stop",
    "copy": "that you can have a copy and put mistakes right",
}
GOALS = {
    "stop": "You want to stop using {}.",
    "reduce": "You want to cut down on {}.",
    "safer": "You want to use {} in a safer way.",
    "stay_stopped": "You have stopped using {} and want to stay stopped.",
    "no_change": "You want to leave your use of {} as it is for now.",
}
# How a substance is called inside a sentence, where its label would read badly there.
SUBSTANCES = {
    "methadone_not_prescribed": "methadone that was not prescribed to you",
    "buprenorphine_not_prescribed": "buprenorphine that was not prescribed to you",
    "synthetic_opioids": "nitazenes or fentanyls",
    "cathinones": "mephedrone or the like",
    "benzodiazepines": "benzodiazepines or Z-drugs",
    "solvents": "glue, gas or other solvents",
    "steroids": "steroids",
    "prescribed_misused": "another medicine",
}
DEPENDS = {
    "yes_dependent": "You said that you depend on a drug.",
    "sometimes": "You said that you depend on a drug at times.",
    "no": "You said that you do not depend on any drug.",
    "unsure": "You said that you are not sure if you depend on a drug.",
}
MEETINGS = {
    "yes": "There is more than one talk. Ask me when and where.",
    "no": "There was one talk.",
}
MORE_DRUGS = {"no": "There may be more that we did not get to.", "yes": ""}
MORE_OFFENCES = {"no": "There may be more.", "yes": ""}
RECOMMENDED = {
    "yes": "I have suggested a drug rehabilitation requirement.",
    "no": "I have not suggested a drug rehabilitation requirement.",
    "not_yet": (
        "I cannot say yet if I will suggest a drug rehabilitation requirement. I need to know "
        "more first, and I will tell you what I decide."
    ),
}
NOT_DECIDED = "I have not decided yet if I will suggest a drug rehabilitation requirement."
WILLING = {
    "yes": "You said that you are willing to do it.",
    "no": "You said no to it.",
    "unsure": "You said that you are not sure yet. That is fine.",
}
ARRANGEMENTS = {
    "made": "The service has a place for you.",
    "can_be_made": "The service can find a place for you.",
    "cannot_be_made": "The treatment cannot be arranged now.",
}
SETTINGS = {
    "non_resident": "You would go there for treatment. You would not live there.",
    "resident": "You would live at the place of treatment.",
}
ORDERS = {
    "community_order": (
        "The order I have in mind is a community order. It is kept outside prison. You have to "
        "keep the rules in the order."
    ),
    "suspended_sentence_order": (
        "The order I have in mind is a suspended sentence order. With it, the court gives you a "
        "time in prison but puts it on hold. You do not go to prison now, and you have to keep the "
        "rules in the order."
    ),
    "not_decided": "I have not decided yet which order to suggest.",
}
REQUIREMENTS = {
    "none": "nothing else",
    "rehabilitation_activity": (
        "rehabilitation activity (meetings and tasks to help you stay out of trouble)"
    ),
    "programme": "a programme (a course)",
    "unpaid_work": "unpaid work (you work for free, for the good of others)",
    "curfew": "a curfew (you stay in one place at set times)",
    "residence": "residence (you live at a set place)",
    "alcohol_treatment": "treatment for drinking",
    "alcohol_abstinence": "no alcohol for a time, with checks",
    "mental_health_treatment": "treatment for your mental health",
    "drug_testing": "drug tests",
    "exclusion": "exclusion (there is a place where you must not go)",
    "prohibited_activity": "prohibited activity (there is something that you must not do)",
    "foreign_travel": "no travel to other countries",
    "attendance_centre": "an attendance centre (you go there at set times)",
    "electronic_monitoring": "electronic monitoring (you wear a tag)",
}
TOLD_OF_DRR = {
    "treatment": "the treatment",
    "testing": "the drug tests",
    "reviews": "going back to court",
    "length": "how long it lasts",
    "missed": "what happens if you miss it",
    "choice": "your right to say no",
}
NOT_TOLD = "We have not talked yet about what it means. Please ask me."
DONE_BY = {
    "person": "",  # the line before says that it is them
    "probation": "Probation",
    "provider": "The drug treatment service",
    "other": "Someone else",
}
BARRIERS = {
    "work": "work or shifts",
    "childcare": "looking after others",
    "travel": "getting there",
    "phone": "having no phone",
    "fear": "worry about going",
    "bad_before": "that it went badly before",
    "custody": "being locked up",
    "pharmacy": "getting to a pharmacy",
    "faith": "faith or culture",
    "reading": "reading or language",
    "health": "your health",
    "other": "something else",
}
NO_BARRIER = "You said that nothing would get in the way."
REVIEWS = {
    "yes": (
        "You would go back to court from time to time, to show how you are doing. This is called "
        "a review."
    ),
    "no": "I have not suggested that you go back to court to show how you are doing.",
}
# What page 1 of the court's report says of the law (Sentencing Act 2020, Schs 10 and 16).
MISSED = (
    "If you cannot do what an order says, tell me first, and say why. If you miss something and "
    "have no good reason, you get a warning or go back to court."
)
THEN = {
    "community_order": (
        "The second time in 12 months, I must tell the court. The court can then make you pay a "
        "fine, add to the order or sentence you again."
    ),
    "suspended_sentence_order": (
        "The court then decides about the time in prison that was put on hold."
    ),
}
HEARD = {
    "read_it": "You read what I wrote about you.",
    "heard_it": "What I wrote about you was read out to you.",
    "not_done": "You have not read or heard yet what I wrote about you. You can ask me to do that.",
}
AGREE = {
    "agree": "You agreed with it.",
    "partly": "You agreed with some of it.",
    "differ": "You see it in another way.",
}
SIGNED = {
    "signed": "You signed it",
    "marked": "You made your mark on it",
    "spoken": "You said aloud that you have seen or heard it",
    "declined_to": "You chose not to sign it",
}
CONSENT_TO = {
    "con.share_provider": "the drug treatment service",
    "con.share_gp": "your GP (doctor)",
    "con.share_family": "someone in your family, or a friend",
    "con.share_custody": "the nurse or doctor where you are held",
}
CONSENT_GIVEN = {
    "signed": "You signed for it.",
    "spoken": "You said so face to face.",
    "phone_or_video": "You said so by phone or video.",
    "interpreter": "You said so through an interpreter.",
}
TAKEN_BACK = {
    "provider": CONSENT_TO["con.share_provider"],
    "gp": CONSENT_TO["con.share_gp"],
    "family": CONSENT_TO["con.share_family"],
    "custody": CONSENT_TO["con.share_custody"],
}
NOT_TAKEN_BACK = "You have not taken back what you agreed to."
SHARED_WHAT = {
    "referral": "a request to see you",
    "prescription": "details of your medicines",
    "result": "a test result",
    "report": "the report, or part of it",
    "other": "something else",
}
SHARED_WITH = {
    "provider": "the drug treatment service",
    "gp": "your GP",
    "family": "someone in your family, or a friend",
    "custody_healthcare": "health staff where you were held",
    "prison_healthcare": "health staff in prison",
    "police": "the police",
    "childrens_services": "children's services",
    "adult_social_care": "adult social care",
    "other": "someone else",
}
SHARED_BASIS = {
    "consent": "You had said yes.",
    "life_or_health": "Someone's life or health was in danger.",
    "law": "The law asked for it.",
}
SHARED_HOW = {
    "phone": "by phone",
    "email": "by secure email",
    "in_person": "face to face",
    "paper": "on paper",
}
