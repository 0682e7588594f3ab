"""Agreements of all kinds and ages with everything that hangs on them, by set-wise SQL.

An agreement whose number is a multiple of eight continues one of the seven before it.
"""

from partnerships.agreements.models import Agreement
from tests.bench.kept import expressions

# Three in a thousand are an office's own and hold for its province. Drawn by hash; a renewal
# shares the school and the partner of what it continues (`kin`).
DRAWN = """
CREATE UNLOGGED TABLE bench_drawn AS
SELECT i, root, kin, kind, state, term_kind, months, in_office, is_untitled,
       mod(bench_dice(kin, 301, 9223372036854775807), {schools}) AS school_n,
       1 + floor({partners} * bench_share(kin, 302) ^ 2)::bigint AS partner_n,
       CASE WHEN state IN ('draft', 'source') AND bench_dice(i, 303, 4) = 0 THEN NULL
            ELSE DATE '{today}' - 6 - floor(3000 * bench_share(i, 304) ^ 1.4)::int END AS signed_on,
       CASE WHEN bench_dice(i, 305, 5) = 0 THEN bench_dice(i, 306, 40)::int END AS starts_later,
       365 * (1 + bench_dice(i, 307, 5)::int) AS days,
       term_kind IN ('fixed', 'months') AND state IN ('recorded', 'verified')
       AND bench_dice(i, 308, 100) < 8 AS is_amended
  FROM (SELECT i, root, COALESCE(root, i),
               CASE WHEN d.kind < 700 THEN 'pks' WHEN d.kind < 850 THEN 'nota_kesepahaman'
                    WHEN d.kind < 920 THEN 'rencana_kerja' WHEN d.kind < 970 THEN 'surat_kesediaan'
                    WHEN d.kind < 985 THEN 'kesepakatan_bersama' ELSE 'unknown' END,
               CASE WHEN d.state < 400 THEN 'verified' WHEN d.state < 790 THEN 'recorded'
                    WHEN d.state < 830 THEN 'terminated' WHEN d.state < 840 THEN 'cancelled'
                    WHEN d.state < 870 THEN 'submitted' WHEN d.state < 970 THEN 'draft'
                    ELSE 'source' END,
               CASE WHEN d.term < 550 THEN 'fixed' WHEN d.term < 800 THEN 'months'
                    WHEN d.term < 880 THEN 'extending' WHEN d.term < 950 THEN 'open'
                    WHEN d.term < 960 THEN 'activity' ELSE 'unknown' END,
               (ARRAY[12, 24, 36, 60])[1 + bench_dice(i, 311, 4)],
               bench_dice(COALESCE(root, i), 312, 1000) < 3, bench_dice(i, 313, 10) < 3
          FROM (SELECT i, CASE WHEN mod(i, 8) = 0 THEN i - 1 - bench_dice(i, 314, 7) END
                  FROM generate_series(1, {agreements}) AS i) AS numbered(i, root)
         CROSS JOIN LATERAL (SELECT bench_dice(i, 315, 1000), bench_dice(i, 316, 1000),
                                    bench_dice(i, 317, 1000)) AS d(kind, state, term))
       AS draws(i, root, kin, kind, state, term_kind, months, in_office, is_untitled);
"""
# Beginning and last day as the term says, of the originals first, then of what continues them.
LAST_DAY = """
    CASE term_kind
        WHEN 'fixed' THEN COALESCE(start, DATE '{today}') + days - 1
        WHEN 'months' THEN (start + make_interval(months => months))::date - 1 END"""
