"""What a server tells Prometheus, read by Prometheus' own parser."""

from prometheus_client.parser import text_string_to_metric_families

Samples = dict[tuple[str, ...], float]
"""Values by the name of the sample and the values of its labels, in the order in which the labels are declared."""


def samples_of(text: str) -> Samples:
    """The samples of a page of metrics."""
    families = text_string_to_metric_families(text)
    return {(one.name, *one.labels.values()): one.value for family in families for one in family.samples}
