"""Hostile text: what somebody could type, or paste, to make a document do what it should not."""

from __future__ import annotations

from itertools import product

ADDRESS = "http://127.0.0.1:9/x"
# What would be fetched, run or broken out of, if it were ever taken for more than text.
PAYLOADS = (
    f"<img src={ADDRESS}>",
    f"<link rel=attachment href={ADDRESS}>",
    f"<style>@import url({ADDRESS});</style>",
    f"<svg><image href='{ADDRESS}'/></svg>",
    f"<object data='{ADDRESS}'></object>",
    f"<embed src={ADDRESS}>",
    f"<iframe src={ADDRESS}></iframe>",
    "<script>alert(1)</script>",
    f"<base href={ADDRESS}>",
    f"<body background={ADDRESS}>",
    f"<table background={ADDRESS}><tr><td>",
    "</td></tr></table></section><h1>Not guilty</h1>",
    "<input name=x value=1><textarea>",
    f"<a href={ADDRESS}>more</a>",
    "{{ 7 * 7 }}{% include '/etc/passwd' %}",
)
# Ways in which a filter, if there were one, could be got round.
WRAPPINGS = (
    "{}",
    "<!--{}-->",
    "<!-- {}",
    "]]>{}",
    "'>{}",
    '">{}',
    "</style>{}",
    "</title>{}",
    "</p>{}",
    "<![CDATA[{}]]>",
    "&lt;b&gt;{}&amp;#x3c;",
    "<<{}>>",
    "<p title='{}'>",
    "\\{}\\",
    "` {} `",
    "{}{}",
    "<b>{}</b>",
    "%3Cscript%3E{}",
    "=cmd|' /C calc'!A0 {}",
    "' OR 1=1 -- {}",
)
HOSTILE = tuple(
    wrapping.replace("{}", payload) for payload, wrapping in product(PAYLOADS, WRAPPINGS)
)
# Each payload once, and each of the first wrappings: what `make test` has time for.
TWENTY = tuple(
    WRAPPINGS[number].replace("{}", PAYLOADS[number % len(PAYLOADS)]) for number in range(20)
)