DATED = f"""
CREATE UNLOGGED TABLE bench_first AS
SELECT i, state, {LAST_DAY} AS last_day
  FROM (SELECT *, signed_on + COALESCE(starts_later, 0) AS start FROM bench_drawn
         WHERE root IS NULL) AS whole;
CREATE UNIQUE INDEX ON bench_first (i);
CREATE UNLOGGED TABLE bench_dated AS
SELECT *, {LAST_DAY} AS last_day
  FROM (SELECT drawn.*, made.signed_on AS signed, made.signed_on + COALESCE(starts_later, 0) AS
       start,
               CASE WHEN is_next THEN root END AS predecessor
          FROM bench_drawn drawn
          LEFT JOIN bench_first first ON first.i = drawn.root
         CROSS JOIN LATERAL (SELECT COALESCE(first.last_day < DATE '{{today}}' + 30
                                    AND first.state IN ('recorded', 'verified'), false)) AS
                                         n(is_next)
         CROSS JOIN LATERAL (SELECT CASE WHEN is_next
                    THEN LEAST(first.last_day - 20 + bench_dice(drawn.i, 321, 60)::int,
                               DATE '{{today}}' - 3)
                    ELSE drawn.signed_on END) AS made(signed_on)) AS begun;
CREATE UNIQUE INDEX ON bench_dated (i);
CREATE INDEX ON bench_dated (predecessor);
ANALYZE bench_dated;
DROP TABLE bench_first;
DROP TABLE bench_drawn;
"""
# An amendment takes effect 60 days before the end and adds a year.
SETTLED = """
CREATE UNLOGGED TABLE bench_whole AS
SELECT a.*, a.last_day - 60 AS amended_on, recorded.at AS recorded_at, ended.on_day AS ended_on,
       school.id AS school_id, school.province_id, region.code AS province,
       LEAST(a.last_day + 1 + CASE WHEN a.is_amended THEN 365 ELSE 0 END, ended.on_day + 1,
             CASE WHEN next.state IN ('recorded', 'verified', 'terminated') THEN next.start END)
       AS upper_day,
       row_number() OVER (PARTITION BY region.code, extract(year FROM recorded.at)
                          ORDER BY recorded.at, a.i) AS running
  FROM bench_dated a
  JOIN bench_school school ON school.n = a.school_n
  JOIN schools_region region ON region.id = school.province_id
  LEFT JOIN bench_dated next ON next.predecessor = a.i
 CROSS JOIN LATERAL (SELECT CASE WHEN a.state IN ('recorded', 'verified', 'terminated', 'cancelled')
      THEN LEAST(a.signed::timestamptz + make_interval(days => 2 + bench_dice(a.i, 331, 100)::int),
                 TIMESTAMPTZ '{today}' - INTERVAL '1 day') END) AS recorded(at)
 CROSS JOIN LATERAL (SELECT CASE WHEN a.state = 'terminated' THEN
      LEAST(a.start + 30 + bench_dice(a.i, 332, 400)::int, DATE '{today}' - 1) END) AS
           ended(on_day);
CREATE UNIQUE INDEX ON bench_whole (i);
ANALYZE bench_whole;
DROP TABLE bench_dated;
"""

PARTIES = """
INSERT INTO agreements_party (id, during, side, position, letter_number, signed_on, agreement_id,
       instrument_id, office_id, school_id)
SELECT i * 10, '(,)', 1, 0, CASE WHEN bench_dice(i, 401, 20) = 0 THEN ''
       ELSE '421.5/' || i || '-SMK/' || COALESCE(extract(year FROM signed)::text, '') END,
       signed, i, i * 3, CASE WHEN in_office THEN office.id END,
       CASE WHEN NOT in_office THEN school_id END
  FROM bench_whole LEFT JOIN schools_office office ON office.province_id = bench_whole.province_id;
-- A consortium of two to six schools.
INSERT INTO agreements_party (id, during, side, position, letter_number, signed_on, agreement_id,
       instrument_id, school_id)
SELECT i * 10 + k, '(,)', 1, k, '', signed, i, i * 3, other.id
  FROM bench_whole
 CROSS JOIN LATERAL generate_series(1, 1 + bench_dice(i, 402, 5)) AS k
  JOIN bench_school other ON other.n = mod(school_n + k * 3, {schools})
 WHERE bench_dice(i, 403, 20) = 0 AND NOT in_office;
INSERT INTO agreements_party (id, during, side, position, letter_number, signed_on, agreement_id,
       instrument_id, partner_id)
SELECT i * 10 + 7 + k, '(,)', 2, k, CASE WHEN bench_dice(i, 404, 3) = 0 THEN ''
       ELSE bench_dice(i, 405, 900) || '/HRD/' || i END, signed, i, i * 3,
       1 + mod(partner_n - 1 + k * 5, {partners})
  FROM bench_whole
 CROSS JOIN LATERAL generate_series(0, CASE WHEN bench_dice(i, 406, 16) = 0 THEN 1 ELSE 0 END) AS k;
INSERT INTO agreements_signatory (id, name, position, acting_status, acting_for, nip, party_id)
SELECT id, 'Penanda Tangan Contoh ' || id, CASE side WHEN 1 THEN 'Kepala Sekolah' ELSE 'Direktur'
       END,
       'definitive', '', '', id
  FROM agreements_party WHERE bench_dice(id, 407, 20) > 0;
INSERT INTO agreements_witness (id, name, position, agreement_id)
SELECT i, 'Saksi Contoh ' || i, 'Pengawas', i FROM bench_whole WHERE bench_dice(i, 408, 10) = 0;
"""

