"""PLS-SEM, the public face: read answers, say the model, estimate, bootstrap, judge, report.

    import langganan as lg

    study = lg.pls.read("answers.csv", model=\"\"\"
        Personalisation =~ X1 + X2 + X3 + X4
        Convenience     =~ Y1 + Y2 + Y3 + Y4
        Loyalty         =~ Z1 + Z2 + Z3 + Z4
        Convenience ~ Personalisation
        Loyalty     ~ Personalisation + Convenience
    \"\"\")
    result = study.estimate().bootstrap(10_000, seed=1)
    print(result.verdict())

Nothing heavy is imported until it is used.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from importlib import import_module
from numbers import Real
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from langganan import arguments
from langganan.errors import ArgumentError, FileError
from langganan.words import Phrase, mark

if TYPE_CHECKING:
    from langganan.measure.pls.audit import Finding, Printed
    from langganan.measure.pls.bootstrap import Bootstrap
    from langganan.measure.pls.estimate import Estimate
    from langganan.measure.pls.read.answers import Answers, Correlations
    from langganan.measure.pls.read.columns import Column
    from langganan.measure.pls.read.scales import Scale
    from langganan.measure.pls.specify.checks import Spots
    from langganan.measure.pls.specify.model import HigherOrder, Model, Product, Scheme
    from langganan.measure.pls.study import Missing, Study
    from langganan.measure.questionnaire import Questionnaire
    from langganan.storage.duckdb_engine import DuckDBEngine

_WHERE = {
    "specify.model": "Construct HigherOrder Mode Model Path Product Scheme composite model path reflective",
    "specify.parse": "parse to_text",
    "specify.checks": "check_model",
    "read.answers": "Answers Correlations read_answers",
    "read.correlations": "read_correlations",
    "study": "Missing Study",
    "estimate": "Estimate",
    "bootstrap": "Alignment Bootstrap Effects Method",
    "verdict": "Judgement Verdict verdict",
    "predict.predict": "Prediction predict",
    "compare.multigroup": "MultiGroup multigroup",
    "assess.importance": "Importance importance",
    "assess.fit": "Fit fit",
    "assess.mediation": "Mediation mediation",
    "assess.moderation": "Interactions Slopes interactions simple_slopes",
    "predict.cvpat": "compare_models",
    "assess.unstandardised": "unstandardised",
    "audit": "Finding Printed",
    "assess.segments": "Segments segments",
    "assess.endogeneity": "Endogeneity endogeneity",
    "assess.necessity": "Bottleneck Necessity necessary",
    "plan.plan": "Plan assign plan",
    "plan.population": "Population population",
    "plan.power": "inverse_square_root minimum_detectable_path",
    "plan.quotas": "Quotas days invitations quotas",
    "plan.simulate": "simulate",
}
"""Where each public name lives in langganan.measure.pls; it is imported when it is asked for."""
_NAMES = {name: module for module, names in _WHERE.items() for name in names.split()}

__all__ = [  # noqa: PLE0604 - the names above, and the functions below
    *sorted(_NAMES),
    "audit",
    "doubts",
    "example",
    "example_file",
    "questionnaire",
    "read",
    "read_model",
]
MODEL_BYTES = 1_000_000


def read(
    source: Any,
    model: str | FilePath | Model | None = None,
    *,
    missing: Missing | str = "mean",
    missing_codes: Iterable[object] = (),
    scale: str | Scale | None = None,
    consistent: bool | None = None,
    scheme: Scheme | str | None = None,
    product: Product | str | None = None,
    higher_order: HigherOrder | str | None = None,
    correlation: bool = False,
    n: int | None = None,
    standardise: bool = False,
) -> Study:
    """Read answers and a model. This function will give a `Study`, checked, to estimate.

    `source`: the path of a CSV, TSV, Excel or Parquet file with one row per respondent; a frame of pandas, polars or
    pyarrow, a mapping of columns, a list of rows; an array whose columns are the model's items in order; or
    `Answers`. A header may begin with the item's name (`X1. …`) or have it in brackets (`Part A [X1. …]`).
    With `correlation=True` it holds the correlations between the items, which `n` respondents gave
    (`standardise=True`: covariances).
    `model`: text in the syntax of lavaan and cSEM (see `parse`), the path of a file of such text, or a `Model`;
    without one the twelve items of the ready questionnaire are looked for.
    `missing`: what becomes of missing answers: `mean`, `casewise` or `refuse`. `missing_codes`: values that stand for
    no answer, such as -99. `scale`: what answers in words count, such as `likert-5-id`.
    `consistent` (PLSc), `scheme`, `product` and `higher_order` change the model's own.
    Raises `ModelError`, `FileError`, `TableError` or `ArgumentError`, each saying what to do.
    """
    from langganan.measure.pls.read.answers import Answers, Correlations
    from langganan.measure.pls.read.answers_checks import check_answers
    from langganan.measure.pls.read.reading import Reading
    from langganan.measure.pls.study import Missing, Study

    said = arguments.choice("missing", missing, Missing)
    meant, spots = _model(model)
    how = Reading(scale, _codes(missing_codes), standardise, ready=model is None)
    if isinstance(source, Answers | Correlations):
        meant, data = meant or _ready_model(source.items), source
    elif correlation:
        meant, data = _read_correlations(source, meant, spots, n=n, standardise=standardise)
    else:
        meant, data = _read_answers(source, meant, spots, missing_codes=how.missing_codes, scale=scale)
    meant = _with_options(meant, consistent=consistent, scheme=scheme, product=product, higher_order=higher_order)
    check_answers(meant, data, missing=said)
    return Study(meant, data, said, reading=how)


def read_model(model: str | FilePath | Model | None = None) -> Model:
    """Read a model alone. This function will give it, checked; without one, the ready questionnaire's."""
    from langganan.measure.pls.specify.parse import parse

    return _model(model)[0] or parse(questionnaire().model)


