"""The parking lot: topics of this session and of earlier ones are discussed, or opened again."""

from dataclasses import replace

from refine_tui.domain.errors import DomainError
from refine_tui.domain.records import ParkedStatus, ParkedTopic
from refine_tui.domain.session import Change, RefinementSession
from refine_tui.domain.timekeeping import require_open


def close_parked_topic(session: RefinementSession, *, number: int) -> Change:
    """Mark a parked topic, of this session or of an earlier one, as discussed in this session.

    It does not come back at the next kick-off.

    Raises:
        DomainError: the topic is discussed already or not part of the session, or the session is not open.
    """
    require_open(session)
    topic = find_parked_topic(session, number)
    if topic.status is ParkedStatus.DISCUSSED:
        raise DomainError(f"{topic.label} is discussed already.")
    discussed = replace(topic, discussed_in=session.id)
    return Change(session=_with_topic(session, discussed), step=f"{topic.label} discussed")


def reopen_parked_topic(session: RefinementSession, *, number: int) -> Change:
    """Mark a parked topic that was discussed as open again, so that it comes back at the next kick-off.

    Raises:
        DomainError: the topic is open or not part of the session, or the session is not open.
    """
    require_open(session)
    topic = find_parked_topic(session, number)
    if topic.status is ParkedStatus.OPEN:
        raise DomainError(f"{topic.label} is open already.")
    return Change(session=_with_topic(session, replace(topic, discussed_in=None)), step=f"{topic.label} open again")


def find_parked_topic(session: RefinementSession, number: int) -> ParkedTopic:
    """Return the parked topic with this number, of this session or among those from earlier ones.

    Raises:
        DomainError: there is none.
    """
    for topic in (*session.earlier_parked, *session.parked):
        if topic.number == number:
            return topic
    raise DomainError(f"There is no parked topic P{number} in this session or from before.")


def _with_topic(session: RefinementSession, changed: ParkedTopic) -> RefinementSession:
    earlier, own = (
        tuple(changed if topic.number == changed.number else topic for topic in topics)
        for topics in (session.earlier_parked, session.parked)
    )
    return replace(session, earlier_parked=earlier, parked=own)
