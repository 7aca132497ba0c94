"""The assessment as JSON, ``clauseledger-assessment/1`` (docs/exchange.md): every figure with its derivation."""

from typing import Any

from models.assess import Assessment
from models.figures import Figure, Input, write_value
from models.problems import Problem
from models.vocabulary import Vocabulary

FORMAT = "clauseledger-assessment/1"


def write(assessment: Assessment, words: Vocabulary) -> dict[str, Any]:
    """Give the assessment as plain JSON values, figures sorted by kind then record; rules and messages in words."""
    situation = assessment.situation
    return {
        "format": FORMAT,
        "as_of": assessment.as_of.isoformat(),
        "terms": situation.terms.name,
        "calendar": {"official_through": situation.calendar.official_through.isoformat()},
        "figures": [figure_to_json(assessment, figure, words) for figure in assessment.figures.sorted()],
        "problems": [problem_to_json(problem, words) for problem in assessment.problems],
    }


def figure_to_json(assessment: Assessment, figure: Figure, words: Vocabulary) -> dict[str, Any]:
    """Give one figure with its readings and its derivation."""
    because = figure.because
    written: dict[str, Any] = {
        "kind": figure.kind,
        "record": figure.record,
        "value": write_value(figure.value, figure.unit),
        "unit": figure.unit,
        "status": figure.status,
        "clause": figure.clause,
        "party": figure.party,
        "provisional": figure.provisional,
    }
    if figure.earliest is not None and figure.latest is not None:
        written["earliest"] = write_value(figure.earliest, figure.unit)
        written["latest"] = write_value(figure.latest, figure.unit)
    if figure.statuses:
        written["statuses"] = list(figure.statuses)
    readings = assessment.readings_of(figure)
    if readings:
        written["readings"] = [
            {
                "reading": reading.reading,
                "used": reading.used,
                "others": [
                    {"choice": choice, "value": write_value(value, figure.unit)} for choice, value in reading.others
                ],
            }
            for reading in readings
        ]
    written["because"] = {
        "rule": words.rule(because),
        "formula": because.formula,
        "inputs": [input_to_json(an_input) for an_input in because.inputs],
    }
    return written


def problem_to_json(problem: Problem, words: Vocabulary) -> dict[str, Any]:
    """Give one problem beside the figures."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "record": problem.record,
        "message": words.problem(problem),
    }


def input_to_json(an_input: Input) -> dict[str, Any]:
    """Give one input of a derivation with where it comes from."""
    written: dict[str, Any] = {
        "name": an_input.name,
        "value": write_value(an_input.value, an_input.unit),
        "unit": an_input.unit,
    }
    if an_input.figure is not None:
        written["figure"] = f"{an_input.figure[0]}:{an_input.figure[2]}"
    if an_input.record is not None:
        written["record"] = an_input.record[1]
    if an_input.field is not None:
        written["field"] = an_input.field
    if an_input.clause is not None:
        written["clause"] = an_input.clause
    return written
