"""Which service a charge of the provider's bill is for."""

from models.facts.facts import Facts
from models.facts.records import Service
from models.sources.cells import day_of
from models.sources.charges import Charge

_LONGEST_NAME = 200


class Services:
    """Finds the service a charge is for by its account and resource; names a new one."""

    def __init__(self, facts: Facts) -> None:
        self._known: dict[tuple[str, str], Service] = {}
        self._taken = set(facts.services)
        for service in facts.services.values():
            self._known.setdefault((service.account, service.id), service)
        for service in facts.services.values():
            if service.resource_id is not None:
                self._known[service.account, service.resource_id] = service

    def of(self, charge: Charge) -> Service:
        """Give the service of a charge: the one on record, or one named after the resource or product."""
        key = charge.key
        found = self._known.get((key.payer, key.thing))
        if found is None:
            found = self._known[key.payer, key.thing] = self._new(charge)
        return found

    def _new(self, charge: Charge) -> Service:
        key, named = charge.key, charge.named
        name = key.thing if key.resource and key.thing not in self._taken else f"{key.payer}/{key.thing}"
        self._taken.add(name)
        shown = " ".join(dict.fromkeys(filter(None, (named.product or named.sub_product, named.instance))))
        return Service(
            name[:_LONGEST_NAME],
            key.payer,
            (shown or key.thing)[:_LONGEST_NAME],
            "prepaid" if key.prepaid else "postpaid",
            day_of(charge.first),
            product=named.product,
            resource_id=key.resource,
            region=named.region,
        )
