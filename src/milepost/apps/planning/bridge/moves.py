"""What became of the moves that a proposal of levelling has; the proposal itself says in its history who decided."""

from collections.abc import Iterable

from milepost.apps.planning.models import LevellingMove, LevellingProposal


def keep_choice(proposals: Iterable[LevellingProposal], chosen: Iterable[LevellingMove]) -> None:
    """These were accepted, and the others of the proposals were not."""
    moves = LevellingMove.objects.filter(proposal__in=proposals)
    moves.update(accepted=False)
    moves.filter(pk__in=[one.pk for one in chosen]).update(accepted=True)


def forget_choice(proposals: Iterable[LevellingProposal]) -> None:
    """It is to be decided anew."""
    LevellingMove.objects.filter(proposal__in=proposals).update(accepted=None)