def doubts(about: Study | Estimate | Bootstrap) -> tuple[Phrase, ...]:
    """This function will say what is doubtful: about a study's answers, or also about what was found from them."""
    from langganan.measure.pls.assess import result_doubts
    from langganan.measure.pls.bootstrap import Bootstrap
    from langganan.measure.pls.read import answers_checks
    from langganan.measure.pls.study import Study

    if isinstance(about, Study):
        return answers_checks.doubts(about.model, about.answers)
    study = about.estimate.study if isinstance(about, Bootstrap) else about.study
    return (*result_doubts.result_doubts(about), *doubts(study))


def audit(paper: str | FilePath | Mapping[str, Any] | Printed) -> tuple[Finding, ...]:
    """This function will audit what a paper prints: which numbers and claims contradict each other, what is missing.

    `paper` is the path of a form (.yaml, .json or .csv; `langganan audit` prints one), its content as a mapping, or
    `Printed`. Raises `FileError` for a form that cannot be read.
    """
    from langganan.measure.pls import audit as auditing

    if isinstance(paper, str | FilePath):
        return auditing.audit(auditing.read(FilePath(paper)))
    return auditing.audit(auditing.from_mapping(paper) if isinstance(paper, Mapping) else paper)


def example() -> Study:
    """This function will give the example: 100 made-up answers to the ready questionnaire, and its model."""
    return read(example_file())


def example_file() -> FilePath:
    """This function will give where the example's answers are."""
    from langganan.measure.questionnaire import DATA

    return DATA / "study_n100.csv"


def questionnaire() -> Questionnaire:
    """This function will give the ready questionnaire of twelve items, in English and Indonesian."""
    from langganan.measure import questionnaire as ready

    return ready.questionnaire()


def _codes(given: Iterable[object]) -> tuple[object, ...]:
    """The values that stand for no answer, of which one may be given by itself."""
    return (given,) if isinstance(given, str | Real) else tuple(given)


def _model(given: str | FilePath | Model | None) -> tuple[Model | None, Spots]:
    from langganan.measure.pls.specify.checks import check_model
    from langganan.measure.pls.specify.model import Model
    from langganan.measure.pls.specify.parse import parse_with_spots

    if given is None:
        return None, {}
    if isinstance(given, Model):
        check_model(given)
        return given, {}
    if isinstance(given, str) and _is_text(given):
        return parse_with_spots(given)
    if isinstance(given, str | FilePath):
        return parse_with_spots(_model_file(FilePath(given)))
    text = mark("A model is text, the path of a file of text, or a Model. Given was {given}.")
    raise ArgumentError(text, given=arguments.shown(given))


def _is_text(given: str) -> bool:
    """Whether a model is given itself, and not the path of a file (which may begin with `~`)."""
    return "\n" in given or "=" in given or ("~" in given and not given.startswith("~"))


