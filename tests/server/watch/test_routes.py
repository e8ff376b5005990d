"""A call goes where it has begun; a generation is in use while one of its calls runs."""

import pytest

from rueckruf.server.watch.routes import Routes

pytestmark = pytest.mark.unit

OLD, NEW = 6001, 6002
IDLE = 1800.0


@pytest.fixture
def routes() -> Routes:
    """New calls begin on OLD."""
    routes = Routes()
    routes.begin_on(OLD, IDLE)
    return routes


def turn(routes: Routes, call: str, now: float, *, taken: bool = True, over: bool = False) -> int:
    """One request of a call, answered at once: the port that it went to."""
    port = routes.enter(call, now)
    routes.leave(call, port, taken, over)
    return port


def test_a_call_stays_where_it_has_begun_and_new_ones_begin_elsewhere(routes: Routes) -> None:
    turn(routes, "CA1", 0)
    routes.begin_on(NEW, IDLE)
    assert turn(routes, "CA1", 1) == OLD
    assert turn(routes, "CA2", 1) == NEW
    assert turn(routes, "", 1) == NEW


def test_what_has_no_call_left_is_not_in_use(routes: Routes) -> None:
    turn(routes, "CA1", 0)
    turn(routes, "CA2", 0)
    routes.begin_on(NEW, IDLE)
    turn(routes, "CA1", 1, over=True)
    assert routes.ports_in_use(1) == {OLD, NEW}
    turn(routes, "CA2", 2, over=True)
    assert routes.ports_in_use(2) == {NEW}


def test_it_is_in_use_while_a_request_is_under_way(routes: Routes) -> None:
    port = routes.enter("", 0)
    routes.begin_on(NEW, IDLE)
    assert routes.ports_in_use(0) == {OLD, NEW}
    routes.leave("", port, taken=True, over=False)
    assert routes.ports_in_use(0) == {NEW}


def test_a_call_of_whose_end_nobody_tells_is_over_when_it_is_idle(routes: Routes) -> None:
    turn(routes, "CA1", 0)
    turn(routes, "CA2", 1)
    turn(routes, "CA1", IDLE - 1)
    routes.begin_on(NEW, IDLE)
    assert routes.ports_in_use(IDLE + 1) == {OLD, NEW}
    assert turn(routes, "CA2", IDLE + 1) == NEW
    assert routes.ports_in_use(2 * IDLE) == {NEW}


def test_who_is_refused_begins_no_call(routes: Routes) -> None:
    turn(routes, "CA1", 0, taken=False)
    routes.begin_on(NEW, IDLE)
    assert routes.ports_in_use(0) == {NEW}


def test_who_is_refused_leads_no_running_call_astray(routes: Routes) -> None:
    turn(routes, "CA1", 0)
    routes.begin_on(NEW, IDLE)
    turn(routes, "CA1", 1, taken=False)
    assert turn(routes, "CA1", 2) == OLD


def test_the_calls_of_a_generation_that_has_ended_go_on_in_the_new_one(routes: Routes) -> None:
    turn(routes, "CA1", 0)
    routes.begin_on(NEW, IDLE)
    routes.close(OLD)
    assert turn(routes, "CA1", 1) == NEW
    assert routes.ports_in_use(1) == {NEW}


def test_a_word_over_its_socket_keeps_a_call_from_being_idle(routes: Routes) -> None:
    turn(routes, "CA1", 0)
    turn(routes, "CA2", 0)
    routes.hear("CA1", IDLE - 1)
    routes.hear("CA3", IDLE - 1)
    routes.begin_on(NEW, IDLE)
    assert routes.ports_in_use(IDLE + 1) == {OLD, NEW}
    assert turn(routes, "CA1", IDLE + 2) == OLD
    assert turn(routes, "CA2", IDLE + 2) == NEW
