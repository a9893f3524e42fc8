"""The terminal's `afterhello work`."""

from __future__ import annotations

from datetime import timedelta

import click

from afterhello.background.work import LEASE
from afterhello.background.worker import Worker


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, then end.")
@click.option(
    "--lease-s",
    type=click.FloatRange(min=0.5),
    envvar="AFTERHELLO_LEASE_S",
    show_envvar=True,
    default=LEASE.total_seconds(),
    show_default=True,
    help="Seconds after which the job of a lost worker is taken up again.",
)
def work(once: bool, lease_s: float) -> None:
    """Do the work that waits: read photos, send notes, keep the schedule.

    Ends after the job at hand when it is told to (Ctrl-C), at once when told
    twice. Several may run side by side.
    """
    worker = Worker(lease=timedelta(seconds=lease_s))
    if once:
        worker.run_once()
        return
    click.echo("Working. Ctrl-C ends it after the job at hand.", err=True)
    worker.run()