PAPERS = """
INSERT INTO agreements_instrument (id, kind, sequence, number, signed_on, effective_on, subjects,
       summary, agreement_id, took_effect_at, return_reason)
SELECT i * 3, 'original', 0, '', signed, NULL::date, '{}'::varchar[], '', i, NULL::timestamptz, ''
  FROM bench_whole
 UNION ALL
SELECT i * 3 + 1, 'amendment', 1, 'ADD-1/' || i, amended_on - 10, amended_on, '{term}',
       'Masa berlaku ditambah satu tahun.', i, amended_on::timestamptz, ''
  FROM bench_whole WHERE is_amended
 UNION ALL
SELECT i * 3 + 2, 'amendment', 2, '', NULL, NULL, '{}', '', i, NULL, ''
  FROM bench_whole WHERE is_amended AND bench_dice(i, 411, 8) = 0;
INSERT INTO agreements_document (id, public_id, kind, title, visibility, note, created_at,
       agreement_id, instrument_id)
SELECT i * 2, bench_address(i * 2), 'manuscript', 'Naskah', 'parties', '',
       COALESCE(recorded_at, TIMESTAMPTZ '{today}'), i, i * 3
  FROM bench_whole WHERE state NOT IN ('draft', 'source') AND bench_dice(i, 412, 100) < 95
 UNION ALL
SELECT i * 2 + 1, bench_address(i * 2 + 1), 'public_copy', 'Salinan publik', 'public', '',
       recorded_at, i, i * 3
  FROM bench_whole WHERE recorded_at IS NOT NULL AND bench_dice(i, 413, 10) = 0;
INSERT INTO agreements_documentversion (id, number, file, original_name, size, pages,
       sha256_uploaded,
       sha256_stored, uploaded_at, replacement_reason, is_of_photos, rendering, document_id)
SELECT id, 1, 'agreements/2025/' || md5(id::text), 'naskah.pdf', 300000, 4,
       md5(id::text) || md5(public_id), md5(public_id) || md5(id::text), created_at, '', true,
       'done', id
  FROM agreements_document;
INSERT INTO agreements_documentpage (id, number, file, width, height, version_id)
SELECT id * 4 + k, k, 'agreements/2025/' || md5(id::text) || k, 1240, 1754, id
  FROM agreements_documentversion, generate_series(1, 3) AS k WHERE bench_dice(id, 414, 10) = 0;
"""

