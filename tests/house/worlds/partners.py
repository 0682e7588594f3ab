"""Partners with all that is known of them, pairs and merges."""

from typing import Any

from partnerships.partners.actions import merging as partner_merging
from partnerships.partners.actions import partners as partner_actions
from partnerships.partners.models import Alias, Pair, Partner
from partnerships.partners.models.pairs import Verdict
from tests import makers
from tests.house.worlds.people import Peopled
from tests.partners import making


class Partnered(Peopled):
    """Partners with all that is known of them, pairs and merges."""

    def _partners(self) -> None:
        own = {"proposed_by_school": self.school}
        self.partner = making.partner("Contoh Makmur", **own)
        proposed = making.proposal("RAHASIA-usulan", **own)
        returned = making.proposal(
            "Usulan Kembali",
            returned_at=makers.NOON,
            returned_by=self.users["province"],
            return_reason="RAHASIA-alasan-usulan",
            **own,
        )
        closed = making.partner("Contoh Tutup")
        partner_actions.close_partner(
            by=self.actor("province"),
            partner=closed,
            closed_on=makers.TODAY,
            reason="RAHASIA-alasan-tutup",
            successor=None,
        )
        self._parts(self.partner, own)
        self._pairs()
        for name, row in {
            "partner": self.partner,
            "proposal": proposed,
            "returned proposal": returned,
            "closed partner": closed,
        }.items():
            self.at[name] = {"public_id": row.public_id}

    def _parts(self, partner: Partner, own: dict[str, Any]) -> None:
        entered = {"entered_by_school": self.school}
        private = making.contact(
            partner,
            "RAHASIA-narahubung-pribadi",
            private_to=self.school,
            **self._words("pribadi"),
            **entered,
        )
        shared = making.contact(
            partner, "RAHASIA-narahubung-bersama", **self._words("bersama"), **entered
        )
        site = making.site(
            partner, "RAHASIA-lokasi", email="RAHASIA-surel-lokasi@contoh.example", **own
        )
        licence = making.licence(partner, note="RAHASIA-keterangan-izin")
        alias = Alias.objects.create(partner=partner, name="Makmur Contoh", kind="brand")
        relation = making.relation(partner, other=making.partner("Kawasan Contoh"))
        self.at |= {
            "private contact": {"public_id": private.public_id},
            "shared contact": {"public_id": shared.public_id},
            "site": {"public_id": site.public_id},
            "licence": {"public_id": licence.public_id},
            "alias": {"public_id": partner.public_id, "alias": alias.pk},
            "relation": {"public_id": partner.public_id, "relation": relation.pk},
        }

    @staticmethod
    def _words(whose: str) -> dict[str, str]:
        """What else is known of a contact."""
        return {
            "position": f"RAHASIA-jabatan-{whose}",
            "email": f"RAHASIA-surel-{whose}@contoh.example",
            "note": f"RAHASIA-keterangan-{whose}",
        }

    def _pairs(self) -> None:
        one, other = making.partner("Kembar Satu"), making.partner("Kembar Dua")
        third, fourth = making.partner("Kembar Tiga"), making.partner("Kembar Empat")
        known = {
            "verdict": Verdict.POSSIBLE,
            "reasons": ["name"],
            "likeness": 0.9,
            "found_at": makers.NOON,
        }
        open_pair = Pair.objects.create(first=one, second=other, **known)
        decided = Pair.objects.create(
            first=third,
            second=fourth,
            decided_at=makers.NOON,
            decided_by=self.users["province"],
            decision_note="RAHASIA-alasan-beda",
            **known,
        )
        kept, folded = making.partner("Tetap Contoh"), making.partner("Lebur Contoh")
        merge = partner_merging.merge_partners(
            by=self.actor("province"), kept=kept, merged=folded, reason="RAHASIA-alasan-gabung"
        )
        self.at |= {
            "open pair": {"pair": open_pair.public_id},
            "decided pair": {"pair": decided.public_id},
            "two partners": {"kept": one.public_id, "merged": other.public_id},
            "merge of partners": {"public_id": merge.public_id},
        }
