"""Schools' people and offerings, and the directory of partners, by set-wise SQL.

`dice(key, salt, sides)` is a hash: the same key and salt give the same number in every run.
"""

from partnerships.partners.models import Partner
from tests.bench.kept import expressions

DICE = """
CREATE OR REPLACE FUNCTION bench_dice(key bigint, salt integer, sides bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT mod(hashint8extended(key, salt) & 9223372036854775807, sides) $$;
CREATE OR REPLACE FUNCTION bench_share(key bigint, salt integer) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT bench_dice(key, salt, 1000003) / 1000003.0 $$;
-- Ten letters and digits that no other key has: an odd factor permutes the numbers below 2^40.
CREATE OR REPLACE FUNCTION bench_address(key bigint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT translate(lpad(to_hex(mod(key * 2654435761, 1099511627776)), 10, '0'), '01', 'gh') $$;
"""
UNDICE = """
DROP FUNCTION bench_share(bigint, integer);
DROP FUNCTION bench_dice(bigint, integer, bigint);
DROP FUNCTION bench_address(bigint);
"""

SCHOOLS = """
CREATE UNLOGGED TABLE bench_school AS
SELECT row_number() OVER (ORDER BY id) - 1 AS n, id, province_id, regency_id, name, latitude,
       longitude
  FROM schools_school WHERE merged_into_id IS NULL;
CREATE UNIQUE INDEX ON bench_school (n);
CREATE UNLOGGED TABLE bench_concentration AS
SELECT row_number() OVER (ORDER BY sort_key, id) - 1 AS n, id FROM schools_concentration;
CREATE UNIQUE INDEX ON bench_concentration (n);
ANALYZE bench_school;
ANALYZE bench_concentration;
INSERT INTO schools_schoolhead (id, name, standing, acting_for, nip, since, school_id)
SELECT n + 1, 'Kepala Contoh ' || n, CASE WHEN bench_dice(n, 101, 12) = 0 THEN 'plt'
       ELSE 'definitif' END, '', '', DATE '{today}' - bench_dice(n, 102, 2000)::int, id
  FROM bench_school;
INSERT INTO schools_schoolconcentration (id, since, concentration_id, school_id)
SELECT school.n * 8 + k, DATE '2022-07-01', taught.id, school.id
  FROM bench_school school
 CROSS JOIN LATERAL generate_series(1, 2 + bench_dice(school.n, 103, 5)) AS k
  JOIN bench_concentration taught
    ON taught.n = mod(bench_dice(school.n, 104, 1000) + k * 17,
                      (SELECT count(*) FROM bench_concentration));
INSERT INTO accounts_user (id, password, is_superuser, is_staff, is_active, date_joined, public_id,
       username, name, email, whatsapp, is_demo)
SELECT 1000 + n * 2 + k, '!', false, false, true, TIMESTAMPTZ '2025-01-02', bench_address(n * 2 +
       k),
       'bench' || n || '-' || k, 'Orang Contoh ' || n || '-' || k, '', '', true
  FROM bench_school, generate_series(0, 1) AS k;
INSERT INTO schools_membership (id, public_id, role, since, confirmed_on, user_id, school_id)
SELECT 1000 + n * 2 + k, bench_address(n * 2 + k), CASE k WHEN 0 THEN 'school_admin' ELSE 'head'
       END,
       DATE '{today}' - bench_dice(n, 105, 600)::int, DATE '{today}' - bench_dice(n, 106, 300)::int,
       1000 + n * 2 + k, id
  FROM bench_school, generate_series(0, 1) AS k;
INSERT INTO schools_schoolgroup (revision, created_at, updated_at, public_id, kind, name,
       known_names, sort_key, search_text, province_id, regency_id)
SELECT 0, TIMESTAMPTZ '{today}', TIMESTAMPTZ '{today}', substr(md5('group ' || area.id), 1, 10),
       'mkks', 'MKKS SMK ' || area.name, '{}', '', '', area.parent_id, area.id
  FROM schools_region area
 WHERE area.id IN (SELECT regency_id FROM bench_school);
INSERT INTO schools_groupmember (group_id, school_id)
SELECT circle.id, school.id
  FROM bench_school school JOIN schools_schoolgroup circle USING (regency_id);
"""

