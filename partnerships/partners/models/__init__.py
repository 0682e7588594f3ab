from partnerships.partners.models.aliases import Alias
from partnerships.partners.models.contacts import Contact
from partnerships.partners.models.licences import Licence
from partnerships.partners.models.merges import Merge
from partnerships.partners.models.pairs import Pair
from partnerships.partners.models.partners import Partner
from partnerships.partners.models.relations import Relation
from partnerships.partners.models.sites import Site

__all__ = ["Alias", "Contact", "Licence", "Merge", "Pair", "Partner", "Relation", "Site"]