CONTENTS = """
INSERT INTO agreements_term (id, during, kind, effective_on, ends_on, months, activity,
       agreement_id,
       instrument_id)
SELECT i * 3, CASE WHEN is_amended THEN daterange(NULL, amended_on) ELSE '(,)'::daterange END,
       term_kind, CASE WHEN starts_later IS NOT NULL THEN start END,
       CASE WHEN term_kind = 'fixed' THEN last_day END,
       CASE WHEN term_kind = 'months' THEN months END,
       CASE WHEN term_kind = 'activity' THEN 'Lomba contoh' ELSE '' END, i, i * 3
  FROM bench_whole
 UNION ALL
SELECT i * 3 + 1, daterange(amended_on, NULL), 'fixed', NULL, last_day + 365, NULL, '', i, i * 3 + 1
  FROM bench_whole WHERE is_amended;
INSERT INTO agreements_scope (id, during, concentration_extent, site_extent, purpose, commitment,
       agreement_id, instrument_id)
SELECT i, '(,)', CASE WHEN bench_dice(i, 421, 10) < 7 THEN 'named'
                      WHEN bench_dice(i, 421, 10) < 9 THEN 'all' ELSE 'unknown' END,
       'all', 'Menyelaraskan pembelajaran dengan kebutuhan industri.', '', i, i * 3
  FROM bench_whole;
INSERT INTO agreements_scope_concentrations (id, scope_id, concentration_id)
SELECT scope.id * 4 + k, scope.id, taught.id
  FROM agreements_scope scope
 CROSS JOIN LATERAL generate_series(0, bench_dice(scope.id, 422, 3)) AS k
  JOIN bench_concentration taught ON taught.n = mod(bench_dice(scope.id, 423, 1000) + k * 11,
       (SELECT count(*) FROM bench_concentration))
 WHERE scope.concentration_extent = 'named';
INSERT INTO agreements_scope_sites (id, scope_id, site_id)
SELECT i, i, partner_n * 4 FROM bench_whole WHERE bench_dice(i, 424, 20) = 0;
INSERT INTO agreements_obligation (id, during, item, quantity, unit, detail, agreement_id,
       instrument_id)
SELECT i * 10 + k, '(,)', item, CASE WHEN item = '4' THEN 1 + bench_dice(i, 429, 30) END,
       CASE WHEN item = '4' THEN 'seats' ELSE '' END, '', i, i * 3
  FROM bench_whole CROSS JOIN LATERAL generate_series(0, bench_dice(i, 426, 4)) AS k
 CROSS JOIN LATERAL substr('12345678i', 1 + mod(bench_dice(i, 425, 9) + k * 2, 9)::int, 1) AS item;
INSERT INTO agreements_obligation (id, during, item, quantity, unit, detail, agreement_id,
       instrument_id)
SELECT id + 5, during, item, 6, 'months', '', agreement_id, instrument_id
  FROM agreements_obligation WHERE item = '4' AND mod(agreement_id, 3) = 0;
INSERT INTO agreements_coveragerule (id, during, kind, name, agreement_id, region_id, school_id,
       instrument_id, group_id)
SELECT i * 4, '(,)'::daterange, 'region', '', i, province_id, NULL::bigint, i * 3, NULL::bigint
  FROM bench_whole WHERE in_office
 UNION ALL
SELECT i * 4, '(,)', 'group', '', i, NULL, NULL, i * 3, circle.id
  FROM bench_whole
  JOIN bench_school school ON school.n = school_n
  JOIN schools_schoolgroup circle ON circle.regency_id = school.regency_id
 WHERE bench_dice(i, 439, 32) = 0 AND NOT in_office
 UNION ALL
SELECT i * 4 + k, '(,)', 'school', '', i, NULL, other.id, i * 3, NULL
  FROM bench_whole
 CROSS JOIN LATERAL generate_series(1, 1 + bench_dice(i, 427, 3)) AS k
  JOIN bench_school other ON other.n = mod(school_n + k * 31, {schools})
 WHERE bench_dice(i, 428, 16) = 0 AND NOT in_office;
"""

