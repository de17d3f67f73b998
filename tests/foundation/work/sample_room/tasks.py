from pathlib import Path

from miteinander.foundation.work import background


@background("sample.write")
def write(*, file: str, text: str) -> None:
    Path(file).write_text(text, "utf-8")


@background("sample.fail")
def fail() -> None:
    raise RuntimeError("the work failed")
