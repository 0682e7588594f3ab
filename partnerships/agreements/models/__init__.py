from partnerships.agreements.models.agreements import Agreement, RegistrationCounter
from partnerships.agreements.models.coverage import (
    CoverageRule,
    NamedConcentration,
    NamedSite,
    Obligation,
    Scope,
)
from partnerships.agreements.models.documents import (
    ContentType,
    Document,
    DocumentKind,
    DocumentPage,
    DocumentVersion,
    Rendering,
    Upload,
    Visibility,
    find_by_sha256,
    has_document,
)
from partnerships.agreements.models.figures import ProvinceCoverage, RegisterFigures
from partnerships.agreements.models.imports import AgreementImport, AgreementImportRow
from partnerships.agreements.models.instruments import Instrument
from partnerships.agreements.models.kinds import Item, Kind, State, Unit
from partnerships.agreements.models.parties import ActingStatus, Party, Signatory, Witness
from partnerships.agreements.models.reviews import (
    Answer,
    Correction,
    PublicReport,
    Transition,
    VerificationRule,
    VerificationTask,
)
from partnerships.agreements.models.terms import LetEnd, StillRunning, Suspension, Term
from partnerships.agreements.models.uses import Use

__all__ = [
    "ActingStatus",
    "Agreement",
    "AgreementImport",
    "AgreementImportRow",
    "Answer",
    "ContentType",
    "Correction",
    "CoverageRule",
    "Document",
    "DocumentKind",
    "DocumentPage",
    "DocumentVersion",
    "Instrument",
    "Item",
    "Kind",
    "LetEnd",
    "NamedConcentration",
    "NamedSite",
    "Obligation",
    "Party",
    "ProvinceCoverage",
    "PublicReport",
    "RegisterFigures",
    "RegistrationCounter",
    "Rendering",
    "Scope",
    "Signatory",
    "State",
    "StillRunning",
    "Suspension",
    "Term",
    "Transition",
    "Unit",
    "Upload",
    "Use",
    "VerificationRule",
    "VerificationTask",
    "Visibility",
    "Witness",
    "find_by_sha256",
    "has_document",
]