STORY = """
INSERT INTO agreements_transition (id, move, source, target, at, role, reason, agreement_id, by_id)
SELECT i * 4, 'submit', 'draft', 'submitted', at, 'Admin sekolah', '', i, 1000
  FROM (SELECT i, COALESCE(recorded_at, TIMESTAMPTZ '{today}') - INTERVAL '3 hours'
          FROM bench_whole WHERE state NOT IN ('draft', 'source')) AS handed(i, at)
 UNION ALL
SELECT i * 4 + 1, 'record', 'submitted', 'recorded', recorded_at, 'Kepala sekolah', '', i, 1001
  FROM bench_whole WHERE recorded_at IS NOT NULL
 UNION ALL
SELECT i * 4 + 2, CASE state WHEN 'verified' THEN 'verify' WHEN 'terminated' THEN 'terminate'
                  ELSE 'cancel' END,
       'recorded', state, recorded_at + INTERVAL '1 hour', 'Verifikator',
       CASE state WHEN 'verified' THEN '' ELSE 'Alasan contoh' END, i, 1000
  FROM bench_whole WHERE state IN ('verified', 'terminated', 'cancelled');
INSERT INTO agreements_verificationtask (id, level, reason, needs_second, done_at, agreement_id,
       done_by_id, office_id, province_id)
SELECT i, CASE WHEN bench_dice(i, 431, 2) = 0 THEN 'province' ELSE 'branch' END,
       'Mencakup lebih dari satu sekolah', false,
       CASE WHEN state <> 'recorded' THEN recorded_at + INTERVAL '1 hour' END, i,
       CASE WHEN state <> 'recorded' THEN 1000 END, CASE WHEN state <> 'recorded' THEN office.id
            END,
       bench_whole.province_id
  FROM bench_whole LEFT JOIN schools_office office ON office.province_id = bench_whole.province_id
 WHERE recorded_at IS NOT NULL
   AND bench_dice(i, 432, 100) < CASE state WHEN 'recorded' THEN 6 ELSE 25 END;
INSERT INTO agreements_answer (id, verdict, reason, at, resolution, agreement_id, by_id, school_id)
SELECT id, CASE WHEN bench_dice(id, 433, 30) = 0 THEN 'objected' ELSE 'confirmed' END,
       'Alasan contoh', TIMESTAMPTZ '{today}', '', agreement_id, 1000, school_id
  FROM agreements_party
 WHERE position > 0 AND school_id IS NOT NULL AND bench_dice(id, 434, 2) = 0;
INSERT INTO agreements_correction (id, public_id, direction, field, old_value, new_value, proposal,
       reason, outcome, asked_at, decided_at, decision_note, agreement_id, asked_by_id)
SELECT i, bench_address(i), CASE WHEN bench_dice(i, 435, 2) = 0 THEN 'to_office' ELSE 'to_school'
       END,
       'title', '', 'Judul yang benar', '{"title": "Judul yang benar"}', 'Salah ketik',
       CASE WHEN is_open THEN 'open' ELSE 'accepted' END, TIMESTAMPTZ '{today}',
       CASE WHEN NOT is_open THEN TIMESTAMPTZ '{today}' END, '', i, 1000
  FROM (SELECT *, bench_dice(i, 436, 10) = 0 AS is_open FROM bench_whole) AS asked
 WHERE recorded_at IS NOT NULL AND bench_dice(i, 437, 60) = 0;
INSERT INTO agreements_suspension (id, during, reason, created_at, agreement_id, created_by_id)
SELECT i, daterange(DATE '{today}' - bench_dice(i, 438, 200)::int, DATE '{today}' + 60), 'Renovasi',
       TIMESTAMPTZ '{today}', i, 1000
  FROM bench_whole WHERE state IN ('recorded', 'verified') AND bench_dice(i, 439, 200) = 0;
INSERT INTO agreements_stillrunning (id, answered_on, note, agreement_id, answered_by_id)
SELECT i, DATE '{today}' - bench_dice(i, 440, 500)::int, '', i, 1000
  FROM bench_whole
 WHERE term_kind IN ('open', 'extending') AND recorded_at IS NOT NULL AND bench_dice(i, 441, 2) = 0;
INSERT INTO agreements_publicreport (id, receipt, path, text, contact, reported_at, outcome, answer,
       closed_at, agreement_id, province_id)
SELECT i, bench_address(i), '/kerja-sama/' || bench_address(i) || '/', 'Nama mitra salah tulis.',
       '',
       TIMESTAMPTZ '{today}', CASE WHEN is_open THEN 'open' ELSE 'fixed' END, '',
       CASE WHEN NOT is_open THEN TIMESTAMPTZ '{today}' END, i, province_id
  FROM (SELECT *, bench_dice(i, 442, 4) = 0 AS is_open FROM bench_whole) AS told
 WHERE recorded_at IS NOT NULL AND bench_dice(i, 443, 1000) = 0;
"""

