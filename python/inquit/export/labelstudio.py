"""Label Studio: tasks with predictions, to be checked and corrected there. CONFIG is the labelling setup for them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from ..document import Attribution, Document
from .places import CodePoints, text_of

ROLES = ("content", "source", "cue", "addressee")
CONFIG = """\
<View>
  <Labels name="label" toName="text">
    <Label value="content" background="#56B4E9"/>
    <Label value="source" background="#E69F00"/>
    <Label value="cue" background="#009E73"/>
    <Label value="addressee" background="#CC79A7"/>
  </Labels>
  <Relations>
    <Relation value="source"/>
    <Relation value="cue"/>
    <Relation value="addressee"/>
    <Relation value="continues"/>
  </Relations>
  <Text name="text" value="$text"/>
  <Choices name="kind" toName="text" perRegion="true" whenTagName="label" whenLabelValue="content">
    <Choice value="direct"/>
    <Choice value="mixed"/>
    <Choice value="indirect"/>
  </Choices>
  <TextArea name="speaker" toName="text" perRegion="true" whenTagName="label" whenLabelValue="content"/>
</View>
"""


def write_labelstudio(documents: Iterable[Document], out: BinaryIO) -> None:
    """A list of tasks, one a document: Label Studio's "Import" takes the file. Offsets are code points."""
    out.write(b"[")
    for n, doc in enumerate(documents):
        line = json.dumps(task(doc), ensure_ascii=False)
        out.write((",\n" if n else "\n").encode() + line.encode())
    out.write(b"\n]\n")


def task(doc: Document) -> dict[str, Any]:
    """One document: its text, and one prediction with a region for each span. The score is the least confidence."""
    text = text_of(doc)
    places = CodePoints(doc)
    results = [result for a in doc.attributions for result in _results(a, text, places)]
    record = doc.to_dict(with_text=False)
    return {
        "data": {"text": text, "id": doc.id, "date": doc.date, "title": doc.title},
        "predictions": [
            {
                "model_version": f"inquit {record['inquit']} {record['data'][:12]}",
                "score": min((a.confidence for a in doc.attributions), default=1.0),
                "result": results,
            }
        ],
    }


def _results(a: Attribution, text: str, places: CodePoints) -> list[dict[str, Any]]:
    regions: dict[str, list[str]] = {}
    results = []
    for role in ROLES:
        for n, (start, end) in enumerate(places(getattr(a, role))):
            name = f"a{a.id}-{role}-{n}"
            regions.setdefault(role, []).append(name)
            value = {"start": start, "end": end, "text": text[start:end], "labels": [role]}
            results.append(_region(name, "label", "labels", value, a.confidence))
    if "content" not in regions:
        return results
    first = regions["content"][0]
    where = {key: results[0]["value"][key] for key in ("start", "end", "text")}
    results.append(_region(first, "kind", "choices", where | {"choices": [a.kind]}, a.confidence))
    if a.speaker:
        results.append(_region(first, "speaker", "textarea", where | {"text": [a.speaker]}, a.speaker_confidence))
    for name in regions["content"][1:]:
        results.append(_relation(name, first, "continues"))
    for role in ROLES[1:]:
        results += [_relation(first, name, role) for name in regions.get(role, [])]
    return results


def _region(name: str, control: str, kind: str, value: dict[str, Any], score: float) -> dict[str, Any]:
    return {"id": name, "from_name": control, "to_name": "text", "type": kind, "value": value, "score": score}


def _relation(start: str, end: str, label: str) -> dict[str, Any]:
    return {"from_id": start, "to_id": end, "type": "relation", "direction": "right", "labels": [label]}
