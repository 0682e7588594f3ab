"""Columns of text that carry no mark in the world of the access tests, and why none is needed."""

# What the public register tells of a school, a partner or an agreement once it is recorded.
PUBLIC = {
    "agreements.Agreement": "verification_code signed_on_text signed_at authority_document"
    " registration_number",
    "agreements.Instrument": "summary",
    "agreements.Party": "letter_number",
    "agreements.Signatory": "name position acting_for",
    "agreements.Witness": "name position",
    "agreements.CoverageRule": "name",
    "agreements.Scope": "purpose commitment",
    "agreements.Obligation": "detail",
    "agreements.Term": "activity",
    "partners.Partner": "address kelurahan postal_code description nib website phone other_phone"
    " email",
    "partners.Alias": "name",
    "partners.Licence": "number issuer",
    "schools.Decree": "number title",
    "schools.ExpertiseField": "code name name_2022",
    "schools.Program": "code name name_2022",
    "schools.Concentration": "code name name_2022",
    "schools.ConsentText": "text",
    "schools.Region": "code name short_name",
    "schools.Office": "name short_name address phone email",
    "schools.Source": "title publisher url picture_credit note",
    "schools.School": "npsn temporary_npsn official_name name foundation_name street village"
    " postal_code accreditation_decree selection_provider",
    "schools.SchoolName": "name",
    "schools.SchoolHead": "name acting_for",
    "schools.SchoolFigure": "printed_value printed_date",
    "schools.SchoolGroup": "name",
}
# Shown, or held back, together with a marked text of the same row.
BESIDE_A_MARK = {
    "agreements.AgreementImport": "file_sha256 headings",
    "agreements.AgreementImportRow": "name reason notes kept partner_key",
    "agreements.Answer": "resolution",
    "agreements.Correction": "field",
    "agreements.DocumentVersion": "replacement_reason",
    "agreements.PublicReport": "path",
    "agreements.StillRunning": "note",
    "partners.Contact": "phone",
    "partners.Merge": "changes created folded left",
    "partners.Partner": "npwp",
    "partners.Site": "address kelurahan postal_code phone",
    "schools.AccessLink": "whatsapp",
    "schools.ConsentPaper": "content_type",
    "schools.Pupil": "nisn phone guardian_phone",
    "schools.PupilImport": "default_class",
    "schools.PupilImportRow": "reason kept before seating",
    "schools.ImportRow": "name reason notes kept before after",
    "schools.ImportRun": "missing_schools provinces",
    "schools.SchoolContact": "value",
    "schools.SchoolMerge": "changes folded known_name left",
    "placements.FinalMark": "reopened_because",
    "placements.ProblemReport": "outcome reopened_because",
    "placements.Visit": "cancelled_because",
    "placements.WeekConfirmation": "reopened_because",
    "placements.Letterhead": "name below place number_pattern position signatory rank bases",
    "accounts.User": "username name email whatsapp",
    "accounts.Notice": "kind path",
    "accounts.HandSent": "kind about",
}
# Of no page yet.
NOT_SHOWN: dict[str, str] = {}
# Written by the portal itself: keys, digests, what searches and orders read.
WRITTEN_BY_US = {
    "agreements.Agreement": "search_text content_text partner_key",
    "agreements.DocumentVersion": "sha256_uploaded sha256_stored",
    "agreements.PublicReport": "receipt answer",
    "agreements.RegistrationCounter": "province",
    "agreements.Transition": "move role",
    "agreements.Upload": "sha256_uploaded sha256_stored",
    "agreements.VerificationRule": "basis",
    "agreements.VerificationTask": "reason",
    "partners.Alias": "name_key",
    "partners.Partner": "name_key sort_key search_text",
    "schools.AccessLink": "token_hash mail_token_hash",
    "placements.AssignedPlace": "better",
    "placements.AssignmentRun": "failure kept result rules",
    "placements.Assessment": "role",
    "placements.DayPresence": "role",
    "placements.FinalMark": "parts",
    "placements.JournalEntry": "role",
    "placements.JournalRemark": "role",
    "placements.MentorLink": "token_hash pin_hash",
    "placements.Outcome": "role",
    "placements.PartnerLink": "token_hash pin_hash",
    "placements.PlaceRating": "role",
    "placements.ProblemReport": "role",
    "placements.Snapshot": "role sha256",
    "placements.SupervisorMark": "role",
    "placements.WeekConfirmation": "role reopened_as",
    "placements.Placement": "class_name own_unit",
    "placements.ProposedPlace": "contact_phone reason",
    "placements.InsurancePaper": "content_type sha256",
    "placements.Letter": "about code sha256",
    "placements.PlacementStep": "move role",
    "placements.PupilLink": "token_hash",
    "placements.SignedSheet": "content_type sha256",
    "accounts.Reading": "label view place person",
    "schools.ClassGroup": "name_key",
    "schools.ClassGroupMapping": "stem",
    "schools.Concentration": "sort_key",
    "schools.ConsentPaper": "sha256_uploaded sha256_stored",
    "schools.MoveUp": "exceptions moved left made",
    "schools.Pupil": "sort_key search_text",
    "schools.PupilImport": "file_sha256",
    "schools.PupilImportClass": "class_key",
    "schools.ExpertiseField": "sort_key",
    "schools.ImportRun": "file_sha256",
    "schools.Office": "sort_key",
    "schools.Program": "sort_key",
    "schools.Region": "sort_key",
    "schools.School": "sort_key search_text",
    "schools.SchoolGroup": "sort_key search_text",
    "accounts.User": "password",
}


def unmarked() -> set[str]:
    """`agreements.Scope.purpose` and the like."""
    return {
        f"{label}.{name}"
        for told in (PUBLIC, BESIDE_A_MARK, NOT_SHOWN, WRITTEN_BY_US)
        for label, names in told.items()
        for name in names.split()
    }
