"""What dbt's threads share."""

from __future__ import annotations

import ast
import gc
import threading
from collections.abc import Callable

from warehouse_sql import dbt_run


def _handed_over_within_a_tree(read: Callable[[str], object]) -> list[str]:
    """What went wrong where another thread reads a literal each time memory is collected within one."""
    errors: list[str] = []
    turn, done, end = threading.Event(), threading.Event(), threading.Event()
    reader = threading.current_thread()

    def deeper(calls: int) -> None:
        if calls:
            deeper(calls - 1)
            return
        while turn.wait(10) and not end.is_set():
            turn.clear()
            read("[1, 2]")
            done.set()

    def hand_over(phase: str, _: dict[str, int]) -> None:
        if phase == "start" and threading.current_thread() is reader:
            done.clear()
            turn.set()
            done.wait(0.05)

    other = threading.Thread(target=deeper, args=(50,))
    other.start()
    thresholds = gc.get_threshold()
    gc.callbacks.append(hand_over)
    gc.set_threshold(500)
    try:
        read("[" + "(1, 2, [3]), " * 400 + "]")
    except SystemError as error:
        errors.append(str(error))
    finally:
        gc.set_threshold(*thresholds)
        gc.callbacks.remove(hand_over)
        end.set()
        turn.set()
        other.join()
    return errors


def test_threads_of_dbt_read_literals_one_after_the_other() -> None:
    """Its Jinja reads them in every thread; a night failed now and then with a depth that did not match."""
    with dbt_run._one_tree_at_a_time():
        assert _handed_over_within_a_tree(ast.literal_eval) == []
    assert ast.parse.__module__ == "ast" and not hasattr(ast.parse, "__wrapped__"), "put back as it was"
