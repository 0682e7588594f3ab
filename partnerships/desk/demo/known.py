"""The two agreements that the news items tell of; what they do not say stays empty."""

from datetime import date

from partnerships.agreements.actions import drafts
from partnerships.agreements.models import Agreement, Item, Kind
from partnerships.desk.demo.places import ASSOCIATED
from partnerships.desk.demo.world import World

SIGNED_ON = date(2025, 1, 31)


def load_known(world: World) -> list[Agreement]:
    return [polytechnic(world), consortium(world)]


def polytechnic(world: World) -> Agreement:
    """SMKN 7 Balikpapan and Politeknik Balikpapan: neither numbers nor a term are told."""
    by = world.by
    agreement = drafts.start_draft(
        by=by,
        recorder=drafts.Recorder(school=world.schools["balikpapan7"]),
        kind=Kind.NOTA_KESEPAHAMAN,
        partner=world.partners["poltek"],
        source=world.sources["smkn7balikpapan"],
        published_from_source=True,
    )
    signing = {
        "signed_on": SIGNED_ON,
        "signed_on_text": "Jum\u2019at 31 Januari 2025",
        "signed_at": "Kampus Politeknik Balikpapan",
    }
    drafts.change_term(agreement, by=by, values=signing)
    signatories = [
        ("Aries Sutriyanto", "Kepala SMK Negeri 7 Balikpapan"),
        ("Dr. Emil Azmanajaya, S.T., M.T.", "Direktur Politeknik Balikpapan"),
    ]
    for party, (name, position) in zip(agreement.parties.all(), signatories, strict=True):
        drafts.change_party(
            party,
            by=by,
            values={"signed_on": SIGNED_ON},
            signatory={"name": name, "position": position},
        )
    purpose = (
        "Memperkuat kualitas pendidikan vokasi, khususnya dalam pengembangan keterampilan dan"
        " kompetensi siswa di bidang industri."
    )
    drafts.change_scope(agreement, by=by, values={"purpose": purpose})
    promises = [
        drafts.Promise(Item.CURRICULUM, detail="Peningkatan kurikulum sesuai kebutuhan industri"),
        drafts.Promise(Item.PKL, detail="Program magang"),
        drafts.Promise(Item.RESEARCH, detail="Penelitian terapan"),
    ]
    drafts.change_obligations(agreement, by=by, promises=promises)
    return agreement


def consortium(world: World) -> Agreement:
    """Six schools of Bengkulu; SMKN 1 Rejang Lebong speaks for them and keeps the record.

    The item tells neither form nor day nor who signed; that it existed by 11 July 2025 is the
    day of its source.
    """
    by = world.by
    agreement = drafts.start_draft(
        by=by,
        recorder=drafts.Recorder(school=world.schools["rejanglebong1"]),
        kind=Kind.UNKNOWN,
        partner=world.partners["lpk"],
        source=world.sources["infosumatera"],
        published_from_source=True,
    )
    # The head of today is offered as signatory; that he signed is not told.
    own = agreement.parties.get(side=drafts.OWN_SIDE)
    drafts.change_party(own, by=by, values={}, signatory={"name": ""})
    for key in ASSOCIATED[1:]:
        drafts.add_party(agreement, by=by, side=drafts.OWN_SIDE, member=world.schools[key])
    drafts.add_party(agreement, by=by, side=drafts.OTHER_SIDE, member=world.partners["gaia"])
    purpose = (
        "Mempersiapkan siswa yang akan diberangkatkan ke Jepang, dalam rangka Kelas Industri"
        " Jepang. Enam SMK membentuk asosiasi bersama untuk mengembangkan program magang ke"
        " Jepang."
    )
    drafts.change_scope(agreement, by=by, values={"purpose": purpose})
    return agreement
