"""Which service a charge of the provider's bill is for, where none is on record."""

from models.facts.records import Service
from models.sources.cells import day_of
from models.sources.charges import ChargeKey, Named

_LONGEST_NAME = 200


def names_of_new(key: ChargeKey) -> tuple[str, ...]:
    """Name the service of a charge: after its resource, or, where that is taken or there is none, with its account."""
    names = ((key.thing,) if key.resource else ()), (f"{key.payer}/{key.thing}",)
    return tuple(name[:_LONGEST_NAME] for some in names for name in some)


def new_service(name: str, key: ChargeKey, named: Named, began: int) -> Service:
    """Give a service that is not on record, as its first charge has it; ``began`` is in Unix seconds."""
    shown = " ".join(dict.fromkeys(filter(None, (named.product or named.sub_product, named.instance))))
    return Service(
        name,
        key.payer,
        (shown or key.thing)[:_LONGEST_NAME],
        "prepaid" if key.prepaid else "postpaid",
        day_of(began),
        product=named.product,
        resource_id=key.resource,
        region=named.region,
    )