FIRST = """Karya Sinar Surya Cipta Bina Indo Mega Prima Graha Putra Jaya Mulia Sumber Tunas Anugerah
    Berkah Cahaya Duta Elang Fajar Gading Harapan Intan Jasa Kencana Lestari Mandala Nusa Pelita
    Rajawali Samudra Tirta Utama Wahana Adi Agung Bintang Buana Citra Delta"""
SECOND = """Makmur Abadi Sejahtera Mandiri Perkasa Sentosa Bersama Gemilang Lestari Utama Persada
    Teknik Otomotif Elektronik Tekstil Garmen Pangan Boga Wisata Hotel Logistik Konstruksi Mesin
    Baja Kimia Farmasi Medika Digital Informatika Komputer Kreatif Media Grafika Niaga Retail
    Finansial Agro Tani Bahari Energi"""

PARTNERS = """
INSERT INTO partners_partner (id, revision, created_at, updated_at, country, address, kelurahan,
       postal_code, latitude, longitude, public_id, name, legal_form, kind, role, sector,
       description, nib, npwp, website, phone, other_phone, email, founded_precision, state,
       confirmed_at, return_reason, closed_on, close_reason, name_key, sort_key, search_text,
       province_id, regency_id, proposed_by_school_id)
SELECT n, 0, born, born, 'ID', 'Jalan Contoh ' || bench_dice(n, 201, 200), '', '',
       CASE WHEN placed AND school.latitude IS NOT NULL THEN LEAST(7, GREATEST(-12,
            round(school.latitude + (bench_share(n, 202) - 0.5)::numeric / 5, 6))) END,
       CASE WHEN placed AND school.latitude IS NOT NULL THEN LEAST(142, GREATEST(94,
            round(school.longitude + (bench_share(n, 203) - 0.5)::numeric / 5, 6))) END,
       bench_address(n), name, legal_form, kind, '',
       substr('ABCDEFGHIJKLMNPQRS', 1 + bench_dice(n, 204, 18)::int, 1), '', '', '', '',
       CASE WHEN bench_dice(n, 205, 3) = 0 THEN '+62812' || lpad(n::text, 8, '0') ELSE '' END, '',
            '',
       'day', state, CASE WHEN state <> 'proposed' THEN born + INTERVAL '5 days' END, '',
       CASE WHEN state = 'closed' THEN DATE '{today}' - bench_dice(n, 206, 400)::int END,
       CASE WHEN state = 'closed' THEN 'Tidak beroperasi lagi' ELSE '' END, '', '', '',
       school.province_id, school.regency_id,
       CASE WHEN bench_dice(n, 207, 2) = 0 THEN school.id END
  FROM (SELECT n, TIMESTAMPTZ '{today}' - make_interval(days => 20 + bench_dice(n, 208, 900)::int),
               mod(n * 7919, {schools}), bench_dice(n, 209, 10) < 6,
               (string_to_array('{first}', ' '))[1 + bench_dice(n, 210, 40)] || ' '
               || (string_to_array('{second}', ' '))[1 + bench_dice(n, 211, 40)]
               || CASE WHEN bench_dice(n, 212, 3) = 0 THEN ''
                  ELSE ' ' || (string_to_array('{first}', ' '))[1 + bench_dice(n, 213, 40)] END,
               CASE WHEN bench_dice(n, 214, 10) < 6 THEN 'pt'
                    WHEN bench_dice(n, 214, 10) < 8 THEN 'cv' ELSE '' END,
               CASE WHEN bench_dice(n, 215, 20) < 16 THEN 'company'
                    WHEN bench_dice(n, 215, 20) = 16 THEN 'lpk'
                    WHEN bench_dice(n, 215, 20) = 17 THEN 'cooperative'
                    WHEN bench_dice(n, 215, 20) = 18 THEN 'university' ELSE 'government' END,
               CASE WHEN bench_dice(n, 216, 100) < 90 THEN 'confirmed'
                    WHEN bench_dice(n, 216, 100) < 98 THEN 'proposed' ELSE 'closed' END
          FROM generate_series(1, {partners}) AS n)
       AS drawn(n, born, place, placed, name, legal_form, kind, state)
  JOIN (SELECT n AS place_n, id, province_id, regency_id, latitude, longitude FROM bench_school)
       AS school ON school.place_n = place;

INSERT INTO partners_site (id, revision, created_at, updated_at, country, address, kelurahan,
       postal_code, public_id, name, kind, phone, email, confirmed_at, partner_id, province_id,
       regency_id)
SELECT partner.id * 4 + k, 0, partner.created_at, partner.created_at, 'ID', '', '', '',
       bench_address(partner.id * 4 + k),
       CASE k WHEN 0 THEN 'Kantor Pusat' ELSE 'Cabang ' || k END,
       CASE k WHEN 0 THEN 'head_office' ELSE 'branch' END, '', '', partner.confirmed_at, partner.id,
       partner.province_id, partner.regency_id
  FROM partners_partner partner
 CROSS JOIN LATERAL generate_series(0, bench_dice(partner.id, 221, 10) / 6 +
                                       bench_dice(partner.id, 222, 10) / 8) AS k;
INSERT INTO partners_alias (id, name, kind, name_key, partner_id)
SELECT id, upper(substr(name, 1, 3)) || bench_dice(id, 231, 1000), 'abbreviation',
       lower(substr(name, 1, 3)) || bench_dice(id, 231, 1000), id
  FROM partners_partner WHERE bench_dice(id, 232, 2) = 0;
INSERT INTO partners_contact (id, revision, created_at, updated_at, public_id, name, position, role,
       phone, email, note, partner_id)
SELECT id, 0, created_at, created_at, bench_address(id), 'Penghubung Contoh ' || id, 'Manajer',
       'hrd',
       '', '', '', id
  FROM partners_partner WHERE bench_dice(id, 241, 2) = 0;
INSERT INTO partners_licence (id, revision, created_at, updated_at, public_id, kind, number, issuer,
       issued_on, expires_on, is_perpetual, country, note, partner_id)
SELECT id, 0, created_at, created_at, bench_address(id), 'lpk', 'CONTOH/' || id, 'Kemnaker',
       DATE '{today}' - 700, DATE '{today}' + bench_dice(id, 251, 800)::int - 200, false, '', '', id
  FROM partners_partner WHERE kind = 'lpk';
INSERT INTO partners_pair (id, public_id, reasons, verdict, likeness, found_at, decision_note,
       first_id, second_id)
SELECT n, bench_address(n), ARRAY['name'], 'possible', 0.5 + bench_share(n, 261) / 2,
       TIMESTAMPTZ '{today}', '', n, n + 1
  FROM generate_series(1, {partners} - 1) AS n WHERE bench_dice(n, 262, 200) = 0;
"""

_KEPT = expressions(Partner, "keep_search_text")
_MADE = ", ".join(f"{expression} AS {column}" for column, expression in _KEPT.items())
PARTNER_TEXTS = f"""
CREATE INDEX bench_alias ON partners_alias (partner_id);
CREATE INDEX bench_site ON partners_site (partner_id);
ANALYZE partners_alias;
ANALYZE partners_site;
CREATE UNLOGGED TABLE bench_partner_text AS SELECT id, {_MADE} FROM partners_partner AS NEW;
UPDATE partners_partner SET {", ".join(f"{column} = made.{column}" for column in _KEPT)}
  FROM bench_partner_text made WHERE made.id = partners_partner.id;
DROP TABLE bench_partner_text;
DROP INDEX bench_alias;
DROP INDEX bench_site;
"""


def words(text: str) -> str:
    return " ".join(text.split())