ROWS = """
CREATE UNLOGGED TABLE bench_row AS
SELECT i AS id, 0 AS revision, born AS created_at, born AS updated_at, bench_address(i) AS
       public_id,
       bench_address(i) || substr(md5(i::text), 1, 6) AS verification_code,
       bench_whole.kind,
       CASE WHEN is_untitled THEN ''
            ELSE (ARRAY['Kerja Sama Praktik Kerja Lapangan', 'Kelas Industri', 'Teaching Factory',
                        'Penyelarasan Kurikulum', 'Sertifikasi Kompetensi', 'Rekrutmen Lulusan',
                        'Guru Tamu dan Pelatihan Guru'])[1 + bench_dice(i, 451, 7)]
                 || ' ' || COALESCE(extract(year FROM signed)::text, 'Bersama') END AS title,
       CASE state WHEN 'source' THEN 'draft' ELSE state END AS state,
       state = 'source' AS published_from_source,
       CASE WHEN state = 'source' THEN {source} END AS source_id, signed AS signed_on,
       'day' AS signed_on_precision, '' AS signed_on_text, '' AS signed_at,
       '' AS authority_document, '' AS notes,
       CASE WHEN bench_dice(i, 452, 3) = 0 THEN '' ELSE 'Lemari hubin' END AS original_location,
       CASE WHEN recorded_at IS NOT NULL THEN 'SLR/' || province || '/'
            || extract(year FROM recorded_at) || '/' || lpad(running::text, 6, '0') END
       AS registration_number,
       CASE WHEN start IS NULL OR term_kind = 'unknown' THEN NULL
            WHEN upper_day IS NULL THEN daterange(start, NULL)
            WHEN upper_day > start THEN daterange(start, upper_day) ELSE 'empty' END AS runs,
       CASE WHEN state NOT IN ('draft', 'source') THEN born + INTERVAL '1 day' END AS submitted_at,
       recorded_at, CASE WHEN state = 'verified' THEN recorded_at + INTERVAL '1 hour' END
       AS verified_at, ended_on,
       CASE WHEN state IN ('terminated', 'cancelled') OR (state = 'draft' AND
            bench_dice(i, 453, 12) = 0) THEN 'Alasan contoh' ELSE '' END AS state_reason,
       ARRAY[]::varchar[] AS steps_sent,
       CASE WHEN mod(i, 10) = 3 AND above.kind_above = 'nota_kesepahaman' THEN above.number END
       AS parent_id,
       predecessor AS predecessor_id, CASE WHEN in_office THEN office.id END AS recording_office_id,
       CASE WHEN NOT in_office THEN school_id END AS recording_school_id, 1000 AS created_by_id
  FROM bench_whole
  LEFT JOIN schools_office office ON office.province_id = bench_whole.province_id
  LEFT JOIN LATERAL (SELECT i, kind FROM bench_whole one WHERE one.i = bench_whole.i - 2)
       AS above(number, kind_above) ON true
 CROSS JOIN LATERAL (SELECT COALESCE(recorded_at, TIMESTAMPTZ '{today}' - make_interval(
       days => 4 + bench_dice(i, 454, 90)::int)) - INTERVAL '2 days') AS made(born);
INSERT INTO agreements_registrationcounter (province, year, last)
SELECT province, extract(year FROM recorded_at), max(running)
  FROM bench_whole WHERE recorded_at IS NOT NULL GROUP BY 1, 2;
"""
_KEPT = expressions(Agreement, "keep_search_text")
_MADE = ", ".join(f"{expression} AS {column}" for column, expression in _KEPT.items())
# Set-wise, so on several cores.
TEXTS = f"""
ANALYZE bench_row;
CREATE UNLOGGED TABLE bench_text AS SELECT id, {_MADE} FROM bench_row AS NEW;
CREATE UNIQUE INDEX ON bench_text (id);
"""
_COLUMNS = """id, revision, created_at, updated_at, public_id, verification_code, kind, title,
       state,
    published_from_source, source_id, signed_on, signed_on_precision, signed_on_text, signed_at,
    authority_document, notes, original_location, registration_number, runs, submitted_at,
    recorded_at, verified_at, ended_on, state_reason, steps_sent, parent_id, predecessor_id,
    recording_office_id, recording_school_id, created_by_id"""
AGREEMENTS = f"""
INSERT INTO agreements_agreement ({_COLUMNS}, {", ".join(_KEPT)})
SELECT {_COLUMNS}, {", ".join(_KEPT)} FROM bench_row JOIN bench_text USING (id) ORDER BY id;
DROP TABLE bench_row;
DROP TABLE bench_text;
"""
# What one person did in one go shares a context.
CONTEXTS = """
INSERT INTO pghistory_context (id, created_at, updated_at, metadata)
SELECT md5('made ' || id)::uuid, created_at, created_at,
       jsonb_build_object('user', 1000, 'view', 'agreements:start')
  FROM agreements_agreement;
INSERT INTO pghistory_context (id, created_at, updated_at, metadata)
SELECT md5('recorded ' || id)::uuid, recorded_at, recorded_at,
       jsonb_build_object('user', 1001, 'view', 'agreements:record')
  FROM agreements_agreement WHERE recorded_at IS NOT NULL;
"""
CLEAN = "DROP TABLE bench_whole; DROP TABLE bench_school; DROP TABLE bench_concentration;"
