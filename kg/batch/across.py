"""Candidates for successions between documents, worked out anew for the regions that a batch touched."""

from __future__ import annotations

from kg.batch.work import office
from kg.graph.succession import office_statements
from kg.store.embedded import EmbeddedStore
from kg.store.links import offices, pending_regions, replace_links


def complete_across(store: EmbeddedStore, base: str) -> int:
    """Brings the links between documents up to date from the marks alone; gives the number of regions looked at.

    A region stays pending until its links stand, so a build that is killed before leaves the work to the next.
    """
    regions = pending_regions(store.store)
    for region in regions:
        told = sorted(set(offices(store.store, region)))
        links = office_statements(map(office, told), base)
        with store.writing():
            replace_links(store.store, region, links)
    return len(regions)