def _model_file(path: FilePath) -> str:
    from langganan.collect.sources import is_there
    from langganan.collect.text_file import detect_encoding

    path = path.expanduser()
    if not is_there(path):
        raise FileError(
            mark("There is no model file {file}. Look at its name, or give the model itself, such as Y ~ X."),
            file=str(path),
        )
    if path.stat().st_size > MODEL_BYTES:
        raise FileError(mark("{file} is too large to be a model. A model is a short text."), file=path.name)
    try:
        return path.read_text(encoding=detect_encoding(path)).removeprefix("\ufeff")
    except UnicodeError as error:
        raise FileError(mark("{file} is not text. Save the model as plain text (UTF-8)."), file=path.name) from error


def _ready_model(columns: Collection[str]) -> Model:
    from langganan.measure.pls.specify.parse import parse

    if not questionnaire().recognise(columns):
        text = mark(
            "No model was given, and the columns are not those of the ready questionnaire (X1 to Z4). Give a model"
            " (model=, --model), such as Loyalty ~ Convenience with a line for each construct."
        )
        raise ArgumentError(text)
    return parse(questionnaire().model)


def _read_answers(
    source: Any, model: Model | None, spots: Spots, *, missing_codes: Iterable[object], scale: str | Scale | None
) -> tuple[Model, Answers]:
    from langganan.measure.headers import by_item
    from langganan.measure.pls.read.answers import read_answers
    from langganan.measure.pls.specify.checks import check_columns

    columns, name, rows = _table(source, model)
    if model is None:
        model = _ready_model(columns)
        meant = {column: item for item, column in questionnaire().recognise(columns).items()}
        columns = {meant.get(column, column): cells for column, cells in columns.items()}
        scale = questionnaire().scales if scale is None else scale
    else:
        columns = by_item(columns, model.items)
    check_columns(model, columns, source=name, spots=spots)
    answers = read_answers(columns, model.items, missing_codes=missing_codes, scale=scale, source=name, rows=rows)
    return model, answers


def _read_correlations(
    source: Any, model: Model | None, spots: Spots, *, n: int | None, standardise: bool
) -> tuple[Model, Correlations]:
    from langganan.measure.pls.read.correlations import read_correlations
    from langganan.measure.pls.specify.checks import check_columns

    if n is None:
        raise ArgumentError(mark("Correlations say nothing of their number. Give n, how many respondents there were."))
    columns, name, _ = _table(source, model)
    found = read_correlations(columns, n=n, standardise=standardise, source=name)
    model = model or _ready_model(found.items)
    check_columns(model, found.items, source=name, spots=spots)
    return model, found


def _table(source: Any, model: Model | None) -> tuple[dict[str, Column], str, Any]:
    """The columns of a file or frame, the file's name, and its rows' numbers there."""
    from langganan.measure.pls.read.columns import columns_of

    wanted = model.items if model is not None else _ready_names()
    if not isinstance(source, str | FilePath):
        items = wanted if model is not None else tuple(item.name for item in questionnaire().items)
        return _without_groups(columns_of(source, items), wanted), "", None
    from langganan.collect.table import read_table

    path = FilePath(source).expanduser()
    with ExitStack() as stack:
        grid = read_table(path, wanted, lambda: stack.enter_context(_engine()))
    return _without_groups(columns_of(grid.columns), wanted), path.name, grid.rows


def _engine() -> DuckDBEngine:
    """What reads Parquet; imported for such a file only."""
    from langganan.storage.duckdb_engine import DuckDBEngine

    return DuckDBEngine()


def _ready_names() -> tuple[str, ...]:
    return tuple(name for item in questionnaire().items for name in (item.name, *item.wording.values()))


def _without_groups(columns: dict[str, Column], wanted: Collection[str]) -> dict[str, Column]:
    """KoboToolbox may write `personalisation/X1`: where only that is there, it is X1."""
    ends = [name.rpartition("/")[2] for name in columns]
    return {
        end if end in wanted and end not in columns and ends.count(end) == 1 else name: cells
        for (name, cells), end in zip(columns.items(), ends, strict=True)
    }


def _with_options(model: Model, **options: Any) -> Model:
    """The model with those of its settings changed that were given."""
    from langganan.measure.pls.specify.checks import check_model
    from langganan.measure.pls.specify.model import HigherOrder, Product, Scheme

    kinds = {"scheme": Scheme, "product": Product, "higher_order": HigherOrder}
    changed: dict[str, Any] = {
        name: arguments.choice(name, value, kinds[name]) if name in kinds else bool(value)
        for name, value in options.items()
        if value is not None
    }
    made = replace(model, **changed)
    if changed:
        check_model(made)
    return made


def __getattr__(name: str) -> Any:
    if name in _NAMES:
        return getattr(import_module(f"langganan.measure.pls.{_NAMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
