"""What the export of one pupil's data says of placements, and of nobody else."""

from partnerships.placements.actions import placements as actions
from partnerships.placements.models import PupilPair
from schools.pupil_exports import as_json, held_of
from tests.placements import following, scenes


def test_choices_placements_and_links_are_handed_out_and_others_stay_unnamed(db: None) -> None:
    period = scenes.period()
    opened = scenes.opening()
    scenes.booking(opened, period, seats=2)
    one, other = scenes.chooser(period, "Ahmad Fauzi"), scenes.chooser(period, "Siti Rahmawati")
    admin = scenes.admin(period.school)
    places = {pupil.pk: opened.pk for pupil in (one, other)}
    actions.plan_placements(period=period, places=places, by=admin)
    low, high = sorted((one, other), key=lambda pupil: pupil.pk)
    PupilPair.objects.create(period=period, one=low, other=high, kind="apart")
    scenes.pupil_link(one)

    held = held_of(one)
    parts = {part.name: [dict(facts) for facts in part.rows] for part in held.elsewhere}
    [placed] = parts["Penempatan"]
    assert placed["tempat PKL"] == opened.hosting.partner.printed_name
    assert placed["status"] == "Direncanakan"
    assert placed["hari"] == "5 Januari 2026 s.d. 26 Juni 2026"
    assert len(parts["Pasangan siswa"]) == 1
    [link] = parts["Tautan siswa"]
    assert not {"token_hash", ""} & link.keys()
    assert not any(len(str(value)) == 64 for value in link.values())
    told = str(as_json(one, held, by=admin))
    assert opened.hosting.partner.printed_name in told
    assert "Siti Rahmawati" not in told


def test_what_followed_a_placement_is_handed_out_with_it(db: None) -> None:
    placement = following.running(name="Ahmad Fauzi")
    following.all_of_it(placement, "KATA")
    held = held_of(placement.pupil)
    parts = {part.name: part.rows for part in held.elsewhere}
    assert {
        "Jurnal harian",
        "Tanggapan jurnal",
        "Kehadiran",
        "Minggu terkonfirmasi",
        "Laporan masalah",
        "Penilaian dunia kerja",
        "Nilai tujuan pembelajaran",
        "Nilai guru pembimbing",
        "Nilai akhir pkl",
        "Hasil pkl",
        "Foto pkl",
    } <= parts.keys()
    told = str(parts)
    for word in ("jurnal", "tanggapan", "sakit", "masalah", "kalimat", "capaian", "hasil"):
        assert f"KATA-{word}" in told
    # What was said of the place on the promise that the school reads no name.
    assert "KATA-pesan" not in told
    assert "Penilaian tempat oleh siswa" not in parts
