"""A year of PKL of one province, by set-wise SQL: pupils, seats, placements, journals.

Every 25th school places the 300 pupils of a large one, the others five each: in a nation some
fifty thousand. Nine in ten pupils are at work since 60 days, ten days of journal each.
"""

# Not by hash: the first school is a large one in a nation of any size.
PLACING = """
CREATE UNLOGGED TABLE bench_placing AS
SELECT n, id, p, CASE WHEN mod(p, 25) = 0 THEN 300 ELSE 5 END AS pupils
  FROM (SELECT n, school.id, row_number() OVER (ORDER BY n) - 1 AS p
          FROM bench_school school JOIN schools_region region ON region.id = school.province_id
         WHERE region.code = '{province}') AS numbered;
CREATE UNLOGGED TABLE bench_pupil AS
SELECT p * 1000 + j AS id, p, school.n, school.id AS school_id, p * 20 + j / 30 AS class_id, j,
       p * 100 + j / 5 AS opening_id, taught.id AS concentration_id,
       CASE WHEN bench_dice(p * 1000 + j, 501, 100) < 90 THEN 'running'
            WHEN bench_dice(p * 1000 + j, 501, 100) < 94 THEN 'planned'
            WHEN bench_dice(p * 1000 + j, 501, 100) < 97 THEN 'ready' END AS state
  FROM bench_placing school
 CROSS JOIN LATERAL generate_series(0, pupils - 1) AS j
  JOIN bench_concentration taught
    ON taught.n = mod(p + j / 30 % 5, (SELECT count(*) FROM bench_concentration));
ANALYZE bench_pupil;
"""
PUPILS = """
INSERT INTO schools_classgroup (id, public_id, school_year, name, name_key, grade,
       concentration_id, school_id)
SELECT DISTINCT class_id, bench_address(class_id), {school_year}, 'XII ' || class_id,
       'xii ' || class_id, 12, concentration_id, school_id
  FROM bench_pupil;
INSERT INTO schools_pupil (id, revision, created_at, updated_at, public_id, name, sort_key,
       search_text, nisn, nipd, sex, born_on, phone, guardian_name, guardian_relation,
       guardian_phone, leaving_reason, school_id)
SELECT id, 0, TIMESTAMPTZ '{today}', TIMESTAMPTZ '{today}', bench_address(id),
       'Siswa Contoh ' || id, 'siswa contoh ' || id, 'siswa contoh ' || id,
       '9' || lpad(id::text, 9, '0'), '', CASE mod(j, 2) WHEN 0 THEN 'L' ELSE 'P' END,
       DATE '{today}' - 6300 - mod(j, 300), '', '', '', '', '', school_id
  FROM bench_pupil;
INSERT INTO schools_enrolment (id, since, class_group_id, pupil_id)
SELECT id, DATE '{first_day}', class_id, id FROM bench_pupil;
"""
SEATS = """
INSERT INTO placements_placementperiod (id, revision, created_at, updated_at, public_id,
       school_year, name, grade, hours_per_day, note, school_id)
SELECT p + 1, 0, TIMESTAMPTZ '{today}', TIMESTAMPTZ '{today}', bench_address(p + 1),
       {school_year}, 'PKL kelas XII', 12, 8, '', id
  FROM bench_placing;
INSERT INTO placements_periodblock (id, since, until, weekdays, period_id)
SELECT p + 1, DATE '{today}' - 60, DATE '{today}' + 60, '{}', p + 1 FROM bench_placing;
INSERT INTO placements_periodsupervisor (id, membership_id, period_id)
SELECT p + 1, 1000 + n * 2, p + 1 FROM bench_placing;
-- A partner is asked once a year by a school; where there are few, it has several places.
INSERT INTO placements_hosting (id, revision, created_at, updated_at, public_id, school_year,
       answer, obstacle, note, told_by_name, answered_on, partner_id, recorded_by_id,
       told_to_school_id)
SELECT p * 100 + k, 0, TIMESTAMPTZ '{today}', TIMESTAMPTZ '{today}', bench_address(p * 100 + k),
       {school_year}, 'yes', '', '', '', DATE '{today}' - 100, 1 + mod(n * 61 + k, {partners}),
       1000 + n * 2, id
  FROM bench_placing
 CROSS JOIN LATERAL generate_series(0, LEAST(pupils / 5, {partners}) - 1) AS k;
INSERT INTO placements_opening (id, revision, created_at, updated_at, public_id, since, until,
       seats, sex, sex_because, shift, lodging, lodging_for, meals, transport, allowance_unit,
       mentor_name, tasks, note, hosting_id)
SELECT p * 100 + k, 0, TIMESTAMPTZ '{today}', TIMESTAMPTZ '{today}', bench_address(p * 100 + k),
       DATE '{today}' - 60, DATE '{today}' + 60, 6, '', '', '', '', '', '', '', '', '', '', '',
       p * 100 + mod(k, LEAST(pupils / 5, {partners}))
  FROM bench_placing CROSS JOIN LATERAL generate_series(0, pupils / 5 - 1) AS k;
INSERT INTO placements_booking (id, public_id, seats, days, booked_at, booked_by_id, opening_id,
       period_id)
SELECT p * 100 + k, bench_address(p * 100 + k), 6, {days}, TIMESTAMPTZ '{today}', 1000 + n * 2,
       p * 100 + k, p + 1
  FROM bench_placing CROSS JOIN LATERAL generate_series(0, pupils / 5 - 1) AS k;
"""
PLACEMENTS = """
INSERT INTO placements_placement (id, revision, created_at, updated_at, public_id, own_unit, days,
       class_name, grade, state, work, works_at_night, works_overtime, hazard, safety_note,
       insurance_number, accepted_number, note, concentration_id, opening_id, pupil_id,
       supervisor_id, period_id)
SELECT id, 0, TIMESTAMPTZ '{today}', TIMESTAMPTZ '{today}', bench_address(id), '', {days},
       'XII ' || class_id, 12, state, 'Pekerjaan contoh', false, false, '', '', '', '', '',
       concentration_id, opening_id, id, p + 1, p + 1
  FROM bench_pupil WHERE state IS NOT NULL;
INSERT INTO placements_placementstep (id, move, source, target, days, at, role, reason, by_id,
       placement_id)
SELECT id * 8 + number, move, source, target, {days},
       TIMESTAMPTZ '{today}' - make_interval(days => 70 - number::int), 'Admin sekolah', '',
       1000 + n * 2, id
  FROM bench_pupil
 CROSS JOIN (VALUES (1, 'request', 'planned', 'requested'), (2, 'accept', 'requested', 'accepted'),
       (3, 'prepare', 'accepted', 'ready'), (4, 'start', 'ready', 'running'))
       AS steps(number, move, source, target)
 WHERE state = 'running';
INSERT INTO placements_journalentry (id, revision, created_at, updated_at, role, public_id, "on",
       text, placement_id)
SELECT id * 32 + d, 0, TIMESTAMPTZ '{today}', TIMESTAMPTZ '{today}', '',
       bench_address(id * 32 + d), DATE '{today}' - d, 'Mengerjakan tugas contoh.', id
  FROM bench_pupil CROSS JOIN generate_series(1, 14) AS d
 WHERE state = 'running' AND extract(isodow FROM DATE '{today}' - d) < 6
   AND bench_dice(id, 502, 50) > 0;
INSERT INTO placements_daypresence (id, role, "on", state, note, at, placement_id)
SELECT id * 32 + d, '', DATE '{today}' - d, 'present', '', TIMESTAMPTZ '{today}', id
  FROM bench_pupil CROSS JOIN generate_series(1, 14) AS d
 WHERE state = 'running' AND extract(isodow FROM DATE '{today}' - d) < 6;
INSERT INTO placements_weekconfirmation (id, role, monday, at, note, reopened_because,
       reopened_as, placement_id)
SELECT id, 'Instruktur', date_trunc('week', DATE '{today}' - 7)::date, TIMESTAMPTZ '{today}', '',
       '', '', id
  FROM bench_pupil WHERE state = 'running' AND bench_dice(id, 503, 2) = 0;
DROP TABLE bench_pupil;
DROP TABLE bench_placing;
"""
# From the first day of the period to its last.
DAYS = "datemultirange(daterange(DATE '{today}' - 60, DATE '{today}' + 61))"
