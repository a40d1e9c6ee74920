"""One file that keeps for decades (PDF/A-3a) and that a screen reader can read (PDF/UA-1).

WeasyPrint has no variant for the two together. Two methods of its metadata object are wrapped, as
its version is pinned and the validator in the tests guards the result: one adds the identification
of PDF/UA to the packet of metadata, the other keeps that packet uncompressed, as PDF/A asks.
"""

from __future__ import annotations

from typing import Any

VARIANT = "pdf/a-3a"
# The identification schema of PDF/UA (ISO 14289-1, 5) and its description for PDF/A (ISO 19005-3,
# 6.6.2.3), because PDF/A allows no property that is not described.
UA_SCHEMA = b"""
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">
  <pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>PDF/UA part</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""
END = b"</rdf:RDF>"


def make_archival(metadata: Any) -> None:  # noqa: ANN401 - WeasyPrint ships no types
    """Make WeasyPrint's metadata say both standards, in a packet that is not compressed."""
    packet, include = metadata.generate_rdf_metadata, metadata.include_in_pdf

    def generate(*arguments: object) -> bytes:
        written: bytes = packet(*arguments)
        return written.replace(END, UA_SCHEMA)

    def include_plainly(
        pdf: object, variant: str, version: str, conformance: str, _compress: object
    ) -> None:
        include(pdf, variant, version, conformance, compress=False)

    metadata.generate_rdf_metadata = generate
    metadata.include_in_pdf = include_plainly
