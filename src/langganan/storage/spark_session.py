"""Starting Spark: one for each process, quiet, on the loopback where it runs here, with times in UTC."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from langganan.errors import SetupError
from langganan.storage.spark_sql import NEEDS_EXTRA
from langganan.words import mark

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

OLDEST_JAVA = 17
PER_CORE = 4
"""Pieces that a shuffle is cut into for each core here; Spark joins those that turn out small."""
DEBIAN_JDBC = Path("/usr/share/java/postgresql.jar")
"""PostgreSQL's JDBC driver where Debian's libpostgresql-jdbc-java puts it."""


def session(*, master: str, memory: str, jars: tuple[Path, ...], scratch: Path | None) -> SparkSession:
    """Start Spark, or join the one that this process runs. This function will give a session of the caller's own.

    Views and settings of a session are its own; a Spark that somebody else started here keeps its settings.
    Raises `SetupError` where pyspark or Java is missing, Spark cannot start, or runs elsewhere than on `master`.
    """
    sql = _pyspark()
    running = sql.SparkSession.getActiveSession() or _started(sql, _settings(master, memory, jars, scratch))
    if running.sparkContext.master != master:
        raise SetupError(
            mark("Spark already runs in this process on {first}; open {second} from another one."),
            first=str(running.sparkContext.master), second=master,
        )  # fmt: skip
    own = running.newSession()
    for name, value in _of_session(running.sparkContext).items():
        own.conf.set(name, value)
    return own


def _pyspark() -> Any:
    """pyspark.sql; what it says about versions of pandas is for those who use pandas with it, as we do not."""
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", category=FutureWarning, module="pyspark")
            import pyarrow as pa  # noqa: F401  # type: ignore[import-not-found] - rows come and go as Arrow
            from pyspark import sql
    except ImportError as error:
        raise SetupError(NEEDS_EXTRA, package=error.name or "pyspark") from error
    return sql


def _started(sql: Any, settings: dict[str, str]) -> SparkSession:
    from pyspark import SparkConf, SparkContext
    from pyspark.errors import PySparkException
    from pyspark.java_gateway import launch_gateway

    _check_java()
    conf = SparkConf().setAll(list(settings.items()))
    silent: dict[str, int] = {} if os.environ.get("LANGGANAN_DEBUG") == "1" else {"stderr": subprocess.DEVNULL}
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", category=FutureWarning, module="pyspark")
            context = SparkContext(conf=conf, gateway=launch_gateway(conf, silent))
            return sql.SparkSession(context)
    except (PySparkException, OSError) as error:
        raise SetupError(
            mark("Spark could not be started ({problem}). LANGGANAN_DEBUG=1 shows what Java says."),
            problem=str(error).strip().split("\n")[0],
        ) from error


@contextmanager
def answering() -> Iterator[None]:
    """Say in one sentence why a database does not answer, where Java would take a page."""
    from py4j.protocol import Py4JJavaError
    from pyspark.errors import PySparkException

    try:
        yield
    except (Py4JJavaError, PySparkException) as error:
        raise SetupError(
            mark("Spark could not read the database ({problem}). Check its address, the user and the tables."),
            problem=_reason(error).strip().split("\n")[0].rstrip("."),
        ) from error


def _reason(error: Any) -> str:
    """What the driver said; Spark wraps it into a sentence of its own that tells less."""
    told = getattr(error, "java_exception", None) or getattr(error, "_origin", None)
    while told is not None and told.getClass().getName().startswith("org.apache.spark"):
        told = told.getCause()
    return str(error if told is None else told.getMessage())


def _check_java() -> None:
    """A sentence where there is no Java, or one too old; pyspark's own answer is forty lines."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home) / "bin") if home else None)
    if java is None:
        raise SetupError(
            mark(
                "Spark needs Java {oldest} or newer, and none was found. Install it, or say where it is by JAVA_HOME."
            ),
            oldest=OLDEST_JAVA,
        )
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(?:1\.)?(\d+)', said)
    if version is not None and int(version[1]) < OLDEST_JAVA:
        raise SetupError(
            mark("Spark needs Java {oldest} or newer; {java} is Java {found}. Say by JAVA_HOME where a newer one is."),
            oldest=OLDEST_JAVA, java=java, found=version[1],
        )  # fmt: skip


def _settings(master: str, memory: str, jars: tuple[Path, ...], scratch: Path | None) -> dict[str, str]:
    """What has to be said before Java starts."""
    quiet = resources.files("langganan.storage") / "spark_log4j2.properties"
    given = [str(jar) for jar in jars] or [str(jar) for jar in (DEBIAN_JDBC,) if jar.is_file()]
    folder = Path(tempfile.gettempdir()) if scratch is None else scratch
    settings = {
        "spark.app.name": "langganan",
        "spark.master": master,
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.memory": memory,
        "spark.driver.maxResultSize": memory,
        "spark.driver.extraJavaOptions": f'-Dlog4j2.configurationFile="{quiet}" -Duser.timezone=UTC',
        "spark.sql.warehouse.dir": str(folder / "spark-warehouse"),
        "spark.jars": ",".join(given),
    }
    if master.startswith("local"):
        settings |= {
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.local.dir": str(folder),
        }
    return {name: value for name, value in settings.items() if value}


def _of_session(context: Any) -> dict[str, str]:
    """What a session of ours needs so that rows are the same as DuckDB's: overflow is an error, times have no zone.

    Tables that come from Python stay out of the plan: there, every step of planning would go through all their rows.
    What Spark's own configuration says about pieces of a shuffle holds; its usual 200 would be far too many here.
    """
    settings = {
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.ansi.enabled": "true",
        "spark.sql.timestampType": "TIMESTAMP_NTZ",
        "spark.sql.execution.arrow.localRelationThreshold": "0",
    }
    if context.master.startswith("local") and context.getConf().get("spark.sql.shuffle.partitions") is None:
        settings["spark.sql.shuffle.partitions"] = str(PER_CORE * context.defaultParallelism)
    return settings
